"""Answers: how well what was found answers a query, and what of a term it matched.

Near keys are compared by rapidfuzz: optimal string alignment (a transposition is one slip), InDel
similarity (Levenshtein 1966) of the words in order of the alphabet, and word by word, so that a word
left out costs its length only. The scores are calibrated: see `CALIBRATION`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from glossary.lookup.index import Index, Near, Place
from glossary.lookup.keys import SMALL_WORDS
from glossary.models import Hit, Span, Term, Via
from glossary.text.folding import folded_offsets, is_han, key, words
from glossary.text.inflection import singular
from glossary.text.pinyin import syllables

THRESHOLD = 0.6
"""Hits below this are right less often than not; they are shown as *did you mean*."""

FLOOR = 0.4
"""Nothing below this is worth showing."""

MAX_QUERY = 1_000
"""A term is short; what comes after so many characters of a query is not looked at."""

BY_WORDS = 12
"""Of the candidates, the best so many are compared word by word."""

SHOWN = 12
"""Near keys whose terms are looked up."""

GOOD = 0.7
"""A score from which no wider search is needed."""

TIE = 1e-5
"""Of a point of likeness that only decides between equals."""

Way = Literal["part", "around", "English", "Chinese", "reading"]
"""How a near key answers: the query is a part of it, stands around it, or is like it in spelling or reading."""

CALIBRATION: dict[Way, tuple[tuple[float, float], ...]] = {
    "part": ((0.0, 0.45), (0.3, 0.6), (0.5, 0.75), (0.7, 0.88), (1.0, 0.97)),
    "around": ((0.3, 0.4), (0.7, 0.62), (0.9, 0.8), (1.0, 0.9)),
    "English": ((0.65, 0.2), (0.75, 0.4), (0.8, 0.55), (0.85, 0.78), (0.9, 0.93), (1.0, 0.98)),
    "Chinese": ((0.45, 0.2), (0.6, 0.4), (0.66, 0.5), (0.75, 0.72), (0.85, 0.9), (1.0, 0.98)),
    "reading": ((0.75, 0.2), (0.85, 0.65), (0.9, 0.88), (1.0, 0.97)),
}
"""From likeness to score, in straight lines between the points: the share of right answers among
development queries of that way and likeness."""

_VIA: tuple[Via, ...] = ("exact", "folded", "pinyin", "initials", "fuzzy", "partial")
_TONES = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü")


class _Answer(NamedTuple):
    place: Place
    score: float
    via: Via


class _Query(NamedTuple):
    """A query in the forms in which it is compared."""

    text: str
    words: list[str]
    folded: str
    reading: str
    """As pinyin, where it can be that; else empty."""


def lookup(index: Index, query: str, *, limit: int = 5, prefix: bool = False) -> list[Hit]:
    """The concepts that a query means, best first; empty when nothing is near.

    Args:
        index: of the concepts that can be meant.
        query: a term or part of one, in either language, in any spelling.
        limit: how many hits at most.
        prefix: take the query as the beginning of what is being typed.

    >>> from glossary.models import Concept, Term
    >>> concept = Concept("mhc", (Term("meaningful human control", "en"), Term("有意义的人类控制", "zh")))
    >>> [hit.via for hit in lookup(Index.build({"mhc": concept}), "meaningfull human controll")]
    ['fuzzy']
    """
    text = query[:MAX_QUERY].encode("utf-8", "replace").decode().strip()
    if not text or limit < 1:
        return []
    asked = _query(text)
    best: dict[str, tuple[tuple[Any, ...], _Answer]] = {}
    for answer in _answers(index, asked, prefix=prefix):
        id, number, standing = answer.place
        rank = (-round(answer.score, 6), _VIA.index(answer.via), standing, id, number)
        if answer.score >= FLOOR and (id not in best or rank < best[id][0]):
            best[id] = (rank, answer)
    return [_hit(index, answer, asked) for _, answer in sorted(best.values())[:limit]]


def _query(text: str) -> _Query:
    folded = words(text)
    latin = text.isascii() or bool(_TONES.intersection(text.lower()) and not any(map(is_han, text)))
    return _Query(text, folded, "".join(folded), "".join(syllables(text)) if latin else "")


def _answers(index: Index, asked: _Query, *, prefix: bool) -> Iterator[_Answer]:
    sure = False
    keys = {(kind, key): (score, via) for kind, key, score, via in _sure_keys(asked)}
    for pair, places in index.find(*keys).items():
        score, via = keys[pair]
        sure = sure or (score == 1 and bool(places))
        yield from (_Answer(place, score, via) for place in places)
    if prefix and asked.folded:
        yield from _beginnings(index, asked)
    if len(asked.folded) > 1:
        yield from _near(index, asked, alike=not sure)


def _sure_keys(asked: _Query) -> Iterator[tuple[str, str, float, Via]]:
    yield "exact", asked.text, 1.0, "exact"
    if asked.folded:
        yield "folded", asked.folded, 1.0, "folded"
        yield "sorted", " ".join(sorted(asked.words)), 1.0, "folded"
    if asked.reading:
        yield "pinyin", asked.reading, 0.95, "pinyin"
        if len(asked.words) == 1:
            yield "initials", asked.folded, 0.9, "initials"


def _beginnings(index: Index, asked: _Query) -> Iterator[_Answer]:
    tables: tuple[tuple[str, str, Via], ...] = (
        ("folded", asked.folded, "partial"),
        ("pinyin", asked.reading, "pinyin"),
        ("initials", asked.folded, "initials"),
    )
    for kind, start, via in tables:
        if start:
            for entry, place in index.beginning(kind, start):
                yield _Answer(place, 0.7 + 0.25 * len(start) / len(entry), via)


# --- near ----------------------------------------------------------------------------------------


def _near(index: Index, asked: _Query, *, alike: bool) -> Iterator[_Answer]:
    """Parts of terms, terms with more around them, and, if wanted, what is spelled nearly alike."""
    reading = asked.reading if len(asked.reading) > 4 and alike else ""
    found: list[tuple[float, Way, Near]] = []
    for nears in index.near(asked.words, reading):
        found = list(_parts(asked, nears))
        if alike:
            parts = {near for _, _, near in found}
            found += _likenesses(asked, [near for near in nears if near not in parts])
        found.sort(key=lambda item: -item[0])
        if not alike or (found and found[0][0] >= GOOD):
            break
    best = [item for item in found[:SHOWN] if item[0] >= FLOOR]
    places = index.find(*{(near.kind, near.key) for _, _, near in best})
    for score, way, near in best:
        via: Via = "partial" if way in ("part", "around") else "fuzzy"
        yield from (_Answer(place, score, via) for place in places[near.kind, near.key])
    if len(asked.words) > 1 and not asked.folded.isascii():
        yield from _across(index, asked)


def _parts(asked: _Query, nears: Sequence[Near]) -> Iterator[tuple[float, Way, Near]]:
    for near in nears:
        whole = asked.reading if near.kind == "pinyin" else asked.folded
        if near.key != whole and (whole in near.key if near.kind == "pinyin" else _is_part(asked, near)):
            way: Way = "part" if len(near.key) > len(whole) else "around"
            shorter, longer = sorted((len(whole), len(near.key)))
            yield calibrated(way, shorter / longer), way, near


def _likenesses(asked: _Query, nears: Sequence[Near]) -> Iterator[tuple[float, Way, Near]]:
    """How much keys are like the query: all as wholes, the best of them word by word too."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    spellings = [near for near in nears if near.kind == "folded" and near.key != asked.folded]
    readings = [near for near in nears if near.kind == "pinyin" and near.key != asked.reading]
    for whole, group in ((asked.folded, spellings), (asked.reading, readings)):
        keys = [near.key for near in group]
        likeness = [0.0] * len(group)
        for _, value, n in process.extract(whole, keys, scorer=OSA.normalized_similarity, limit=None):
            likeness[n] = value
        if group is spellings and len(asked.words) > 1:
            in_order = " ".join(sorted(asked.words))
            turned = [" ".join(sorted(near.spaced.split(" "))) for near in group]
            for _, value, n in process.extract(in_order, turned, scorer=fuzz.ratio, limit=None):
                likeness[n] = max(likeness[n], 0.97 * value / 100)
            for n in sorted(range(len(group)), key=lambda n: -likeness[n])[:BY_WORDS]:
                likeness[n] = max(likeness[n], 0.95 * _by_words(asked.words, group[n].spaced.split(" ")))
        for value, near in zip(likeness, group, strict=True):
            way: Way = "reading" if near.kind == "pinyin" else "English" if near.key.isascii() else "Chinese"
            # Of equally many slips, letters left out or added are likelier to keep the word.
            yield calibrated(way, value) + TIE * fuzz.ratio(whole, near.key), way, near


def _is_part(asked: _Query, near: Near) -> bool:
    """Whether the query is a part of the key, or the key of the query, cut between words."""
    if asked.folded == near.key:
        return False
    there = near.spaced.split(" ")
    if asked.folded in near.key:
        return is_han(asked.folded) or len(asked.folded) > 3 or set(asked.words) <= set(there)
    if set(asked.words) <= set(there):
        return True
    if near.key in asked.folded:
        return is_han(near.key) or set(there) <= set(asked.words)
    return len(near.key) > 1 and set(there) <= set(asked.words)


def _by_words(one: Sequence[str], other: Sequence[str]) -> float:
    """Likeness word by word: each word with the one most like it, by length, both ways."""
    from rapidfuzz.distance import OSA

    pairs = [[OSA.normalized_similarity(a, b) for b in other] for a in one]
    there = sum(len(a) * max(row) for a, row in zip(one, pairs, strict=True)) / sum(map(len, one))
    back = sum(len(b) * max(row[n] for row in pairs) for n, b in enumerate(other)) / sum(map(len, other))
    return 2 * there * back / max(there + back, 1e-9)


def _across(index: Index, asked: _Query) -> Iterator[_Answer]:
    """All words of a query of both languages in one concept, in different terms of it."""
    seen: dict[str, set[str]] = {}
    places: dict[str, Place] = {}
    for word in asked.words:
        for near in next(index.near([word])):
            if near.kind == "folded" and (word in near.spaced.split(" ") if word.isascii() else word in near.key):
                for place in index.find((near.kind, near.key))[near.kind, near.key]:
                    seen.setdefault(place.id, set()).add(word)
                    places.setdefault(place.id, place)
    for id, found in seen.items():
        if found == set(asked.words):
            longest = max(len(key(term.text)) for term in index.concepts[id].terms)
            share = min(1.0, len(asked.folded) / longest)
            yield _Answer(places[id], calibrated("part", share), "partial")


def calibrated(way: Way, likeness: float) -> float:
    """The score of a likeness.

    >>> calibrated("part", 0.5)
    0.75
    """
    points = CALIBRATION[way]
    at = bisect_right([x for x, _ in points], likeness)
    if at == 0:
        return 0.0
    if at == len(points):
        return points[-1][1]
    (x0, y0), (x1, y1) = points[at - 1], points[at]
    return y0 + (y1 - y0) * (likeness - x0) / (x1 - x0)


# --- hits, and what of a term matched ---------------------------------------------------------------


def _hit(index: Index, answer: _Answer, asked: _Query) -> Hit:
    concept = index.concepts[answer.place.id]
    term = concept.terms[answer.place.number]
    return Hit(concept, term, round(answer.score, 3), answer.via, _spans(term, asked, answer.via))


def _spans(term: Term, asked: _Query, via: Via) -> tuple[Span, ...]:
    text = term.text
    if via in ("exact", "folded"):
        return ((0, len(text)),)
    if term.lang == "zh" and asked.reading and via in ("pinyin", "partial"):
        return _reading_spans(term, asked.reading)
    if via == "initials":
        if term.lang == "zh":
            return ((0, len(text)),)
        return tuple((m.start(), m.start() + 1) for m in re.finditer(r"\w+", text) if m[0].lower() not in SMALL_WORDS)
    folded, offsets = folded_offsets(text)
    if via == "partial":
        return _part_spans(folded, offsets, asked)
    if term.lang == "zh" and asked.folded.isascii() and not folded.isascii():
        return ((0, len(text)),)  # pinyin with a slip: which characters it missed cannot be told
    from rapidfuzz.distance import Indel

    blocks = Indel.opcodes(folded, asked.folded)
    return _merged((offsets[b.src_start], offsets[b.src_end - 1] + 1) for b in blocks if b.tag == "equal")


def _reading_spans(term: Term, reading: str) -> tuple[Span, ...]:
    parts = syllables(term.pinyin or "")
    if len(parts) == len(term.text):  # one syllable a character
        for start in range(len(parts)):
            for end in range(start + 1, len(parts) + 1):
                if "".join(parts[start:end]).startswith(reading):
                    return ((start, end),)
    return ((0, len(term.text)),)


def _part_spans(folded: str, offsets: list[int], asked: _Query) -> tuple[Span, ...]:
    candidates = [asked.folded] if asked.folded in folded else [word for word in asked.words if word in folded]
    if not candidates and folded and singular(folded) in asked.folded:
        candidates = [folded]
    found = ((folded.index(part), len(part)) for part in candidates)
    return _merged((offsets[at], offsets[at + length - 1] + 1) for at, length in found)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
