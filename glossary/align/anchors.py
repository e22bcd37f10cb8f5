"""Anchors: where long passages are cut before they are aligned.

Sentences that share what stands nowhere else (numbers, names, Latin strings) are anchors; the longest
chain of them that runs forward on both sides (Melamed 1999) gives places to cut. Short passages are one
stretch, and so is a long one without anchors.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from glossary.text import numbers

LONG = 400
"""Sentences of a passage that is not cut."""

SHORTEST = 100
"""Sentences of a stretch: an anchor sooner after the last one is not used."""

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9-]{2,}")


def stretches(en: Sequence[str], zh: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Ranges of both sides that are aligned each by itself; together they cover both.

    >>> list(stretches(["One."] * 3, ["一。"] * 2))
    [(range(0, 3), range(0, 2))]
    """
    i = j = 0
    if max(len(en), len(zh)) > LONG:
        for k, q in _chain(_rare_in_both(en, zh)):
            if min(k - i, q - j) >= SHORTEST:
                yield range(i, k), range(j, q)
                i, j = k, q
    yield range(i, len(en)), range(j, len(zh))


def _rare_in_both(en: Sequence[str], zh: Sequence[str]) -> list[tuple[int, int]]:
    """Sentence pairs that share at least two features which one sentence a side has, or one unique pair twice seen."""
    places_en, places_zh = defaultdict(list), defaultdict(list)
    for i, sentence in enumerate(en):
        for feature in _features(sentence, numbers.of_english):
            places_en[feature].append(i)
    for j, sentence in enumerate(zh):
        for feature in _features(sentence, numbers.of_chinese):
            places_zh[feature].append(j)
    votes: dict[tuple[int, int], int] = defaultdict(int)
    for feature, where in places_en.items():
        there = places_zh.get(feature, [])
        if len(where) == len(there) <= 2:
            for pair in zip(where, there, strict=True):
                votes[pair] += 1
    return sorted(votes)


def _features(sentence: str, numbers_of: Callable[[str], set[str]]) -> set[str]:
    found = {f"#{n}" for n in numbers_of(sentence) if len(n) > 1}
    return found | {word.lower() for word in _LATIN.findall(sentence)}


def _chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs that rises on both sides (patience sorting)."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(last[at - 1] if at else -1)
        if at == len(tails):
            tails.append(j)
            last.append(number)
        else:
            tails[at] = j
            last[at] = number
    chain = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    chain.reverse()
    # An anchor is trusted where the next one on the chain moves on by about as much on both sides.
    return [pair for pair, after in pairwise(chain) if abs((after[0] - pair[0]) - (after[1] - pair[1])) <= 3]
