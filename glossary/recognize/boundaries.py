"""Word boundaries: whether characters of a Chinese text that look like a term are one there.

The words and their frequencies are those of jieba's dictionary. Two kinds of string stand among the
patterns of the recognizer, so that they cost no time when a text is read: *blockers*, words in which
the characters of a term are no term (控制 in 控制论), and *doubts*, in which a word goes across the
edge of a term (升华为: 升华, 华为). Where a doubt is met, the likeliest way to cut the characters
around it into words decides (Viterbi 1967, over words taken as independent, as jieba does).
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from glossary.models import Span
from glossary.text.folding import HAN
from glossary.text.scripts import all_to_traditional, to_simplified

Candidate = tuple[int, int, int]
"""What may be a term: its start, its end, and a number of the caller's."""

LONGEST_WORD = 4
"""Characters; longer words of the dictionary are mostly names and phrases, inside which terms are terms."""

RARE = 3
"""Occurrences in the dictionary's corpus below which a word counts for nothing."""

COMMON = 30
"""Occurrences from which a word makes a doubt of a term that it goes across."""

MET = 0.01
"""How often two words meet in the dictionary's corpus, were they independent, to be looked for."""

MANY = 1_000
"""Terms from which on words must meet more often, in proportion: the patterns shall not outgrow the terms."""

ORDINARY = 3_000
"""Occurrences from which a word is an everyday one, beside which a term is a term."""

EXPECTED = 300
"""Occurrences that a term is counted with at least: it is likelier in our texts than in the dictionary's corpus."""

AROUND = 4
"""Characters on each side of a doubt that are cut into words."""

REACH = 12
"""Characters before a blocking word in which a longer term that covers it begins, if there is one."""

_ALL_HAN = re.compile(f"[{HAN}]+")


def blockers(patterns: Collection[str]) -> set[str]:
    """Words that contain a pattern (控制论: 控制), in both scripts. What is itself a pattern blocks nothing."""
    terms = {pattern for pattern in patterns if _ALL_HAN.fullmatch(pattern)}
    letters = {letter for term in terms for letter in term}
    found = {w for w in _frequencies() if len(w) > 1 and not letters.isdisjoint(w) and _contains(w, terms)}
    found |= {digit + term for term in terms if term[0] in "百千万亿" for digit in "一二两三四五六七八九十几数"}
    found -= terms
    return found | (set(all_to_traditional(list(found))) - terms)


def _contains(word: str, terms: Collection[str]) -> bool:
    """Whether a term stands in a word and is none there.

    It is one as the head at the end (算法 in 加密算法; not a single character: 种类 is not 类), and beside an
    everyday word (华为 in 华为公司; 开源 is none in 开源节流).
    """
    size = len(word)
    for start in range(size):
        for end in range(start + 1, size + 1):
            if end - start < size and word[start:end] in terms and (end < size or end - start == 1):
                rest = [part for part in (word[:start], word[end:]) if part]
                if not all(len(part) > 1 and _frequencies().get(part, 0) >= ORDINARY for part in rest):
                    return True
    return False


def doubts(patterns: Collection[str]) -> set[str]:
    """Patterns with a word that goes across their edge, in both scripts: where one is met, `torn` decides.

    One character of the pattern is in the word: where more are, as 安全 of 数据安全 in 安全性, they are a word too.
    """
    terms = {pattern for pattern in patterns if 1 < len(pattern) <= LONGEST_WORD and _ALL_HAN.fullmatch(pattern)}
    count = _frequencies().get
    # For each character, what is left of the terms that begin or end with it, the most frequent first, so that the
    # rest can be passed over where two words hardly ever meet.
    heads: dict[str, list[tuple[int, str]]] = {}
    tails: dict[str, list[tuple[int, str]]] = {}
    for term in terms:
        heads.setdefault(term[0], []).append((count(term[1:], RARE), term[1:]))
        tails.setdefault(term[-1], []).append((count(term[:-1], RARE), term[:-1]))
    for listed in (*heads.values(), *tails.values()):
        listed.sort(reverse=True)
    least = MET * _total() * max(1.0, len(terms) / MANY)
    found: set[str] = set()
    for word, frequency in _frequencies().items():
        if frequency < COMMON or len(word) < 2 or word in terms:
            continue
        for often, rest in heads.get(word[-1], ()):
            if frequency * often < least:
                break
            found.add(word + rest)
        for often, rest in tails.get(word[0], ()):
            if frequency * often < least:
                break
            found.add(rest + word)
    return found | set(all_to_traditional(list(found)))


def unblocked(candidates: list[Candidate], blocked: list[Span]) -> list[Candidate]:
    """The candidates that do not stand inside a blocking word, unless a longer term covers that word."""
    candidates.sort()
    taken: set[Span] = set()
    for begin, stop in blocked:
        near = _near(candidates, begin, stop)
        if not any(start <= begin and end >= stop for start, end in near):
            taken.update((start, end) for start, end in near if begin <= start and end <= stop)
    return [c for c in candidates if c[:2] not in taken] if taken else candidates


def untorn(text: str, candidates: list[Candidate], doubted: list[Span]) -> list[Candidate]:
    """The candidates that no word goes across, where that is in doubt."""
    candidates.sort()
    taken: set[Span] = set()
    for doubt in doubted:
        near = _near(candidates, *doubt)
        if any(doubt[0] <= start and end <= doubt[1] for start, end in near):
            taken |= torn(text, doubt, near)
    return [c for c in candidates if c[:2] not in taken] if taken else candidates


def _near(candidates: Sequence[Candidate], begin: int, stop: int) -> list[Span]:
    """The candidates, of those in order, that begin in a span or not long before it."""
    near = []
    for at in range(bisect_left(candidates, (begin - REACH, 0, 0)), len(candidates)):
        start, end, _ = candidates[at]
        if start >= stop:
            break
        near.append((start, end))
    return near


def torn(text: str, doubt: Span, candidates: Sequence[Span]) -> set[Span]:
    """The candidates that a word of the likeliest cut goes across.

    Args:
        text: simplified Chinese.
        doubt: where a doubt stands in it.
        candidates: where terms may stand.

    >>> torn("乡愁升华为诗", (2, 5), [(3, 5)])
    {(3, 5)}
    """
    begin, stop = max(0, doubt[0] - AROUND), min(len(text), doubt[1] + AROUND)
    inside = [span for span in candidates if begin <= span[0] and span[1] <= stop]
    terms = {(start - begin, end - begin) for start, end in inside}
    words = [
        (start + begin, end + begin)
        for start, end in cut(to_simplified(text[begin:stop]), terms)
        if (start, end) not in terms
    ]
    return {
        (start, end)
        for start, end in inside
        for left, right in words
        if left < start < right < end or start < left < end < right
    }


def cut(text: str, terms: Iterable[Span] = ()) -> list[Span]:
    """The likeliest words of a simplified Chinese text; `terms` are words too, where they may stand.

    >>> [f"{start}-{end}" for start, end in cut("接受第三方评测")]
    ['0-2', '2-5', '5-7']
    """
    likely = _likely().get
    rare, expected = math.log(0.5 / _total()), math.log(EXPECTED / _total())
    size = len(text)
    ends: dict[int, list[int]] = {}
    for start, end in terms:
        ends.setdefault(start, []).append(end)
    best = [0.0] + [-math.inf] * size
    came = [0] * (size + 1)
    for start in range(size):
        here = best[start]
        for end in range(start + 1, min(start + LONGEST_WORD, size) + 1):
            word = likely(text[start:end])
            if word is None:
                if end > start + 1:
                    continue
                word = rare
            if here + word > best[end]:
                best[end], came[end] = here + word, start
        for end in ends.get(start, ()):
            if here + expected > best[end]:
                best[end], came[end] = here + expected, start
    words: list[Span] = []
    at = size
    while at:
        words.append((came[at], at))
        at = came[at]
    return words[::-1]


@cache
def _likely() -> dict[str, float]:
    """The logarithm of how likely a word is, for each of the dictionary."""
    return {word: math.log(count / _total()) for word, count in _frequencies().items()}


@cache
def _total() -> int:
    return sum(_frequencies().values()) or 1


@cache
def _frequencies() -> dict[str, int]:
    """The words of jieba's dictionary, as the package jieba3 brings it; read as data, the package is not imported.

    Its smaller list: the rarer words are mostly names, and take three times as long.
    """
    spec = find_spec("jieba3")
    if spec is None or spec.origin is None:
        return {}
    stated = json.loads((Path(spec.origin).parent / "model.small.json").read_text(encoding="utf-8"))["freq"]
    return {
        word: count
        for word, count in stated.items()
        if count >= RARE and len(word) <= LONGEST_WORD and _ALL_HAN.fullmatch(word)
    }
