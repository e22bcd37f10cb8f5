"""Lookup: the concepts that a query means, in either language and however it is typed.

A query passes stages, surest first: the term as written; folded (case, width, script, hyphens,
inflection, order of words); pinyin; initials; then parts of terms and fuzzy matches, which rapidfuzz
scores (normalised InDel similarity, Levenshtein 1966). Each concept is answered once, by the first
stage that explains it best.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Self

from glossary.models import Concept, Hit, Span, Term, Via
from glossary.text.folding import HAN, folded_offsets, key, words
from glossary.text.inflection import singular
from glossary.text.pinyin import syllables

THRESHOLD = 0.6
"""Hits below this are shown as *did you mean*. Set by hand, as the scores below 1 are, until they are measured."""

FLOOR = 0.4
"""Nothing below this is worth showing."""

MAX_QUERY = 1_000
"""A term is short; what comes after so many characters of a query is not looked at."""

_VIA: tuple[Via, ...] = ("exact", "folded", "pinyin", "initials", "fuzzy", "partial")
_ACCEPTABILITY = ("preferred", "admitted", "deprecated")
_STATUS = ("reviewed", "draft", "deprecated")
_SMALL_WORDS = frozenset("a an and at by for from in of on or the to with".split())
_HAN_RUN = re.compile(f"[{HAN}]+")

Place = tuple[str, int]
"""A term: the id of its concept and its number there."""


class LookupIndex:
    """The keys under which terms are found. Built from concepts; immutable afterwards."""

    def __init__(self, concepts: Mapping[str, Concept], tables: Mapping[str, Mapping[str, Sequence[Place]]]) -> None:
        self._concepts = concepts
        self._tables = tables
        self._keys = list(tables["folded"])
        self._readings = list(tables["pinyin"])

    @classmethod
    def build(cls, concepts: Mapping[str, Concept]) -> Self:
        """An index over the terms of concepts.

        >>> from glossary.models import Concept, Term
        >>> concept = Concept("mhc", (Term("meaningful human control", "en"), Term("有意义的人类控制", "zh")))
        >>> [hit.via for hit in LookupIndex.build({"mhc": concept}).lookup("meaningfull human controll")]
        ['fuzzy']
        """
        tables: dict[str, dict[str, list[Place]]] = {
            name: {} for name in ("exact", "folded", "sorted", "pinyin", "initials")
        }
        for concept in concepts.values():
            for number, term in enumerate(concept.terms):
                for table, entry in _entries(term):
                    if entry:
                        tables[table].setdefault(entry, []).append((concept.id, number))
        return cls(concepts, tables)

    def dump(self) -> bytes:
        """The index for a file; `load` reads it back."""
        return json.dumps(self._tables, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def load(cls, data: bytes, concepts: Mapping[str, Concept]) -> Self:
        """An index from what `dump` gave, over the same concepts."""
        return cls(concepts, json.loads(data))

    def lookup(self, query: str, *, limit: int = 5, prefix: bool = False) -> list[Hit]:
        """The concepts that a query means, best first; empty when nothing is near.

        Args:
            query: a term or part of one, in either language, in any spelling.
            limit: how many hits at most.
            prefix: take the query as the beginning of what is being typed.
        """
        query = query[:MAX_QUERY].strip()
        if not query or limit < 1:
            return []
        best: dict[str, tuple[tuple[Any, ...], Place, float, Via]] = {}
        candidates = list(self._candidates(query, prefix=prefix))
        if not any(score == 1 for _, score, _ in candidates):  # who names a term does not mean its neighbours
            candidates += self._alike(query)
        for place, score, via in candidates:
            rank = self._rank(place, score, via)
            if score >= FLOOR and (place[0] not in best or rank < best[place[0]][0]):
                best[place[0]] = (rank, tuple(place), score, via)  # type: ignore[assignment]
        hits = sorted(best.values())[:limit]
        return [self._hit(place, score, via, query) for _, place, score, via in hits]

    def _candidates(self, query: str, *, prefix: bool) -> Iterator[tuple[Place, float, Via]]:
        folded = key(query)
        typed = "".join(syllables(query))
        yield from self._find("exact", query, 1.0, "exact")
        if folded:
            yield from self._find("folded", folded, 1.0, "folded")
            yield from self._find("sorted", " ".join(sorted(words(query))), 1.0, "folded")
        if (typed and query.isascii()) or _is_pinyin(query):
            yield from self._find("pinyin", typed, 0.95, "pinyin")
            yield from self._find("initials", folded, 0.9, "initials")
            yield from self._part_of_reading(typed, prefix=prefix)
        if prefix:
            yield from self._beginnings(folded)
        if len(folded) > 1:
            yield from self._parts(query, folded)

    def _alike(self, query: str) -> Iterator[tuple[Place, float, Via]]:
        """Terms that are spelled, or read, nearly like the query."""
        folded = key(query)
        typed = "".join(syllables(query))
        if len(folded) > 1:
            yield from self._fuzzy("folded", self._keys, folded)
        if len(typed) > 4 and query.isascii():
            yield from self._fuzzy("pinyin", self._readings, typed)

    def _find(self, table: str, entry: str, score: float, via: Via) -> Iterator[tuple[Place, float, Via]]:
        yield from ((place, score, via) for place in self._tables[table].get(entry, ()))

    def _beginnings(self, folded: str) -> Iterator[tuple[Place, float, Via]]:
        tables: tuple[tuple[str, Via], ...] = (("folded", "partial"), ("pinyin", "pinyin"), ("initials", "initials"))
        for table, via in tables:
            for entry, places in self._tables[table].items():
                if folded and entry.startswith(folded) and entry != folded:
                    yield from ((place, 0.7 + 0.25 * len(folded) / len(entry), via) for place in places)

    def _part_of_reading(self, typed: str, *, prefix: bool) -> Iterator[tuple[Place, float, Via]]:
        if len(typed) < (2 if prefix else 5):
            return
        for entry, places in self._tables["pinyin"].items():
            if typed in entry and typed != entry:
                for place in places:
                    if _starts_syllable(self._term(place), typed):
                        yield place, _share(len(typed), len(entry)), "pinyin"

    def _parts(self, query: str, folded: str) -> Iterator[tuple[Place, float, Via]]:
        """Half a phrase, or a phrase with more around it."""
        asked = words(query)
        anywhere = len(folded) > 3 or bool(_HAN_RUN.search(folded))  # three letters stand inside many words
        for entry, places in self._tables["folded"].items():
            if entry == folded:
                continue
            if folded in entry:
                score = _share(len(folded), len(entry))
                fits = (p for p in places if anywhere or set(asked) <= set(words(self._term(p).text)))
            elif entry in folded and len(entry) > 1:
                score = _share(len(entry), len(folded))
                fits = (p for p in places if self._term(p).lang == "zh" or set(words(self._term(p).text)) <= set(asked))
            else:
                continue
            yield from ((place, score, "partial") for place in fits)
        if len(asked) > 1:
            yield from self._across(asked, folded)

    def _across(self, asked: list[str], folded: str) -> Iterator[tuple[Place, float, Via]]:
        """All words of the query in one concept, be it in different terms and languages."""
        for concept in self._concepts.values():
            joined = [words(term.text) for term in concept.terms]
            latin = {word for parts in joined for word in parts}
            chinese = [part for parts in joined for part in parts if _HAN_RUN.match(part)]
            if all(w in latin or (_HAN_RUN.match(w) and any(w in part for part in chinese)) for w in asked):
                longest = max(len("".join(parts)) for parts in joined)
                number = max(range(len(joined)), key=lambda n: len(set(joined[n]) & set(asked)))
                yield (concept.id, number), _share(len(folded), longest), "partial"

    def _fuzzy(self, table: str, keys: Sequence[str], folded: str) -> Iterator[tuple[Place, float, Via]]:
        from rapidfuzz import fuzz, process

        cutoff = 100 * (FLOOR + 0.6) / 1.6
        for entry, ratio, _ in process.extract(folded, keys, scorer=fuzz.ratio, limit=20, score_cutoff=cutoff):
            score = min(0.97, 1.6 * ratio / 100 - 0.6)  # THRESHOLD where three letters of four agree
            if entry != folded:
                yield from ((place, score, "fuzzy") for place in self._tables[table][entry])

    def _term(self, place: Place) -> Term:
        return self._concepts[place[0]].terms[place[1]]

    def _rank(self, place: Place, score: float, via: Via) -> tuple[Any, ...]:
        concept, term = self._concepts[place[0]], self._term(place)
        standing = _ACCEPTABILITY.index(term.acceptability), _STATUS.index(concept.status)
        return -round(score, 6), _VIA.index(via), *standing, concept.id, place[1]

    def _hit(self, place: Place, score: float, via: Via, query: str) -> Hit:
        term = self._term(place)
        return Hit(self._concepts[place[0]], term, round(score, 3), via, _spans(term, query, via))


def _entries(term: Term) -> Iterator[tuple[str, str]]:
    yield "exact", term.text
    folded = words(term.text)
    yield "folded", "".join(folded)
    if term.traditional and (traditional := key(term.traditional)) != "".join(folded):
        yield "folded", traditional
    if len(folded) > 1:
        yield "sorted", " ".join(sorted(folded))
        initials = "".join(word[0] for word in folded)
        short = "".join(word[0] for word in folded if word not in _SMALL_WORDS)
        if term.lang == "en":
            yield from (("initials", entry) for entry in {initials, short} if len(entry) > 1)
    if term.pinyin:
        parts = syllables(term.pinyin)
        yield "pinyin", "".join(parts)
        if len(parts) > 1:
            yield "initials", "".join(part[0] for part in parts)


def _share(part: int, whole: int) -> float:
    """The score of a part: more than half of a term is a likely answer, a tenth is not."""
    return 0.42 + 0.48 * part / whole


def _is_pinyin(query: str) -> bool:
    return not _HAN_RUN.search(query) and any(c in "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü" for c in query.lower())


def _starts_syllable(term: Term, typed: str) -> bool:
    parts = syllables(term.pinyin or "")
    return any("".join(parts[n:]).startswith(typed) for n in range(len(parts)))


def _spans(term: Term, query: str, via: Via) -> tuple[Span, ...]:
    """What of a term a query matched, for marking."""
    text = term.text
    if via in ("exact", "folded") or (via == "pinyin" and key(query) == "".join(syllables(term.pinyin or ""))):
        return ((0, len(text)),)
    if via == "pinyin":
        return _pinyin_spans(term, query)
    if via == "initials":
        if term.lang == "zh":
            return ((0, len(text)),)
        return tuple(
            (m.start(), m.start() + 1) for m in re.finditer(r"\w+", text) if m.group().lower() not in _SMALL_WORDS
        )
    folded, offsets = folded_offsets(text)
    if via == "partial":
        return _partial_spans(folded, offsets, query)
    asked = key(query)
    if term.lang == "zh" and asked.isascii() and not folded.isascii():
        return ((0, len(text)),)  # pinyin with a slip: which characters it missed cannot be told
    from rapidfuzz.distance import Indel

    blocks = Indel.opcodes(folded, asked)
    return _merge((offsets[b.src_start], offsets[b.src_end - 1] + 1) for b in blocks if b.tag == "equal")


def _pinyin_spans(term: Term, query: str) -> tuple[Span, ...]:
    parts = syllables(term.pinyin or "")
    typed = "".join(syllables(query))
    if len(parts) == len(term.text):  # one syllable a character
        for start in range(len(parts)):
            for end in range(len(parts), start, -1):
                if "".join(parts[start:end]) == typed or (
                    typed and "".join(parts[start:end]).startswith(typed) and end == start + 1
                ):
                    return ((start, end),)
    return ((0, len(term.text)),)


def _partial_spans(folded: str, offsets: list[int], query: str) -> tuple[Span, ...]:
    asked = key(query)
    candidates = [asked] if asked in folded else [word for word in words(query) if word in folded]
    if not candidates and folded and singular(folded) in asked:
        candidates = [folded]
    found = ((folded.index(part), len(part)) for part in candidates)
    return _merge((offsets[at], offsets[at + length - 1] + 1) for at, length in found)


def _merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
