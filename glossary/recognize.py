"""Recognition: the terms in running text of either language, with exact offsets.

Two automata (Aho and Corasick 1975) read a folded copy of the text. The one for Latin terms reads
its ASCII projection: lower case, every other character a space, so that words end where a letter or
digit ends and offsets stay one to one. Its patterns are all inflected forms of the terms, with a
space at both ends. The one for Chinese terms reads the text in simplified script. Of overlapping
candidates the longest wins; a surface that several concepts share yields them all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self, TypeVar

from glossary.errors import InputError
from glossary.models import Concept, Lang, Mention, Span, Term
from glossary.text.folding import HAN, clean
from glossary.text.inflection import inflected
from glossary.text.scripts import to_simplified

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick

BLOCK = 1 << 20
"""Characters of a stream that are worked on at a time."""

WINDOW = 8_000
"""Characters in which a place to cut is looked for where no blank line is; no term is as long."""

_TABLE = bytes(c + 32 if 65 <= c <= 90 else c if chr(c).isalnum() and c < 128 else 32 for c in range(256))
_HAN = re.compile(f"[{HAN}]")
_BETWEEN_WORDS = frozenset(" -'’‐‑‒–—/\t\u00a0\u202f\u3000")
_SIGN_AT_END = re.compile(r"[+#]*$")
_HAN_LATIN_EDGE = re.compile(f"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{HAN}])")

Place = tuple[str, int]


class _Candidate(NamedTuple):
    """A pattern found in the folded copy."""

    start: int
    end: int
    places: Sequence[Place]


class Recognizer:
    """Finds terms in text. Built from concepts; immutable afterwards."""

    def __init__(
        self,
        concepts: Mapping[str, Concept],
        latin: tuple[DoubleArrayAhoCorasick, Sequence[Sequence[Place]]],
        chinese: tuple[CharwiseDoubleArrayAhoCorasick, Sequence[Sequence[Place]]],
    ) -> None:
        self._concepts = concepts
        self._latin, self._latin_places = latin
        self._chinese, self._chinese_places = chinese

    @classmethod
    def build(cls, concepts: Mapping[str, Concept]) -> Self:
        """A recognizer of the terms of concepts.

        >>> from glossary.models import Concept, Term
        >>> aws = Concept("aws", (Term("autonomous weapon", "en"), Term("自主武器", "zh")))
        >>> [m.text for m in Recognizer.build({"aws": aws}).recognize("Autonomous weapons（自主武器）")]
        ['Autonomous weapons', '自主武器']
        """
        from daachorse import CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick

        latin: dict[str, list[Place]] = {}
        chinese: dict[str, list[Place]] = {}
        for concept in concepts.values():
            for number, term in enumerate(concept.terms):
                table, surfaces = (
                    (latin, _latin_surfaces(term)) if term.lang == "en" else (chinese, _chinese_surfaces(term))
                )
                for surface in surfaces:
                    table.setdefault(surface, []).append((concept.id, number))
        bytewise = DoubleArrayAhoCorasick([surface.encode() for surface in latin] or [b"\0"])
        charwise = CharwiseDoubleArrayAhoCorasick(list(chinese) or ["\0"])
        return cls(concepts, (bytewise, list(latin.values()) or [[]]), (charwise, list(chinese.values()) or [[]]))

    def dump(self) -> bytes:
        """The recognizer for a file; `load` reads it back."""
        latin, chinese = self._latin.serialize(), self._chinese.serialize()
        head = json.dumps([len(latin), len(chinese), self._latin_places, self._chinese_places]).encode()
        return b"%d\n" % len(head) + head + latin + chinese

    @classmethod
    def load(cls, data: bytes, concepts: Mapping[str, Concept]) -> Self:
        """A recognizer from what `dump` gave, over the same concepts."""
        from daachorse import CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick

        size, _, rest = data.partition(b"\n")
        latin_size, chinese_size, latin_places, chinese_places = json.loads(rest[: int(size)])
        start = int(size)
        latin = DoubleArrayAhoCorasick.deserialize(rest[start : start + latin_size])
        chinese = CharwiseDoubleArrayAhoCorasick.deserialize(
            rest[start + latin_size : start + latin_size + chinese_size]
        )
        return cls(concepts, (latin, latin_places), (chinese, chinese_places))

    def recognize(
        self, text: str, *, lang: Lang | None = None, overlaps: bool = False, domains: Collection[str] | None = None
    ) -> list[Mention]:
        """The mentions of terms in a text, in order.

        Args:
            text: running text in either language, or both mixed.
            lang: the language of the text, if known. Latin terms are found in Chinese text all the same.
            overlaps: give every match; without it the longest of overlapping ones.
            domains: give only concepts of these domains.

        Returns:
            Mentions with offsets in code points of `text` as given, so that
            ``text[m.start:m.end] == m.text``.
        """
        if lang not in (None, "en", "zh"):
            raise InputError(f"no language {lang!r}; use 'en', 'zh' or None")
        copy = clean(text)
        candidates = self._candidates(copy.text, lang, domains)
        if not overlaps:
            candidates = _longest(candidates)
        mentions = []
        for start, end, places in candidates:
            begin, stop = copy.span(start, end)
            mentions.append(self._mention(begin, stop, text[begin:stop], places))
        return mentions

    def recognize_stream(
        self,
        chunks: Iterable[str],
        *,
        lang: Lang | None = None,
        overlaps: bool = False,
        domains: Collection[str] | None = None,
    ) -> Iterator[Mention]:
        """The same for text that does not fit in memory; offsets count from the start of the stream.

        The text is cut where no term crosses: at a blank line if there is one, else at the end of a
        Chinese sentence, else between words.
        """
        offset, buffer = 0, ""
        for chunk in chunks:
            buffer += chunk
            while len(buffer) > 2 * BLOCK:
                cut = self._cut(buffer)
                yield from _moved(self.recognize(buffer[:cut], lang=lang, overlaps=overlaps, domains=domains), offset)
                buffer, offset = buffer[cut:], offset + cut
        yield from _moved(self.recognize(buffer, lang=lang, overlaps=overlaps, domains=domains), offset)

    def _cut(self, buffer: str) -> int:
        for separators in (("\n\n", "\r\n\r\n"), ("。", "！", "？")):
            if (cut := max(buffer.rfind(s, BLOCK, 2 * BLOCK) + len(s) for s in separators)) > BLOCK:
                return cut
        # Elsewhere (a point may stand inside a term): after a word that no candidate crosses.
        begin = 2 * BLOCK - WINDOW
        window = buffer[begin : 2 * BLOCK]
        taken = {place for m in self.recognize(window, overlaps=True) for place in range(m.start + 1, m.end)}
        for place in range(WINDOW * 3 // 4, WINDOW // 4, -1):
            inside_word = window[place - 1].isalnum() and window[place].isalnum() and window[place].isascii()
            if place not in taken and not inside_word and not window[place].isspace():
                return begin + place
        return begin + WINDOW // 2

    def _candidates(self, text: str, lang: Lang | None, domains: Collection[str] | None) -> list[_Candidate]:
        """All matches in a folded text, by start, the longer first."""
        found: list[_Candidate] = []
        projected = b" " + text.encode("ascii", "replace").translate(_TABLE) + b" "
        for start, after, number in self._latin.find_overlapping(projected):
            end = after - 2  # the copy has a space before the text, and the pattern one at both ends
            found += self._fitting(self._latin_places[number], text, start, end)
        if lang != "en" and _HAN.search(text):
            folded = to_simplified(text).lower()
            folded = folded if len(folded) == len(text) else text
            for start, end, number in self._chinese.find_overlapping(folded):
                if _edges_free(folded, start, end) and (places := self._chinese_places[number]):
                    found.append(_Candidate(start, end, places))
        if domains is not None:
            wanted = set(domains)
            kept = ((c, [p for p in c.places if wanted & set(self._concepts[p[0]].domains)]) for c in found)
            found = [_Candidate(c.start, c.end, places) for c, places in kept if places]
        return _merged(found)

    def _fitting(self, places: Sequence[Place], text: str, start: int, end: int) -> Iterator[_Candidate]:
        """The terms that a match fits: by the punctuation inside it, by case, and by a sign at the end (C++)."""
        surface = text[start:end]
        plain = surface.isalnum()
        for place in places:
            term = self._term(place)
            if not plain and not all(
                (c.isalnum() and c.isascii()) or c in _BETWEEN_WORDS or c in term.text for c in surface
            ):
                continue
            if term.case_sensitive and not _same_case(term, surface):
                continue
            sign = _SIGN_AT_END.search(term.text)[0]  # type: ignore[index]
            if text.startswith(sign, end):
                yield _Candidate(start, end + len(sign), [place])

    def _term(self, place: Place) -> Term:
        return self._concepts[place[0]].terms[place[1]]

    def _mention(self, start: int, end: int, text: str, places: Sequence[Place]) -> Mention:
        by_concept: dict[str, Place] = {}
        for place in sorted(places, key=self._likelihood):
            by_concept.setdefault(place[0], place)
        first = self._term(next(iter(by_concept.values())))
        concepts = tuple(self._concepts[id] for id in by_concept)
        return Mention(start, end, text, first, first.lang, concepts, round(1 / len(concepts), 3))

    def _likelihood(self, place: Place) -> tuple[int, str]:
        order = ("preferred", "admitted", "deprecated")
        return order.index(self._term(place).acceptability), place[0]


def _latin_surfaces(term: Term) -> set[str]:
    """The patterns of an English term: its inflected forms as they look in the projection."""
    forms = {
        form
        for spelling in _spellings(term.text)
        for form in inflected(_project(spelling), _project(term.plural) if term.plural else None)
    }
    # A point and a space are two spaces in the projection; a writer may leave the point out.
    forms |= {" ".join(form.split()) for form in forms}
    return {f" {form} " for form in forms - {""}}


def _spellings(text: str) -> set[str]:
    """Hyphened words may also be written together."""
    return {text, text.replace("-", "")} if "-" in text else {text}


def _project(text: str) -> str:
    return clean(text).text.encode("ascii", "replace").translate(_TABLE).decode().strip()


def _chinese_surfaces(term: Term) -> set[str]:
    surfaces = {to_simplified(clean(form).text).lower() for form in (term.text, term.traditional) if form}
    return surfaces | {_HAN_LATIN_EDGE.sub(" ", surface) for surface in surfaces}


def _edges_free(text: str, start: int, end: int) -> bool:
    """A Chinese term that begins or ends in Latin letters must not begin or end inside a Latin word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (
        (_is_latin(text[start]) and before and _is_latin(before))
        or (_is_latin(text[end - 1]) and after and _is_latin(after))
    )


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _same_case(term: Term, surface: str) -> bool:
    """Capitals as in the term; all capitals are a heading."""
    letters = [c for c in surface if c.isalnum()]
    wanted = [c for c in term.text if c.isalnum()]
    same = letters[: len(wanted)] == wanted if len(letters) >= len(wanted) else letters == wanted[: len(letters)]
    tail_is_inflection = "".join(letters[len(wanted) :]) in ("", "s", "es")
    heading = surface.isupper() and " " in surface and any(c.islower() for c in term.text)
    return (same and tail_is_inflection) or heading


def _merged(candidates: list[_Candidate]) -> list[_Candidate]:
    """By start, the longer first; one candidate for a span that both automata found."""
    candidates.sort(key=lambda c: (c.start, -c.end))
    merged: list[_Candidate] = []
    for candidate in candidates:
        if merged and merged[-1][:2] == candidate[:2]:
            merged[-1] = _Candidate(candidate.start, candidate.end, [*merged[-1].places, *candidate.places])
        else:
            merged.append(candidate)
    return merged


def _longest(candidates: list[_Candidate]) -> list[_Candidate]:
    """Of candidates that overlap, the longest, and of equally long ones the first."""
    kept: list[_Candidate] = []
    group: list[_Candidate] = []
    reach = -1
    for candidate in candidates:
        if candidate.start >= reach:
            kept += _best_of(group)
            group = []
        group.append(candidate)
        reach = max(reach, candidate.end)
    return kept + _best_of(group)


def _best_of(group: list[_Candidate]) -> list[_Candidate]:
    if len(group) < 2:
        return group
    return sorted(longest_of(group))


class _Spanning(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Spanning)


def longest_of(items: Iterable[_S], taken: Iterable[Span] = ()) -> list[_S]:
    """Of items that overlap each other or what is taken, the longest, and of equally long ones the first."""
    chosen: list[_S] = []
    spans = list(taken)
    for item in sorted(items, key=lambda i: (i.start - i.end, i.start)):
        if all(item.end <= start or item.start >= end for start, end in spans):
            chosen.append(item)
            spans.append((item.start, item.end))
    return chosen


def _moved(mentions: list[Mention], offset: int) -> Iterator[Mention]:
    from dataclasses import replace

    yield from (replace(m, start=m.start + offset, end=m.end + offset) for m in mentions)
