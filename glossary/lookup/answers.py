"""Answers: how well what was found answers a query, and what of a term it matched.

Near keys are compared by rapidfuzz: optimal string alignment (a transposition is one slip), InDel
similarity (Levenshtein 1966) of the words in order of the alphabet, and word by word, so that a word
left out costs its length only. The scores are calibrated: see `CALIBRATION`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from glossary.lookup.index import Index, Near, Place, TermForm, term_forms
from glossary.lookup.keys import stem
from glossary.text.folding import SMALL_WORDS, folded_offsets, is_han, key, words
from glossary.text.inflection import singular
from glossary.text.pinyin import syllables
from glossary.text.scripts import from_taiwan, is_common

if TYPE_CHECKING:
    from glossary.models import Span, Via

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

TURNED, SHORTENED = 0.85, 0.8
"""The likeness of Chinese words in another order, and of a short form that has characters of a term in order."""

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


class Answer(NamedTuple):
    """A term that answers a query: the numbers of its concept and of it there, what of it matched, and the concept."""

    concept: int
    number: int
    score: float
    via: Via
    spans: tuple[Span, ...]
    form: Mapping[str, Any]
    """The JSON form of the concept."""


class _Found(NamedTuple):
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


def lookup(index: Index, query: str, *, limit: int = 5, prefix: bool = False) -> list[Answer]:
    """The terms that a query means, one a concept, best first; empty when nothing is near.

    Args:
        index: of the concepts that can be meant.
        query: a term or part of one, in either language, in any spelling.
        limit: how many answers at most.
        prefix: take the query as the beginning of what is being typed.

    >>> from glossary.models import Concept, Term
    >>> concept = Concept("mhc", (Term("meaningful human control", "en"), Term("有意义的人类控制", "zh")))
    >>> [answer.via for answer in lookup(Index.build([concept]), "meaningfull human controll")]
    ['fuzzy']
    """
    text = query[:MAX_QUERY].encode("utf-8", "replace").decode().strip()
    if not text or limit < 1:
        return []
    asked = _query(text)
    best: dict[int, tuple[tuple[Any, ...], _Found]] = {}
    for found in _found(index, asked, prefix=prefix):
        concept, number, standing = found.place
        rank = (-round(found.score, 6), _VIA.index(found.via), standing, concept, number)
        if found.score >= FLOOR and (concept not in best or rank < best[concept][0]):
            best[concept] = (rank, found)
    return [_answer(index, found, asked) for _, found in sorted(best.values())[:limit]]


def _query(text: str) -> _Query:
    folded = words(text)
    latin = text.isascii() or bool(_TONES.intersection(text.lower()) and not any(map(is_han, text)))
    return _Query(text, folded, "".join(folded), "".join(syllables(text)) if latin else "")


def _found(index: Index, asked: _Query, *, prefix: bool) -> Iterator[_Found]:
    sure = False
    for place, score, via in _by_keys(index, _sure_keys(asked)):
        sure = sure or score == 1
        yield _Found(place, score, _exactly(index, place, asked, via))
    if prefix and asked.folded:
        yield from _beginnings(index, asked)
    if not sure and asked.folded and not asked.folded.isascii():
        yield from _by_keys(index, _chinese_keys(index, asked))
    if len(asked.folded) > 1:
        yield from _near(index, asked, alike=not sure)


def _by_keys(index: Index, keys: Iterable[tuple[str, str, float, Via]]) -> Iterator[_Found]:
    """The terms of keys; a key that comes twice counts as it came first."""
    first: dict[tuple[str, str], tuple[float, Via]] = {}
    for kind, text, score, via in keys:
        first.setdefault((kind, text), (score, via))
    for pair, places in index.find(*first).items():
        yield from (_Found(place, *first[pair]) for place in places)


def _exactly(index: Index, place: Place, asked: _Query, via: Via) -> Via:
    return "exact" if via == "folded" and index.terms(place.concept)[place.number].text == asked.text else via


def _sure_keys(asked: _Query) -> Iterator[tuple[str, str, float, Via]]:
    if not asked.folded:
        yield "exact", asked.text, 1.0, "exact"
        return
    yield "folded", asked.folded, 1.0, "folded"
    yield "sorted", " ".join(sorted(asked.words)), 1.0, "folded"
    if asked.folded.isascii():
        yield "stem", stem(asked.words), 0.96, "folded"
        yield "folded", stem(asked.words), 0.96, "folded"
    if asked.reading:
        yield "pinyin", asked.reading, 0.95, "pinyin"
        if len(asked.words) == 1:
            # As typed, since a plural ``s`` may be the last initial; and without it.
            yield "initials", asked.folded, 0.89, "initials"
            yield "initials", asked.text.lower(), 0.9, "initials"


def _chinese_keys(index: Index, asked: _Query) -> Iterator[tuple[str, str, float, Via]]:
    """What a Chinese query may also be.

    Words of the mainland for those of Taiwan; other characters of the same sound; its Latin words in Chinese.
    """
    if not is_common(asked.text):
        yield "folded", key(from_taiwan(asked.text)), 0.97, "folded"
    reading = index.reading(asked.folded)
    if len(reading) > 1 and all(reading):
        yield "pinyin", "".join(reading), 0.93, "pinyin"
    latin = [word for word in asked.words if word.isascii()]
    if latin and len(asked.words) > 1:
        places = index.find(*(("folded", word) for word in latin))
        for word in latin:
            for place in places["folded", word]:
                for term in index.terms(place.concept):
                    if term.lang == "zh":
                        yield "folded", "".join(key(term.text) if w == word else w for w in asked.words), 0.94, "folded"


def _beginnings(index: Index, asked: _Query) -> Iterator[_Found]:
    tables: tuple[tuple[str, str, Via], ...] = (
        ("folded", asked.folded, "partial"),
        ("pinyin", asked.reading, "pinyin"),
        ("initials", asked.folded, "initials"),
    )
    for kind, start, via in tables:
        if start:
            for entry, place in index.beginning(kind, start):
                yield _Found(place, 0.7 + 0.25 * len(start) / len(entry), via)


# --- near ----------------------------------------------------------------------------------------


def _near(index: Index, asked: _Query, *, alike: bool) -> Iterator[_Found]:
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
        yield from (_Found(place, score, via) for place in places[near.kind, near.key])
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
        if group is spellings and is_han(asked.folded):
            for n, near in enumerate(group):
                likeness[n] = max(likeness[n], _chinese_likeness(asked.folded, near.key))
        for value, near in zip(likeness, group, strict=True):
            way: Way = "reading" if near.kind == "pinyin" else "English" if near.key.isascii() else "Chinese"
            # Of equally many slips, letters left out or added are likelier to keep the word.
            yield calibrated(way, value) + TIE * fuzz.ratio(whole, near.key), way, near


def _chinese_likeness(query: str, key: str) -> float:
    """Chinese words in another order (管制出口), and short forms, as 中央军委 of 中央军事委员会."""
    if len(query) > 3 and len(query) == len(key) and sorted(query) == sorted(key):
        return TURNED
    if 3 < len(query) < len(key) <= 2 * len(query) and query[:2] == key[:2]:
        characters = iter(key)
        if all(character in characters for character in query):
            return SHORTENED
    return 0.0


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


def _across(index: Index, asked: _Query) -> Iterator[_Found]:
    """All words of a query of both languages in one concept, in different terms of it."""
    seen: dict[int, dict[str, float]] = {}
    places: dict[int, Place] = {}
    for word in asked.words:
        for near in next(index.near([word])):
            if near.kind == "folded" and (word in near.spaced.split(" ") if word.isascii() else word in near.key):
                for place in index.find((near.kind, near.key))[near.kind, near.key]:
                    shares = seen.setdefault(place.concept, {})
                    shares[word] = max(shares.get(word, 0), len(word) / len(near.key))
                    places.setdefault(place.concept, place)
    for concept, shares in seen.items():
        if len(shares) == len(set(asked.words)):
            yield _Found(places[concept], calibrated("part", min(1.0, sum(shares.values()))), "partial")


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


def _answer(index: Index, found: _Found, asked: _Query) -> Answer:
    place, score, via = found
    form = index.form(place.concept)
    spans = _spans(term_forms(form)[place.number], asked, via)
    return Answer(place.concept, place.number, round(score, 3), via, spans, form)


def _spans(term: TermForm, asked: _Query, via: Via) -> tuple[Span, ...]:
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
    if via == "pinyin":  # characters of the same sound: those that are the same are marked
        return _merged((n, n + 1) for n, (a, b) in enumerate(zip(text, asked.text, strict=False)) if a == b)
    if via == "partial":
        return _part_spans(folded, offsets, asked)
    if term.lang == "zh" and asked.folded.isascii() and not folded.isascii():
        return ((0, len(text)),)  # pinyin with a slip: which characters it missed cannot be told
    from rapidfuzz.distance import Indel

    blocks = Indel.opcodes(folded, asked.folded)
    return _merged((offsets[b.src_start], offsets[b.src_end - 1] + 1) for b in blocks if b.tag == "equal")


def _reading_spans(term: TermForm, reading: str) -> tuple[Span, ...]:
    parts = syllables(term.pinyin)
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
