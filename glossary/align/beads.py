"""Beads: which sentences translate each other.

The segmentation of both sides into beads that scores best, by dynamic programming (Gale and Church
1993). A bead's score is linear in what its sides have in common, what they have not, their lengths and
its shape; `WEIGHTS` were fitted to the six chapters of MAC-Dev (see docs/alignment.md). Neighbours in
exchanged order are a shape of the path; a sentence moved further is found afterwards, among what was
left over nearby.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glossary.align.evidence import Evidence

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[Any, np.dtype[np.floating[Any]]]

SHAPES = (
    (1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (2, 3), (3, 2), (1, 5), (5, 1), (3, 3),
)  # fmt: skip
"""English and Chinese sentences of a bead."""

FEATURES = ("matched", "unmatched", "coverage", "coverage_mass", "strange", "stray", "length", "length_squared")

WEIGHTS: dict[str, float] = {
    "matched": 0.459, "unmatched": -0.394, "coverage": 2.15, "coverage_mass": 0.75, "strange": -1.5, "stray": -2.9,
    "length": -0.532, "length_squared": -0.656,
    "1-2": -0.4, "2-1": -0.5, "1-3": -1.375, "3-1": -1.1, "2-2": -1.2, "1-4": -2.125, "4-1": -1.7, "2-3": -2.656,
    "3-2": -1.8, "1-5": -2.3, "5-1": -2.875, "3-3": -3.25, "skip": -1.1, "skip_mass": -0.035, "crossing": -1.3,
}  # fmt: skip

CROSSINGS = (((1, 1), (1, 1)), ((1, 1), (1, 2)), ((1, 2), (1, 1)), ((1, 1), (2, 1)), ((2, 1), (1, 1)))
"""Two neighbouring beads whose Chinese sides stand in exchanged order: a shape of the path like any other."""

STRANGE = 0.2
"""Sentences of full length that translate each other share at least this much of their mass, and each
sentence of a bead shares as much with the other side; else it is a stray that belongs to no bead."""

NEAR = 12
"""Sentences between a moved sentence and its translation, at most."""

Shape = tuple[int, int]
Pair = tuple[tuple[int, ...], tuple[int, ...]]
"""The English and the Chinese indices of a bead."""

Raw = tuple[tuple[int, ...], tuple[int, ...], float]


@dataclass(frozen=True, slots=True)
class Scores:
    """What a bead of each shape scores at each place: ``table[shape][i, j]``, with its coverage.

    `skip_en` and `skip_zh` are the scores of sentences with nothing opposite.
    """

    table: dict[Shape, Matrix]
    coverage: dict[Shape, Matrix]
    skip_en: Matrix
    skip_zh: Matrix


def features(evidence: Evidence, en_lengths: Matrix, zh_lengths: Matrix, shape: Shape) -> list[Matrix]:
    """The values of `FEATURES` for all beads of a shape that has sentences on both sides."""
    import numpy as np

    a, b = shape
    rows, columns = len(en_lengths) - a + 1, len(zh_lengths) - b + 1
    scale = _scale(evidence)
    matched_en = _sums(evidence.en_covered[b - 1], a)[:rows, :columns]
    matched_zh = _sums(evidence.zh_covered[a - 1], b)[:columns, :rows].T
    mass_en = _sums(evidence.en_mass[:, None], a)[:rows]
    mass_zh = _sums(evidence.zh_mass[:, None], b)[:columns].T
    cover_en = matched_en / np.maximum(mass_en, 1e-6)
    cover_zh = matched_zh / np.maximum(mass_zh, 1e-6)
    coverage = 2 * cover_en * cover_zh / np.maximum(cover_en + cover_zh, 1e-6)
    each_en: Matrix = evidence.en_covered[b - 1] / np.maximum(evidence.en_mass[:, None], np.float32(1e-6))
    each_zh: Matrix = evidence.zh_covered[a - 1] / np.maximum(evidence.zh_mass[:, None], np.float32(1e-6))
    weakest = np.minimum(_least(each_en, a)[:rows, :columns], _least(each_zh, b)[:columns, :rows].T)
    stray = np.maximum(0, STRANGE - weakest) * (a + b > 2)
    matched = (matched_en + matched_zh) / scale
    mass = (mass_en + mass_zh) / scale
    size_en = _sums(en_lengths[:, None], a)[:rows]
    size_zh = _sums(zh_lengths[:, None], b)[:columns].T * (float(en_lengths.sum()) / max(float(zh_lengths.sum()), 1.0))
    ratio = np.abs(np.log((size_en + 8) / (size_zh + 8)))
    strange = np.maximum(0, STRANGE - coverage) * np.minimum(mass, 2)
    return [matched, mass - matched, coverage, coverage * mass, strange, stray, ratio, np.minimum(ratio**2, 4)]


def score(evidence: Evidence, en_lengths: Matrix, zh_lengths: Matrix) -> Scores:
    """The scores of all beads of all shapes."""
    import numpy as np

    table: dict[Shape, Matrix] = {}
    coverage: dict[Shape, Matrix] = {}
    for a, b in SHAPES:
        if a > len(en_lengths) or b > len(zh_lengths):
            continue
        values = features(evidence, en_lengths, zh_lengths, (a, b))
        table[a, b] = np.full_like(values[0], WEIGHTS.get(f"{a}-{b}", 0.0))
        for name, value in zip(FEATURES, values, strict=True):
            table[a, b] += WEIGHTS[name] * value
        coverage[a, b] = values[2]
    scale = _scale(evidence)
    skip_en, skip_zh = (
        WEIGHTS["skip"] + WEIGHTS["skip_mass"] * mass / scale for mass in (evidence.en_mass, evidence.zh_mass)
    )
    return Scores(table, coverage, skip_en, skip_zh)


def _scale(evidence: Evidence) -> float:
    """The mean mass of a sentence: what makes scores of different texts comparable."""
    return (
        float(evidence.en_mass.sum() + evidence.zh_mass.sum()) / (len(evidence.en_mass) + len(evidence.zh_mass)) or 1.0
    )


def path(scores: Scores, n: int, m: int) -> list[tuple[range, range]]:
    """The best segmentation of n English and m Chinese sentences, in the order of the path.

    Beads of a crossing stand in the order of their English sides.
    """
    import numpy as np

    steps: list[tuple[Shape, ...]] = [((1, 0),), ((0, 1),), *((shape,) for shape in scores.table)]
    steps += [pair for pair in CROSSINGS if all(shape in scores.table for shape in pair)]
    best = np.full((n + 1, m + 1), -np.inf, np.float64)
    came = np.zeros((n + 1, m + 1), np.int8)
    skipped_zh = np.concatenate(([0.0], np.cumsum(scores.skip_zh)))
    best[0, 0] = 0.0
    for i in range(n + 1):
        row, back = best[i], came[i]
        if i:
            row[:] = best[i - 1] + scores.skip_en[i - 1]
        for number, step in enumerate(steps[2:], start=2):
            a, b = sum(shape[0] for shape in step), sum(shape[1] for shape in step)
            if a > i or b > m:
                continue
            candidate = best[i - a, : m + 1 - b] + _step_scores(scores, step, i - a, m + 1 - b)
            better = candidate > row[b:]
            row[b:][better] = candidate[better]
            back[b:][better] = number
        # Chinese sentences with nothing opposite: the best earlier cell of this row, plus the skips since.
        reached = np.maximum.accumulate(row - skipped_zh) + skipped_zh
        back[reached > row + 1e-9] = 1
        np.maximum(row, reached, out=row)
    found: list[tuple[range, range]] = []
    i, j = n, m
    while i or j:
        step = steps[came[i, j]] if i else ((0, 1),)
        a, b = sum(shape[0] for shape in step), sum(shape[1] for shape in step)
        i, j = i - a, j - b
        found += _spans(step, i, j)
    return found[::-1]


def _step_scores(scores: Scores, step: tuple[Shape, ...], i: int, columns: int) -> Matrix:
    if len(step) == 1:
        return scores.table[step[0]][i, :columns]
    first, second = step
    later = scores.table[first][i, second[1] : second[1] + columns]
    sooner = scores.table[second][i + first[0], :columns]
    return later + sooner + WEIGHTS["crossing"]


def _spans(step: tuple[Shape, ...], i: int, j: int) -> list[tuple[range, range]]:
    """The beads of a step that begins at i and j, the last first."""
    if len(step) == 1:
        (a, b) = step[0]
        return [(range(i, i + a), range(j, j + b))]
    (a, b), (c, d) = step
    return [(range(i + a, i + a + c), range(j, j + d)), (range(i, i + a), range(j + d, j + d + b))]


def find_beads(evidence: Evidence, en_lengths: Sequence[int], zh_lengths: Sequence[int]) -> list[Raw]:
    """The beads of two passages, in reading order of the English.

    Args:
        evidence: what the sentences have in common.
        en_lengths: characters of each English sentence.
        zh_lengths: characters of each Chinese sentence.

    Returns:
        Indices of both sides and a score from 0 to 1; every index stands in exactly one bead.
    """
    import numpy as np

    n, m = len(en_lengths), len(zh_lengths)
    if not n or not m:
        return [((i,), (), 0.0) for i in range(n)] + [((), (j,), 0.0) for j in range(m)]
    en, zh = np.array(en_lengths, np.float32), np.array(zh_lengths, np.float32)
    scores = score(evidence, en, zh)
    found = [(tuple(e), tuple(z)) for e, z in path(scores, n, m)]
    found = _reunited(found, scores)
    return [(e, z, _confidence(e, z, scores)) for e, z in _in_order(found)]


def _sums(values: Matrix, size: int) -> Matrix:
    """Sums over each window of rows; rows near the end have no full window."""
    total = values.copy()
    for step in range(1, size):
        total[:-step] += values[step:]
    return total


def _least(values: Matrix, size: int) -> Matrix:
    """The least over each window of rows."""
    import numpy as np

    least = values.copy()
    for step in range(1, size):
        least[:-step] = np.minimum(least[:-step], values[step:])
    return least


def _single(scores: Scores, i: int, j: int) -> float:
    return float(scores.table[1, 1][i, j])


def _reunited(found: list[Pair], scores: Scores) -> list[Pair]:
    """A sentence left out here and one added nearby that are a translation of each other."""
    lonely_en = [en[0] for en, zh in found if not zh]
    lonely_zh = [zh[0] for en, zh in found if not en]
    if not lonely_en or not lonely_zh:
        return found
    place = {("en", i): n for n, (en, _) in enumerate(found) for i in en} | {
        ("zh", j): n for n, (_, zh) in enumerate(found) for j in zh
    }
    pairs = sorted(
        (
            (_single(scores, i, j), i, j)
            for i in lonely_en
            for j in lonely_zh
            if abs(place["en", i] - place["zh", j]) <= NEAR
        ),
        reverse=True,
    )
    taken_en: dict[int, int] = {}
    taken_zh: set[int] = set()
    for value, i, j in pairs:
        if value > REUNION and i not in taken_en and j not in taken_zh:
            taken_en[i] = j
            taken_zh.add(j)
    kept = [(en, zh) for en, zh in found if not (not en and zh[0] in taken_zh) and not (not zh and en[0] in taken_en)]
    return kept + [((i,), (j,)) for i, j in taken_en.items()]


REUNION = 0.5
"""What two left-over sentences must score together to be taken for a moved translation."""


def _in_order(found: list[Pair]) -> Iterator[Pair]:
    """By the English; a bead without English follows the one that has the Chinese sentence before it."""
    with_english = sorted((bead for bead in found if bead[0]), key=lambda bead: bead[0])
    without = sorted((bead for bead in found if not bead[0]), key=lambda bead: bead[1])
    after: dict[int, list[Pair]] = {}
    owner = {j: n for n, (_, zh) in enumerate(with_english) for j in zh}
    for bead in without:
        before = bead[1][0] - 1
        while before >= 0 and before not in owner:
            before -= 1
        after.setdefault(owner.get(before, -1), []).append(bead)
    yield from after.get(-1, [])
    for number, bead in enumerate(with_english):
        yield bead
        yield from after.get(number, [])


def _confidence(en: tuple[int, ...], zh: tuple[int, ...], scores: Scores) -> float:
    """The bead's coverage, stretched so that 0 is chance and 1 as much as translations ever share."""
    import math

    if not en or not zh:
        return 0.0
    coverage = float(scores.coverage[len(en), len(zh)][en[0], zh[0]])
    return round(1 / (1 + math.exp(-14 * (coverage - 0.22))), 3)
