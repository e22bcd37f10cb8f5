"""Word links: which words of an English sentence stand for which of its Chinese translation.

A hidden Markov model without training (Vogel, Ney and Tillmann 1996): each word of one side is made by a
word of the other or by none, and the next one most likely by a neighbour of that. What a word can be made
by is not learned from a corpus but stated by evidence: dictionary, characters, numbers, names, small words,
and an encoder's vectors if there is one. Both directions are computed, and what they agree on is taken
(the geometric mean of the posteriors; Liang, Taskar and Klein 2006). `WEIGHTS` were chosen on pairs 1–225 of
the word-aligned set of docs/figures.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from glossary.align import dictionary, names
from glossary.align.encoders import Encoder, vectors_of
from glossary.align.smallwords import ENGLISH, SMALL
from glossary.text import numbers
from glossary.text.scripts import to_simplified

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[Any, np.dtype[np.floating[Any]]]

WEIGHTS = {
    "dictionary": 7.0, "characters": 4.8, "same": 4.3, "small": 3.5, "number": 5.1, "name": 7.6, "vectors": 6.0,
    "none": 0.9, "skipped": 0.15, "near": 0.7, "anywhere": 0.02, "place": 1.2,
}  # fmt: skip
"""Evidence adds to the logarithm of how much likelier a pair is than chance; `characters` multiplies inside the
dictionary's. `none` is the evidence that a word has no counterpart, `skipped` how often one has none. A step of n
words beyond the next has the likelihood ``(1 + n) ** -(1 + near)``, and `anywhere` more; `place` holds relative
positions together."""

LINKED = 0.3
"""The agreed posterior from which on two words are linked."""

ALIKE = 0.25
"""The cosine of two vectors above which it is evidence."""

_MARKS = dict(zip("。，、；：？！“”《》（）", '.,,;:?!""""()', strict=True))
_HAN = re.compile("[\u3400-\u9fff]+")
_LETTERS = re.compile("[a-z0-9]")


def word_links(
    en_words: Sequence[str], zh_words: Sequence[str], *, encoder: Encoder | None = None
) -> list[tuple[int, int, float]]:
    """The words of two sentences that stand for each other.

    Args:
        en_words: the words and marks of an English sentence.
        zh_words: those of its Chinese translation, simplified or traditional.
        encoder: adds the likeness of the words' vectors.

    Returns:
        Index of the English word, index of the Chinese word, and how sure the pair is (0 to 1), in order.

    >>> [(i, j) for i, j, _ in word_links("They praised the treaty .".split(), "他们 赞赏 条约 。".split())]
    [(0, 0), (1, 1), (3, 2), (4, 3)]
    """
    import numpy as np

    if not en_words or not zh_words:
        return []
    en, zh = [word.lower() for word in en_words], [to_simplified(word) for word in zh_words]
    score = evidence(en, zh)
    if encoder is not None:
        score += _likeness(en, zh, encoder)
    agreed = posteriors(score)
    return [(int(i), int(j), round(float(agreed[i, j]), 3)) for i, j in zip(*np.where(agreed >= LINKED), strict=True)]


def posteriors(score: Matrix) -> Matrix:
    """How likely each pair of words is, given the evidence for all: the agreement of both directions.

    Args:
        score: the evidence, English words × Chinese words, as `evidence` gives it.
    """
    import numpy as np

    return np.sqrt(_posteriors(score) * _posteriors(score.T).T)


def _posteriors(score: Matrix) -> Matrix:
    """How likely each row is made by each column (forward–backward; Rabiner 1989).

    A row that is made by nothing keeps the place from which the next one steps.
    """
    import numpy as np

    rows, columns = score.shape
    place = np.abs((np.arange(rows)[:, None] + 0.5) / rows - (np.arange(columns) + 0.5) / columns)
    likely = np.exp(score - WEIGHTS["place"] * place)
    nothing = WEIGHTS["skipped"] * np.exp(WEIGHTS["none"])
    likely *= 1 - WEIGHTS["skipped"]
    steps = np.arange(columns)[None, :] - np.arange(columns)[:, None]
    step = WEIGHTS["anywhere"] + (1.0 + np.abs(steps - 1)) ** -(1 + WEIGHTS["near"])
    step /= step.sum(1, keepdims=True)
    made, kept = np.zeros((rows, columns)), np.zeros((rows, columns))
    arrive, before = np.full(columns, 1 / columns), np.full(columns, 1 / columns)
    for row in range(rows):
        made[row], kept[row] = arrive * likely[row], before * nothing
        total = made[row].sum() + kept[row].sum()
        made[row] /= total
        kept[row] /= total
        before = made[row] + kept[row]
        arrive = before @ step
    after = np.ones(columns)
    for row in range(rows - 1, -1, -1):
        made[row] *= after
        made[row] /= made[row].sum() + (kept[row] * after).sum()
        after = step @ (likely[row] * after) + nothing * after
        after /= after.mean()
    return made


def evidence(en: Sequence[str], zh: Sequence[str]) -> Matrix:
    """How much likelier than chance each pair of words is, as a logarithm; 0 where nothing is known.

    Args:
        en: English words in lower case.
        zh: simplified Chinese words.
    """
    import numpy as np

    score = np.zeros((len(en), len(zh)))
    for j, right in enumerate(zh):
        for i, left in enumerate(en):
            score[i, j] = _evidence(left, right)
    return score


@lru_cache(maxsize=200_000)
def _evidence(en: str, zh: str) -> float:
    if en == zh or _MARKS.get(zh) == en:
        return WEIGHTS["same"]
    if en in SMALL.get(zh, ()):
        return WEIGHTS["small"]
    if not _LETTERS.search(en) or en == "'s":
        return 0.0
    if numbers_of(en) & _numbers_of_chinese(zh):
        return WEIGHTS["number"]
    if not _HAN.fullmatch(zh) or en in dictionary.STOP_WORDS or (en in ENGLISH and zh in SMALL):
        return 0.0
    best = max((_meant(part, zh) for part in re.split("[-./]", en) if part), default=0.0)
    name = names.alike(en, zh) if len(zh) > 1 else 0.0
    return max(best * WEIGHTS["dictionary"], name * WEIGHTS["name"])


def _meant(en: str, zh: str) -> float:
    """How well the dictionary explains a Chinese word by an English one, 0 to 1."""
    stem = dictionary.stem(en)
    by_gloss = min(1.0, float(dictionary.meanings(zh).get(stem, 0.0) ** 0.6))
    strengths = dictionary.characters(stem)
    by_characters = sum(strengths.get(character, 0.0) for character in zh) / math.sqrt(len(zh))
    return 1 - (1 - 0.98 * by_gloss) * (1 - min(1.0, by_characters * WEIGHTS["characters"]))


@lru_cache(maxsize=50_000)
def numbers_of(word: str) -> frozenset[str]:
    """The numbers in an English word, months among them, and in it as it is with a capital."""
    found = numbers.of_english(word) | numbers.of_english(word.capitalize())
    return frozenset(found | set(re.findall(r"\d+", word)))


@lru_cache(maxsize=50_000)
def _numbers_of_chinese(word: str) -> frozenset[str]:
    return frozenset(numbers.of_chinese(word) | set(re.findall(r"\d+", word)))


def _likeness(en: Sequence[str], zh: Sequence[str], encoder: Encoder) -> Matrix:
    """The evidence of vectors, for words that tell something."""
    import numpy as np

    left = [i for i, word in enumerate(en) if word.isalpha() and word not in dictionary.STOP_WORDS | ENGLISH]
    right = [j for j, word in enumerate(zh) if _HAN.match(word) and word not in SMALL]
    score = np.zeros((len(en), len(zh)))
    if left and right:
        alike = vectors_of([en[i] for i in left], encoder) @ vectors_of([zh[j] for j in right], encoder).T
        score[np.ix_(left, right)] = WEIGHTS["vectors"] * np.clip(alike - ALIKE, 0, None)
    return score
