"""The recognizer: two automata over a folded copy of a text.

Aho and Corasick (1975), by daachorse. One reads the ASCII projection of the text and finds Latin terms
with the space before and after them; the other reads the text itself and finds Chinese terms and the
words that block them. Of overlapping candidates the longest wins. A surface that several concepts share
yields them all, in the order of `context`.
"""

from __future__ import annotations

import gc
import json
import re
import threading
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self, TypeVar, cast

from glossary.errors import InputError
from glossary.models import Concept, Lang, Span, Term
from glossary.recognize.context import EVERYDAY, Homographs, weighed, window
from glossary.recognize.patterns import blockers, chinese, latin, project
from glossary.results import Mention
from glossary.text.folding import HAN, Cleaned, clean, has_gaps, odd_characters
from glossary.text.scripts import is_common, to_simplified

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick

PARAGRAPHS = 4_000
"""Characters after which a new block begins at the next blank line."""

BLOCK = 1 << 20
"""Characters of a stream that are worked on at a time."""

INTRODUCED = 0.95
"""The confidence in an abbreviation that the text itself explains."""

WINDOW = 8_000
"""Characters in which a place to cut is looked for where no blank line is; no term is as long."""

_HAN = re.compile(f"[{HAN}]")
_BETWEEN_WORDS = frozenset(" -'’‐‑‒–—/\t\n\u00a0\u202f\u3000")
_SIGN_AT_END = re.compile(r"[+#]*$")
_INTRODUCED = re.compile(r"[“\"'‘]?([A-Z][A-Za-z0-9&-]{1,9}?)s?[”\"'’]?[)）]")
"""What stands in brackets after a term that it abbreviates."""

Place = tuple[str, int]


class _Options(NamedTuple):
    """What a caller wants; see `Recognizer.recognize`."""

    lang: Lang | None
    overlaps: bool
    domains: frozenset[str] | None


class _Sense(NamedTuple):
    """What a pattern means: its term, and the concepts that it can be, with how sure the first is."""

    term: Term
    lang: Lang
    concepts: tuple[Concept, ...]
    confidence: float
    weighed: bool
    """Whether the order and the confidence depend on what stands around a mention."""
    one_word: bool
    places: tuple[Place, ...]


_NEW, _LOOK, _BLOCK, _ODD = "new", "look", "block", "odd"
"""What stands for a sense: not looked at yet; needs a look at the surface; a word that blocks; a character that is
to be folded before terms are looked for, which the automaton thus finds for nothing."""


def _maker() -> Callable[[int, int, str, _Sense], Mention]:
    """Makes a mention; a frozen dataclass does that slowly, and there may be a million."""
    new = object.__new__
    put_start, put_end, put_text, put_term, put_lang, put_concepts, put_confidence = (
        Mention.__dict__[name].__set__ for name in Mention.__dataclass_fields__
    )

    def mention(start: int, end: int, text: str, sense: _Sense) -> Mention:
        made = new(Mention)
        put_start(made, start)
        put_end(made, end)
        put_text(made, text)
        put_term(made, sense[0])
        put_lang(made, sense[1])
        put_concepts(made, sense[2])
        put_confidence(made, sense[3])
        return made

    return mention


_mention = _maker()


_Candidate = tuple[int, int, int]
"""A pattern found: its start, its end with a minus, so that tuples sort by start and then the longer first, and
the number of its sense."""


class Recognizer:
    """Finds terms in text. Built from concepts; immutable afterwards."""

    def __init__(
        self,
        concepts: Mapping[str, Concept],
        latin: tuple[DoubleArrayAhoCorasick, Sequence[Sequence[Place]]],
        chinese: tuple[CharwiseDoubleArrayAhoCorasick, Sequence[Sequence[Place]]],
        homographs: Homographs,
    ) -> None:
        self._concepts = concepts
        self._latin, self._latin_places = latin
        self._chinese, self._chinese_places = chinese
        self._homographs = {surface.lower(): meanings for surface, meanings in homographs.items()}
        # Senses by number. Patterns have the first ones: Latin, then Chinese; what is met later goes behind.
        # `_NEW` is not looked at yet, `_LOOK` needs a look at the surface, `_BLOCK` is a word that blocks.
        self._senses: list[_Sense | str] = [_NEW] * (len(self._latin_places) + len(self._chinese_places))
        self._numbers: dict[tuple[Place, ...], int] = {}
        self._lock = threading.Lock()

    @classmethod
    def build(cls, concepts: Mapping[str, Concept], homographs: Homographs | None = None) -> Self:
        """A recognizer of the terms of concepts.

        >>> from glossary.models import Concept, Term
        >>> aws = Concept("aws", (Term("autonomous weapon", "en"), Term("自主武器", "zh")))
        >>> [m.text for m in Recognizer.build({"aws": aws}).recognize("Autonomous weapons（自主武器）")]
        ['Autonomous weapons', '自主武器']
        """
        from daachorse import CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick

        latin_places: dict[bytes, list[Place]] = {}
        chinese_places: dict[str, list[Place]] = {}
        for concept in concepts.values():
            for number, term in enumerate(concept.terms):
                if term.lang == "en":
                    for pattern in latin(term):
                        latin_places.setdefault(pattern, []).append((concept.id, number))
                else:
                    for form in chinese(term):
                        chinese_places.setdefault(form, []).append((concept.id, number))
        for text in (*sorted(blockers(chinese_places)), *odd_characters()):
            chinese_places.setdefault(text, [])
        bytewise = DoubleArrayAhoCorasick(list(latin_places) or [b"\0"])
        charwise = CharwiseDoubleArrayAhoCorasick(list(chinese_places) or ["\0"])
        return cls(
            concepts,
            (bytewise, list(latin_places.values()) or [[]]),
            (charwise, list(chinese_places.values()) or [[]]),
            homographs or {},
        )

    def dump(self) -> bytes:
        """The recognizer for a file; `load` reads it back."""
        latin, chinese = self._latin.serialize(), self._chinese.serialize()
        parts = [len(latin), len(chinese), self._latin_places, self._chinese_places, self._homographs]
        head = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
        return b"%d\n" % len(head) + head + latin + chinese

    @classmethod
    def load(cls, data: bytes, concepts: Mapping[str, Concept]) -> Self:
        """A recognizer from what `dump` gave, over the same concepts."""
        from daachorse import CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick

        size, _, rest = data.partition(b"\n")
        start = int(size)
        latin_size, chinese_size, latin_places, chinese_places, homographs = json.loads(rest[:start])
        middle = start + latin_size
        bytewise = DoubleArrayAhoCorasick.deserialize(rest[start:middle])
        charwise = CharwiseDoubleArrayAhoCorasick.deserialize(rest[middle : middle + chinese_size])
        return cls(concepts, (bytewise, latin_places), (charwise, chinese_places), homographs)

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
        return self._recognize(text, _options(lang, domains, overlaps=overlaps), {})

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
        Chinese sentence, else between words. An abbreviation that the text introduces is kept.
        """
        options = _options(lang, domains, overlaps=overlaps)
        offset, buffer = 0, ""
        introduced: dict[str, int] = {}
        for chunk in chunks:
            buffer += chunk
            while len(buffer) > 2 * BLOCK:
                cut = self._cut(buffer)
                yield from _moved(self._recognize(buffer[:cut], options, introduced), offset)
                buffer, offset = buffer[cut:], offset + cut
        yield from _moved(self._recognize(buffer, options, introduced), offset)

    def _recognize(self, text: str, options: _Options, introduced: dict[str, int]) -> list[Mention]:
        mentions: list[Mention] = []
        with _collector_at_rest():
            for begin, block in _blocks(text):
                mentions += self._in_block(block, begin, options, introduced)
        return mentions

    def _in_block(self, text: str, begin: int, options: _Options, introduced: dict[str, int]) -> list[Mention]:
        """The mentions in a block of paragraphs that begins at `begin`."""
        copy, found = self._read(text, options.lang)
        candidates = self._merged(sorted(self._latin_candidates(copy.text) + found))
        if options.domains is not None:
            candidates = self._in_domains(candidates, options.domains)
        if not options.overlaps:
            candidates = _longest(candidates)
        candidates = self._with_introduced(copy.text, candidates, introduced)
        senses = self._senses
        spans = [(start, -end) for start, end, _ in candidates]
        if copy.pieces:
            spans = copy.spans(spans)
        mentions = list(zip(spans, (number for _, _, number in candidates), strict=True))
        return [
            _mention(begin + start, begin + end, text[start:end], sense)
            if not sense.weighed
            else self._weighed(text, begin, (start, end), sense, mentions)
            for (start, end), sense in zip(spans, [cast("_Sense", senses[n]) for _, _, n in candidates], strict=True)
        ]

    def _read(self, text: str, lang: Lang | None) -> tuple[Cleaned, list[_Candidate]]:
        """The text as it is read, folded where it needs that, and its Chinese candidates."""
        gaps = has_gaps(text)
        if text.isascii():
            return (clean(text) if gaps else Cleaned(text)), []
        if not gaps and is_common(text) and (found := self._chinese_candidates(text)) is not None:
            return Cleaned(text), found if lang != "en" else []
        copy = clean(text)
        found = self._chinese_candidates(to_simplified(copy.text), odd=True) if lang != "en" else []
        return copy, found or []

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

    # --- candidates ----------------------------------------------------------------------------------

    def _latin_candidates(self, text: str) -> list[_Candidate]:
        found: list[_Candidate] = []
        senses = self._senses
        for start, after, number in self._latin.find_overlapping(project(text)):
            sense = senses[number]
            if sense is _NEW:
                sense = senses[number] = self._latin_sense(number)
            # The projection has a space before the text, and the pattern one at both ends.
            if sense is not _LOOK and (
                sense.one_word or text[start : after - 2].replace(" ", "").isalnum()  # type: ignore[union-attr]
            ):
                found.append((start, 2 - after, number))
            else:
                found += self._fitting(self._latin_places[number], text, start, after - 2)
        return found

    def _chinese_candidates(self, text: str, *, odd: bool = False) -> list[_Candidate] | None:
        """The Chinese terms in a text; None where a character is to be folded first, unless `odd` ones may be."""
        found: list[_Candidate] = []
        blocked: list[Span] = []
        senses, first = self._senses, len(self._latin_places)
        for start, end, number in self._chinese.find_overlapping(text):
            sense = senses[first + number]
            if sense is _NEW:
                sense = senses[first + number] = self._chinese_sense(number, text[start], text[end - 1])
            if sense is _BLOCK:
                blocked.append((start, -end))
            elif sense is _ODD:
                if not odd:
                    return None
            elif sense is not _LOOK:
                found.append((start, -end, first + number))
            elif _edges_free(text, start, end):
                found.append((start, -end, self._sense(self._chinese_places[number])))
        return _unblocked(found, blocked) if blocked else found

    def _latin_sense(self, number: int) -> _Sense | str:
        """The sense of a Latin pattern, unless case or a sign at its end must be looked at."""
        places = self._latin_places[number]
        terms = [self._term(place) for place in places]
        if any(term.case_sensitive or _SIGN_AT_END.search(term.text)[0] for term in terms):  # type: ignore[index]
            return _LOOK
        return self._made(places)

    def _chinese_sense(self, number: int, first: str, last: str) -> _Sense | str:
        places = self._chinese_places[number]
        if not places:
            return _BLOCK if _HAN.match(last) else _ODD
        return _LOOK if _is_latin(first) or _is_latin(last) else self._made(places)

    def _fitting(self, places: Sequence[Place], text: str, start: int, end: int) -> Iterator[_Candidate]:
        """The terms that a match fits: by the punctuation inside it, by case, and by a sign at the end (C++)."""
        surface = text[start:end]
        fitting: dict[str, list[Place]] = {}
        for place in places:
            term = self._term(place)
            between = all((c.isalnum() and c.isascii()) or c in _BETWEEN_WORDS or c in term.text for c in surface)
            if not between or (term.case_sensitive and not _same_case(term, surface)):
                continue
            sign = _SIGN_AT_END.search(term.text)[0]  # type: ignore[index]
            if text.startswith(sign, end):
                fitting.setdefault(sign, []).append(place)
        yield from ((start, -end - len(sign), self._sense(kept)) for sign, kept in fitting.items())

    def _merged(self, candidates: list[_Candidate]) -> list[_Candidate]:
        """One candidate for a span that both automata, or several patterns, found."""
        doubles = [n for n, (one, two) in enumerate(pairwise(candidates)) if one[0] == two[0] and one[1] == two[1]]
        for n in reversed(doubles):
            start, end, number = candidates[n]
            places = [*self._places(number), *self._places(candidates[n + 1][2])]
            candidates[n : n + 2] = [(start, end, self._sense(places))]
        return candidates

    def _in_domains(self, candidates: list[_Candidate], wanted: frozenset[str]) -> list[_Candidate]:
        kept = []
        for start, end, number in candidates:
            places = [p for p in self._places(number) if wanted.intersection(self._concepts[p[0]].domains)]
            if places:
                kept.append((start, end, self._sense(places)))
        return kept

    def _with_introduced(self, text: str, candidates: list[_Candidate], introduced: dict[str, int]) -> list[_Candidate]:
        """Beside the candidates, abbreviations that the text introduces: *large language model (LLM)*, then *LLMs*."""
        begins: dict[str, int] = dict.fromkeys(introduced, 0)
        if brackets := {-_before_bracket(text, match): match for match in _brackets(text)}:
            for start, end, number in candidates:
                if (match := brackets.get(end)) and _abbreviates(match[1], text[start:-end], self._at(number).term):
                    introduced.setdefault(match[1], self._introduced(number))
                    begins.setdefault(match[1], match.start(1))
        more = {(b, -e): introduced[short] for short, at in begins.items() for b, e in _occurrences(text, short, at)}
        if not more:
            return candidates
        for start, end, _ in candidates:  # what the base lists under this abbreviation comes first
            more.pop((start, end), None)
        return sorted([*candidates, *((start, end, number) for (start, end), number in more.items())])

    # --- senses --------------------------------------------------------------------------------------

    def _term(self, place: Place) -> Term:
        return self._concepts[place[0]].terms[place[1]]

    def _at(self, number: int) -> _Sense:
        sense = self._senses[number]
        assert isinstance(sense, _Sense)
        return sense

    def _places(self, number: int) -> Sequence[Place]:
        return self._at(number).places

    def _sense(self, places: Sequence[Place]) -> int:
        """The number of the sense of some places."""
        wanted = tuple((id, number) for id, number in places)
        if wanted not in self._numbers:
            with self._lock:
                self._senses.append(self._made(wanted))
                self._numbers[wanted] = len(self._senses) - 1
        return self._numbers[wanted]

    def _introduced(self, number: int) -> int:
        sense = self._at(number)._replace(weighed=False, confidence=INTRODUCED)
        with self._lock:
            self._senses.append(sense)
            return len(self._senses) - 1

    def _made(self, places: Sequence[Place]) -> _Sense:
        in_order = sorted(((id, number) for id, number in places), key=self._likelihood)
        first = self._term(in_order[0])
        concepts = tuple(self._concepts[id] for id in dict.fromkeys(id for id, _ in in_order))
        everyday = EVERYDAY in self._homographs.get(first.text.lower(), {})
        return _Sense(
            first, first.lang, concepts, round(1 / len(concepts), 3), len(concepts) > 1 or everyday,
            " " not in first.text and "-" not in first.text, tuple(in_order),
        )  # fmt: skip

    def _likelihood(self, place: Place) -> tuple[int, str]:
        order = ("preferred", "admitted", "deprecated")
        return order.index(self._term(place).acceptability), place[0]

    def _weighed(
        self, text: str, begin: int, span: Span, sense: _Sense, mentions: Sequence[tuple[Span, int]]
    ) -> Mention:
        """A mention whose meaning depends on its surroundings; `mentions`: all of the block, with their senses."""
        left, right = window(text, span)
        at = bisect_left(mentions, ((left, left), 0))
        others = []
        while at < len(mentions) and mentions[at][0][0] < right:
            if mentions[at][0] != span:
                others.append(self._at(mentions[at][1]).concepts[0])
            at += 1
        known = self._homographs.get(sense.term.text.lower(), {})
        concepts, confidence = weighed(text, span, sense.concepts, known, others)
        start, end = span
        term = next((t for t in concepts[0].terms if t.text == sense.term.text), sense.term)
        return Mention(begin + start, begin + end, text[start:end], term, term.lang, concepts, confidence)


def _options(lang: Lang | None, domains: Collection[str] | None, *, overlaps: bool) -> _Options:
    if lang not in (None, "en", "zh"):
        raise InputError(f"no language {lang!r}; use 'en', 'zh' or None")
    return _Options(lang, overlaps, None if domains is None else frozenset(domains))


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """A text in blocks of paragraphs, each with its beginning: what one needs of folding does not slow the others."""
    begin = 0
    while len(text) - begin > PARAGRAPHS:
        cut = text.find("\n\n", begin + PARAGRAPHS)
        if cut < 0:
            break
        yield begin, text[begin : cut + 2]
        begin = cut + 2
    yield begin, text[begin:] if begin else text


def _edges_free(text: str, start: int, end: int) -> bool:
    """A Chinese term that begins or ends in Latin letters must not begin or end inside a Latin word."""
    if text[start].isascii() and text[start].isalnum() and _is_latin(text[start - 1 : start]):
        return False
    return not (text[end - 1].isascii() and text[end - 1].isalnum() and _is_latin(text[end : end + 1]))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _unblocked(candidates: list[_Candidate], blocked: list[Span]) -> list[_Candidate]:
    """The candidates that do not stand inside a blocking word, unless a longer term covers that word."""
    candidates.sort()
    blocked.sort()
    kept: list[_Candidate] = []
    at, wall, reach = 0, -1, -1
    for candidate in candidates:
        start, end = candidate[0], -candidate[1]
        # Blocking words that begin no later, and are longer than all terms that begin before them.
        while at < len(blocked) and blocked[at][0] <= start:
            begin, stop = blocked[at][0], -blocked[at][1]
            if stop > reach and (begin < start or stop > end):
                wall = max(wall, stop)
            at += 1
        if end > wall or reach >= wall:
            kept.append(candidate)
            reach = max(reach, end)
    return kept


def _same_case(term: Term, surface: str) -> bool:
    """Capitals as in the term; all capitals are a heading."""
    letters = [c for c in surface if c.isalnum()]
    wanted = [c for c in term.text if c.isalnum()]
    same = letters[: len(wanted)] == wanted if len(letters) >= len(wanted) else letters == wanted[: len(letters)]
    tail_is_inflection = "".join(letters[len(wanted) :]) in ("", "s", "es")
    heading = surface.isupper() and " " in surface and any(c.islower() for c in term.text)
    return (same and tail_is_inflection) or heading


def _brackets(text: str) -> Iterator[re.Match[str]]:
    for bracket in ("(", "（"):
        at = text.find(bracket)
        while at >= 0:
            if match := _INTRODUCED.match(text, at + 1):
                yield match
            at = text.find(bracket, at + 1)


def _before_bracket(text: str, match: re.Match[str]) -> int:
    """Where the words before a bracket end."""
    at = match.start() - 1
    return at - 1 if text[at - 1 : at] == " " else at


def _occurrences(text: str, short: str, begin: int) -> Iterator[Span]:
    """Where an abbreviation stands as a word of its own, or with the ``s`` of a plural."""
    at = text.find(short, begin)
    while at >= 0:
        end = at + len(short)
        if text.startswith("s", end):
            end += 1
        if not _is_latin(text[at - 1 : at]) and not _is_latin(text[end : end + 1]):
            yield at, end
        at = text.find(short, end)


def _abbreviates(short: str, surface: str, term: Term) -> bool:
    """Whether letters stand, in order, at the beginnings of the words of a term, or it is Chinese."""
    if term.lang == "zh":
        return short.isupper() and len(short) > 1
    initials = "".join(word[0] for word in re.findall(r"\w+", surface)).lower()
    letters = iter(initials)
    return short[:1].lower() == initials[:1] and all(c in letters for c in short.lower() if c.isalpha())


# --- the longest -----------------------------------------------------------------------------------------


def _longest(candidates: list[_Candidate]) -> list[_Candidate]:
    """Of candidates that overlap, the longest, and of equally long ones the first."""
    kept: list[_Candidate] = []
    group: list[_Candidate] = []
    reach = 0
    for candidate in candidates:
        if candidate[0] >= reach:
            if group:
                kept[-1:] = _longest_of_group([kept[-1], *group])
                group = []
            kept.append(candidate)
            reach = -candidate[1]
        else:
            group.append(candidate)
            reach = max(reach, -candidate[1])
    if group:
        kept[-1:] = _longest_of_group([kept[-1], *group])
    return kept


def _longest_of_group(group: list[_Candidate]) -> list[_Candidate]:
    chosen: list[_Candidate] = []
    for candidate in sorted(group, key=lambda c: (c[0] + c[1], c[0])):
        if all(-candidate[1] <= start or candidate[0] >= -end for start, end, _ in chosen):
            chosen.append(candidate)
    return sorted(chosen)


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


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Thousands of small results make the cyclic collector run, which finds nothing here and takes half the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
