"""Context: what a surface means here, by what stands around it.

For surfaces with several meanings (安全: safety, security) and for one-word terms that are also everyday
words (*risk*, 训练), ``homographs.yaml`` lists, by meaning, words that stand near it. What is found of
them around a mention is counted, the nearer the more; so are the other terms of the same field around
it. The confidence is the share of the first meaning (Laplace 1814, with one more than seen for each).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

Homographs = Mapping[str, Mapping[str, Sequence[str]]]
"""By surface in lower case: by concept, or `EVERYDAY`, words that stand near it in that meaning."""

EVERYDAY = "everyday"
"""The meaning of a word that is no term."""

EVERYDAY_PRIOR = 1.5
"""What an everyday meaning has before anything is seen: the word alone is no term."""

WIDTH = 100
"""Characters on each side that are looked at."""

NEAR = 12
"""Characters on each side in which a word counts double."""

QUARTERS = 4
"""Points are counted in quarters: whole numbers are faster."""

AKIN, SURE, MILD = 4, 2, 1
"""Quarters for another term around a mention: of the same field; of another; of the same field, but itself an
everyday word or one of several meanings, and not the same word again."""

ENOUGH = 12
"""Quarters that the terms around a mention can give."""

GLOSS = 32
"""Quarters for the term in the other language that stands beside a mention in brackets: 安全（safety）."""

NAMED = 8
"""Quarters for such a term elsewhere around: where two languages are spoken of, *misuse* tells what 滥用 is."""

LONGEST_GLOSS = 60
"""Characters in brackets that are looked at."""

CERTAIN = 1
"""The bit of a mention's field that says that it is no everyday word, and no name, which any news is full of; those of
the domains are the higher ones."""


_BRACKETS = frozenset("()（）")
_QUOTES = "\"'“”‘’《》「」"


class Meaning(NamedTuple):
    """What speaks for one meaning of a surface."""

    field: int
    """The domains of its concept, a bit each; none for the everyday meaning."""
    cues: tuple[str, ...]
    """Words that stand near it, or their beginnings, in lower case."""
    glosses: frozenset[str]
    """The terms of its concept in the other language, in lower case."""


def meaning(field: int, cues: Sequence[str], glosses: Iterable[str] = ()) -> Meaning:
    """A meaning with the words that speak for it."""
    return Meaning(field, tuple(cue.lower() for cue in cues), frozenset(text.lower() for text in glosses))


def points(
    text: str, at: int, spans: Sequence[tuple[int, ...]], fields: Sequence[int], meanings: Sequence[Meaning]
) -> tuple[int, ...]:
    """What speaks for each meaning of a mention.

    Args:
        text: the text.
        at: the number of the mention.
        spans: where the mentions of the text stand, in order: start, end, and what else belongs to each.
        fields: the domains of each, a bit each.
        meanings: those of the surface.
    """
    start, end = spans[at][:2]
    inside, before = _beside(text, start, end) if text[end : end + 2].strip(" ")[:1] in _BRACKETS else ("", "")
    glossed = [inside in glosses or before.endswith(tuple(glosses)) for _, _, glosses in meanings]
    begin = max(0, start - WIDTH)
    around = text[begin : end + WIDTH].lower()
    found = []
    for (field, cues, glosses), is_glossed in zip(meanings, glossed, strict=True):
        worth = _kin(at, spans, fields, field) if field else 0
        worth += QUARTERS * _cued(around, start - begin, end - begin, cues)
        if is_glossed:
            worth += GLOSS
        elif not any(glossed) and _cued(around, start - begin, end - begin, glosses):
            worth += NAMED
        found.append(worth)
    return tuple(found)


def _kin(at: int, spans: Sequence[tuple[int, ...]], fields: Sequence[int], field: int) -> int:
    """What the other mentions around one speak for its field."""
    itself = spans[at][2:]
    found = 0
    for n in _neighbours(at, spans):
        other = fields[n]
        if other & field:
            found += AKIN if other & CERTAIN else MILD * (spans[n][2:] != itself)
        elif other & CERTAIN:
            found += SURE
        if found >= ENOUGH:
            return ENOUGH
    return found


def _neighbours(at: int, spans: Sequence[tuple[int, ...]]) -> Iterator[int]:
    """The numbers of the mentions around one: those before it, the nearest first, then those after it."""
    left, right = spans[at][0] - WIDTH, spans[at][1] + WIDTH
    yield from takewhile(lambda n: spans[n][1] >= left, range(at - 1, -1, -1))
    yield from takewhile(lambda n: spans[n][0] <= right, range(at + 1, len(spans)))


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """What the brackets after a mention hold, and what stands before the brackets that hold it; in lower case."""
    after = end + text.startswith(" ", end)
    if text[after : after + 1] in ("(", "（"):
        inside = text[after + 1 : after + 1 + LONGEST_GLOSS]
        close = min((at for bracket in ")）" if (at := inside.find(bracket)) >= 0), default=0)
        return inside[:close].strip(_QUOTES).lower(), ""
    if text[end : end + 1] in (")", "）") and text[start - 1 : start] in ("(", "（"):
        return "", text[max(0, start - LONGEST_GLOSS) : start - 1].rstrip(f" {_QUOTES}").lower()
    return "", ""


def _cued(around: str, start: int, end: int, cues: Iterable[str]) -> int:
    """How many words around a mention speak for a meaning: each once, twice where it stands close."""
    worth = 0
    for cue in cues:
        at = around.find(cue)
        if at >= 0 and not (at and cue.isascii() and around[at - 1].isalpha() and around[at - 1].isascii()):
            close = at + len(cue) > start - NEAR and at < end + NEAR
            worth += 2 if close else 1
    return worth


def likeliest(points: Sequence[int], concepts: int) -> tuple[list[int], float]:
    """The numbers of the concepts, the likeliest first, and how likely that one is.

    Args:
        points: quarters for each meaning; one after those of the concepts is that of the everyday meaning.
        concepts: how many concepts there are.

    >>> likeliest((0, 8), 2)
    ([1, 0], 0.75)
    """
    order = sorted(range(concepts), key=lambda n: -points[n])
    total = sum(points) / QUARTERS + concepts + EVERYDAY_PRIOR * (len(points) > concepts)
    return order, round((points[order[0]] / QUARTERS + 1) / total, 3)
