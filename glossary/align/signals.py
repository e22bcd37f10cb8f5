"""What speaks for and against a bead: the values of every signal, for all beads of a shape at once.

Signals compare what two runs of sentences share (`glossary.align.evidence`), how long they are, whether
both begin a paragraph, and, where an encoder is given, how near their vectors are. A signal is a matrix
over the first English and the first Chinese sentence of a bead. `glossary.align.weights` says what each
counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glossary.align.encoders import unit
from glossary.align.evidence import SAMPLE, Evidence
from glossary.align.lattice import Shape

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[Any, np.dtype[np.floating[Any]]]

LITTLE = 0.2
"""Sentences of full length that translate each other share at least this much of their mass, and each
sentence of a bead as much with the other side."""

FAR = 0.35
"""Vectors of translations are nearer than this cosine."""

NEARBY = 12
"""Sentences around a bead with which its likeness is compared."""

REACH = 25
"""Sentences before and after the expected place in which the best counterpart of one is looked for."""

NEIGHBOURHOOD = 8
"""Beads on each side that tell whether two texts are translations of each other there."""

CHANCE, SURE = 0.06, 0.14
"""The mean margin of texts that are no translations of each other, at most, and of those that are, at least: of the
development chapters and passages, paired rightly and wrongly."""

_NOTE = re.compile(
    r"[(\uff08\[\u3010](?=[^)\uff09\]\u3011]{12,}[)\uff09\]\u3011][.。]?$)"
    r"|(?:translator|editor)[\u2019']?s[\u2019']? (?:note|remark)|(?:译|编者|译者)(?:注|按)[:：]",
    re.IGNORECASE,
)
"""A sentence in brackets as a whole, or said to be the translator's: the likeliest to have nothing opposite."""


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of one side: characters, whether each begins a paragraph, whether it is a note, vectors."""

    lengths: Sequence[int]
    begins: Sequence[bool]
    notes: Sequence[bool]
    vectors: Matrix | None = None

    @classmethod
    def of(cls, texts: Sequence[str], begins: Sequence[bool] | None = None, vectors: Matrix | None = None) -> Side:
        """The side of these sentences; without `begins` it has no paragraphs."""
        notes = [bool(_NOTE.match(text)) for text in texts]
        return cls([len(text) for text in texts], begins or [False] * len(texts), notes, vectors)


class Signals:
    """The signals between two sides; `of` gives those of a shape."""

    def __init__(self, evidence: Evidence, en: Side, zh: Side) -> None:
        import numpy as np

        self.evidence = evidence
        self.en, self.zh = en, zh
        self.size = len(en.lengths), len(zh.lengths)
        # The mean mass of a sentence is what makes values of different texts comparable.
        masses = np.concatenate((evidence.en_mass[:SAMPLE], evidence.zh_mass[:SAMPLE]))
        self.scale = (float(masses.mean()) if len(masses) else 0.0) or 1.0
        self.ratio = sum(en.lengths) / max(sum(zh.lengths), 1) or 1.0
        self._en_length = np.array(en.lengths, np.float64)
        self._zh_length = np.array(zh.lengths, np.float64)
        self._share_en = [_share(covered, evidence.en_mass) for covered in evidence.en_covered]
        self._share_zh = [_share(covered, evidence.zh_mass) for covered in evidence.zh_covered]
        self._paragraphs = sum(en.begins) > 1 and sum(zh.begins) > 1
        self._has_vectors = en.vectors is not None and zh.vectors is not None
        if en.vectors is not None and zh.vectors is not None:
            self._en_unit, self._zh_unit = unit(en.vectors), unit(zh.vectors)
            # Long sentences say more of what a bead is about than short ones.
            self._en_sum = en.vectors * (self._en_length[:, None] + 1)
            self._zh_sum = zh.vectors * (self._zh_length[:, None] + 1)

    def of(self, shape: Shape) -> dict[str, Matrix]:
        """The value of each signal but those of length for all beads of a shape with sentences on both sides.

        ``matched`` and ``unmatched`` are masses in mean sentences, ``coverage`` the harmonic mean of the
        shares that each side finds on the other, ``margin`` how much more that is than what the beads
        around it share, ``strange`` and ``stray`` what a bead and its weakest sentence lack of `LITTLE`.
        """
        import numpy as np

        (a, b), (n, m) = shape, self.size
        rows, columns = n - a + 1, m - b + 1
        evidence = self.evidence
        matched_en = _sums(evidence.en_covered[b - 1], a)[:, :columns]
        matched_zh = _sums(evidence.zh_covered[a - 1], b)[:, :rows].T
        mass_en, mass_zh = _sums(evidence.en_mass[:, None], a), _sums(evidence.zh_mass[:, None], b).T
        cover_en, cover_zh = matched_en / np.maximum(mass_en, 1e-6), matched_zh / np.maximum(mass_zh, 1e-6)
        coverage = 2 * cover_en * cover_zh / np.maximum(cover_en + cover_zh, 1e-6)
        weakest = np.minimum(
            _least(self._share_en[b - 1], a)[:, :columns], _least(self._share_zh[a - 1], b)[:, :rows].T
        )
        several = float(a + b > 2)
        matched, mass = (matched_en + matched_zh) / self.scale, (mass_en + mass_zh) / self.scale
        root = np.sqrt(mass)
        margin = coverage - _around(coverage)
        found = {
            "matched": matched,
            "unmatched": mass - matched,
            "coverage": coverage,
            "coverage_mass": coverage * mass,
            "least_coverage": np.minimum(cover_en, cover_zh),
            "margin": margin,
            "margin_mass": margin * root,
            "strange": np.maximum(0, LITTLE - coverage) * np.minimum(mass, 2),
            "stray": np.maximum(0, LITTLE - weakest) * several,
            "weakest": weakest * several,
            "mass": root,
        }
        if any(self.en.notes) or any(self.zh.notes):
            en_note, zh_note = (_sums(np.array(side.notes, np.float64)[:, None], k) > 0 for side, k in self._by(shape))
            found["note_facing_none"] = np.not_equal(en_note, zh_note.T).astype(np.float64)
        if self._paragraphs:
            found |= self._of_paragraphs(shape)
        if self._has_vectors:
            found |= self._of_vectors(shape, root)
        return found

    def _by(self, shape: Shape) -> tuple[tuple[Side, int], tuple[Side, int]]:
        return (self.en, shape[0]), (self.zh, shape[1])

    def of_lengths(self, shape: Shape, ratio: float) -> dict[str, Matrix]:
        """The signals of length: ``longer`` is the logarithm of the ratio of lengths, 0 where it is usual.

        Args:
            shape: English and Chinese sentences.
            ratio: English characters for a Chinese one in this text; `ratio` is that of the sums of both sides.
        """
        import numpy as np

        (a, b) = shape
        en, zh = _sums(self._en_length[:, None], a), _sums(self._zh_length[:, None], b).T
        longer = np.log((en + 8) / (zh * ratio + 8))
        return {"longer": longer, "length": np.abs(longer), "length_squared": np.minimum(longer**2, 4)}

    def _of_paragraphs(self, shape: Shape) -> dict[str, Matrix]:
        """Whether both sides begin a paragraph or one alone, and how many begin inside."""
        import numpy as np

        (a, b), (n, m) = shape, self.size
        en, zh = np.array(self.en.begins, np.float64)[:, None], np.array(self.zh.begins, np.float64)[:, None]
        first_en, first_zh = en[: n - a + 1], zh[: m - b + 1].T
        inside = (_sums(en, a) - first_en) + (_sums(zh, b).T - first_zh)
        return {"both_begin": first_en * first_zh, "one_begins": np.abs(first_en - first_zh), "torn": inside}

    def _of_vectors(self, shape: Shape, root: Matrix) -> dict[str, Matrix]:
        """Cosines of the vectors of both runs: the sums of those of their sentences, weighted by length."""
        import numpy as np

        (a, b), (n, m) = shape, self.size
        en, zh = unit(_sums(self._en_sum, a)), unit(_sums(self._zh_sum, b))
        # Rounded: an encoder's last bits vary with its threads.
        cosine = np.round(en @ zh.T, 4)
        margin = cosine - _around(cosine)
        of_each_en = np.round(self._en_unit @ zh.T, 4)
        of_each_zh = np.round(self._zh_unit @ en.T, 4)
        weakest = np.minimum(_least(of_each_en, a)[:, : m - b + 1], _least(of_each_zh, b)[:, : n - a + 1].T)
        return {
            "cosine": cosine,
            "cosine_mass": cosine * root,
            "cosine_margin": margin,
            "cosine_margin_mass": margin * root,
            "cosine_strange": np.maximum(0, FAR - cosine),
            "cosine_weakest": weakest * (a + b > 2),
        }

    def alone(self) -> tuple[dict[str, Matrix], dict[str, Matrix]]:
        """The signals of each English and each Chinese sentence with nothing opposite.

        ``mass`` is in mean sentences, ``best`` the largest share that a sentence opposite covers near
        where it should stand, ``note`` 1 for one in brackets or said to be the translator's.
        """
        return (
            self._alone(self.evidence.en_mass, self._share_en[0], self.en.notes),
            self._alone(self.evidence.zh_mass, self._share_zh[0], self.zh.notes),
        )

    def _alone(self, masses: Matrix, shares: Matrix, notes: Sequence[bool]) -> dict[str, Matrix]:
        import numpy as np

        n, m = shares.shape
        place = np.arange(n) * m // max(n, 1)
        near = np.abs(np.arange(m)[None, :] - place[:, None]) <= REACH
        best = np.where(near, shares, 0).max(1, initial=0)
        mass = masses / self.scale
        best_mass = best * np.minimum(mass, 2)
        return {"mass": mass, "best": best, "best_mass": best_mass, "note": np.array(notes, np.float64)}


def likeness(signals: Signals, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Matrix:
    """How much the beads around each one look like translations, from 0 (as much as any two texts) to 1.

    Probabilities compare the ways to pair two texts; this tells whether there is anything to pair. It is the mean
    margin of the best sentence pair of each bead, weighted by mass, over `NEIGHBOURHOOD` beads to each side.
    """
    import numpy as np

    of_ones = signals.of((1, 1))
    margin, mass = of_ones["margin"], of_ones["mass"] ** 2
    worth, weight = np.zeros(len(pairs)), np.zeros(len(pairs))
    for number, (en, zh) in enumerate(pairs):
        if en and zh:
            cells = np.ix_(en, zh)
            worth[number], weight[number] = max(float(margin[cells].max()), 0.0), float(mass[cells].max())
    spread = np.ones(2 * NEIGHBOURHOOD + 1)
    worth, weight = (np.convolve(values, spread)[NEIGHBOURHOOD:-NEIGHBOURHOOD] for values in (worth * weight, weight))
    found: Matrix = np.clip((worth / np.maximum(weight, 1e-6) - CHANCE) / (SURE - CHANCE), 0, 1)
    return found


def weighted(signals: dict[str, Matrix], weights: dict[str, float]) -> Matrix:
    """The sum of the signals, each by its weight; those without a weight count nothing."""
    terms = [weights[name] * value for name, value in signals.items() if name in weights]
    total: Matrix = sum(terms[1:], start=terms[0].astype("float64"))
    return total


def _share(covered: Matrix, mass: Matrix) -> Matrix:
    import numpy as np

    found: Matrix = covered / np.maximum(mass[:, None], np.float32(1e-6))
    return found


def _sums(values: Matrix, size: int) -> Matrix:
    """Sums over each window of rows."""
    return _windows(values, size, lambda a, b: a + b)


def _least(values: Matrix, size: int) -> Matrix:
    """The least over each window of rows."""
    import numpy as np

    return _windows(values, size, np.minimum)


def _windows(values: Matrix, size: int, join: Callable[[Matrix, Matrix], Matrix]) -> Matrix:
    count = len(values) - size + 1
    total = values[:count]
    for step in range(1, size):
        total = join(total, values[step : step + count])
    return total


def _around(values: Matrix) -> Matrix:
    """The mean of the cells before and after each in its row or its column, whichever is larger.

    A likeness that the neighbours have too tells little (the margin of Artetxe and Schwenk 2019). The cell and the two
    next to it on each side are left out: they overlap with the bead.
    """
    import numpy as np

    return np.maximum(_around_in_rows(values), _around_in_rows(values.T).T)


def _around_in_rows(values: Matrix) -> Matrix:
    import numpy as np

    rows, count = values.shape
    sums = np.zeros((rows, count + 1))
    np.cumsum(values, 1, out=sums[:, 1:])
    place = np.arange(count)
    low, high = np.maximum(place - NEARBY, 0), np.minimum(place + NEARBY + 1, count)
    inner_low, inner_high = np.maximum(place - 2, 0), np.minimum(place + 3, count)
    total = sums[:, high] - sums[:, low] - (sums[:, inner_high] - sums[:, inner_low])
    found: Matrix = total / np.maximum((high - low) - (inner_high - inner_low), 1)
    return found
