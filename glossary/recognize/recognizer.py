"""The recognizer: two automata over a folded copy of a text.

Aho and Corasick (1975), by daachorse. One reads the ASCII projection of the text and finds Latin terms
with the space before and after them; the other reads the text itself and finds Chinese terms and the
words that block them. Of overlapping candidates the longest wins. A surface that several concepts share
yields them all, in the order of `context`.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self, TypeVar, cast

from glossary.errors import InputError
from glossary.memory import collector_at_rest
from glossary.models import Concept, Lang, Span, Term
from glossary.places import TERMS, Packed, place
from glossary.recognize.boundaries import Candidate, blockers, doubts, unblocked, untorn
from glossary.recognize.context import CERTAIN, EVERYDAY, WIDTH, Homographs, Meaning, likeliest, meaning, points
from glossary.recognize.patterns import chinese, is_abbreviation, latin, project
from glossary.recognize.shortforms import abbreviates, before_bracket, brackets, occurrences
from glossary.recognize.surfaces import edges_free, fits, in_capitals, is_latin, sign_at_end
from glossary.results import Mention, Weighable
from glossary.text.folding import SMALL_WORDS, Cleaned, clean, is_han, odd_characters
from glossary.text.scripts import is_common, to_simplified

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick

PARTS = ("latin", "latin places", "chinese", "chinese places", "homographs in text")
"""The names of what `Recognizer.dump` gives: one by one, since together they are copied once more."""

PARAGRAPHS = 8_000
"""Characters after which a new block begins at the next blank line."""

BLOCK = 1 << 20
"""Characters of a stream that are worked on at a time."""

INTRODUCED = 0.95
"""The confidence in an abbreviation that the text itself explains."""

MEMORY = 10_000
"""Surfaces of which a recognizer remembers what terms they fit."""

WINDOW = 8_000
"""Characters in which a place to cut is looked for where no blank line is; no term is as long."""


class _Options(NamedTuple):
    """What a caller wants; see `Recognizer.recognize`."""

    lang: Lang | None
    overlaps: bool
    domains: frozenset[str] | None


class _Sense(NamedTuple):
    """What a pattern means: its term, and the concepts that it can be, with how sure the first is."""

    term: Term
    lang: Lang
    meanings: tuple[Meaning, ...]
    """Where the order and the confidence depend on what stands around a mention: what speaks for each concept,
    and for the everyday meaning if there is one."""
    concepts: tuple[Concept, ...]
    confidence: float
    one_word: bool
    places: tuple[int, ...]
    field: int
    """The domains of the first concept, a bit each."""
    here: dict[tuple[int, ...], tuple[Term, tuple[Concept, ...], float]]
    """The term, the concepts and the confidence, by what spoke for the meanings."""


_NEW, _LOOK, _BLOCK, _DOUBT, _ODD = "new", "look", "block", "doubt", "odd"
"""What stands for a sense: not looked at yet; needs a look at the surface; a word that blocks; a term with a word that
goes across it; a character that is to be folded before terms are looked for, which the automaton thus finds for
nothing."""

_DOUBTED = 0xFFFF_FFFF
"""What stands for a place where a pattern is a doubt."""


class _Made(Weighable):
    """A mention in the making: the fields of one, not frozen yet; its class is changed when it is filled.

    A frozen dataclass takes three times as long to make, and there may be a million.
    """

    __slots__ = tuple(Mention.__dataclass_fields__)

    def __init__(self, start: int, end: int, text: str, sense: _Sense, around: _Around) -> None:
        self.start = start
        self.end = end
        self.text = text
        # By number, which is faster than by name: term, language, meanings, concepts, confidence.
        self.lang = sense[1]
        if sense[2]:
            self._weigh = around.weighed
        else:
            self.term = sense[0]
            self.concepts = sense[3]
            self.confidence = sense[4]


class Recognizer:
    """Finds terms in text. Built from concepts; immutable afterwards."""

    def __init__(
        self,
        concept: Callable[[int], Concept],
        latin: tuple[DoubleArrayAhoCorasick, Packed],
        chinese: tuple[CharwiseDoubleArrayAhoCorasick, Packed],
        homographs: Homographs,
    ) -> None:
        self._concept = concept
        self._latin, self._latin_places = latin
        self._chinese, self._chinese_places = chinese
        self._homographs = {surface.lower(): meanings for surface, meanings in homographs.items()}
        # Senses by number. Patterns have the first ones: Latin, then Chinese; what is met later goes behind.
        # `_NEW` is not looked at yet, `_LOOK` needs a look at the surface, `_BLOCK` is a word that blocks.
        self._senses: list[_Sense | str] = [_NEW] * (len(self._latin_places) + len(self._chinese_places))
        self._plain = bytearray(len(self._latin_places))
        self._plain_chinese = bytearray(len(self._chinese_places))
        """By pattern, whether every match of it is a candidate: known after the first."""
        self._numbers: dict[tuple[int, ...], int] = {}
        self._domains: dict[str, int] = {}
        self._fits: dict[tuple[int, str, bool], list[tuple[str, int]]] = {}
        self._lock = threading.Lock()

    @classmethod
    def build(cls, concepts: Iterable[Concept], homographs: Homographs | None = None) -> Self:
        """A recognizer of the terms of concepts, which are numbered as they come.

        >>> from glossary.models import Concept, Term
        >>> aws = Concept("aws", (Term("autonomous weapon", "en"), Term("自主武器", "zh")))
        >>> [m.text for m in Recognizer.build([aws]).recognize("Autonomous weapons（自主武器）")]
        ['Autonomous weapons', '自主武器']
        """
        from daachorse import CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick

        listed = list(concepts)
        latin_places: dict[bytes, list[int]] = {}
        chinese_places: dict[str, list[int]] = {}
        for n, concept in enumerate(listed):
            for number, term in enumerate(concept.terms):
                if term.lang == "en":
                    for pattern in latin(term):
                        latin_places.setdefault(pattern, []).append(place(n, number))
                else:
                    for form in chinese(term):
                        chinese_places.setdefault(form, []).append(place(n, number))
        terms = list(chinese_places)
        for text in (*sorted(blockers(terms)), *odd_characters()):
            chinese_places.setdefault(text, [])
        for text in sorted(doubts(terms)):
            chinese_places.setdefault(text, [_DOUBTED])
        bytewise = DoubleArrayAhoCorasick(list(latin_places) or [b"\0"])
        charwise = CharwiseDoubleArrayAhoCorasick(list(chinese_places) or ["\0"])
        return cls(
            listed.__getitem__,
            (bytewise, Packed.of(latin_places.values() or [[]])),
            (charwise, Packed.of(chinese_places.values() or [[]])),
            homographs or {},
        )

    def dump(self) -> list[bytes]:
        """The recognizer for a file, in the parts of `PARTS`; `load` reads them back."""
        return [
            self._latin.serialize(),
            self._latin_places.dump(),
            self._chinese.serialize(),
            self._chinese_places.dump(),
            json.dumps(self._homographs, ensure_ascii=False, default=dict).encode(),
        ]

    @classmethod
    def load(cls, parts: Sequence[bytes], concept: Callable[[int], Concept]) -> Self:
        """A recognizer from what `dump` gave, over the same concepts, which `concept` gives by their numbers."""
        from daachorse import CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick

        return cls(
            concept,
            (DoubleArrayAhoCorasick.deserialize(parts[0]), Packed.load(parts[1])),
            (CharwiseDoubleArrayAhoCorasick.deserialize(parts[2]), Packed.load(parts[3])),
            json.loads(parts[4]),
        )

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
        introduced: dict[str, int | None] = {}
        for chunk in chunks:
            buffer += chunk
            while len(buffer) > 2 * BLOCK:
                cut = self._cut(buffer)
                yield from _moved(self._recognize(buffer[:cut], options, introduced), offset)
                buffer, offset = buffer[cut:], offset + cut
        yield from _moved(self._recognize(buffer, options, introduced), offset)

    def _recognize(self, text: str, options: _Options, introduced: dict[str, int | None]) -> list[Mention]:
        mentions: list[Mention] = []
        with collector_at_rest():
            for begin, block in _blocks(text):
                mentions += self._in_block(block, begin, options, introduced)
        return mentions

    def _in_block(self, text: str, begin: int, options: _Options, introduced: dict[str, int | None]) -> list[Mention]:
        """The mentions in a block of paragraphs that begins at `begin`."""
        copy, found = self._read(text, options.lang)
        candidates = self._latin_candidates(copy.text) + found
        if options.domains is not None:
            candidates = self._in_domains(candidates, options.domains)
        if options.overlaps:
            candidates = self._merged(sorted(candidates, key=lambda c: (c[0], -c[1])))
        else:
            candidates = self._longest(sorted(candidates))
        candidates = self._with_introduced(copy.text, candidates, introduced, overlaps=options.overlaps)
        if copy.pieces:
            candidates = copy.restored(candidates)
        senses = cast("list[_Sense]", self._senses)
        around = _Around(text, begin, candidates, senses)
        made: list[Any] = [
            _Made(begin + start, begin + end, text[start:end], senses[number], around)
            for start, end, number in candidates
        ]
        for mention in made:
            mention.__class__ = Mention
        return made

    def _read(self, text: str, lang: Lang | None) -> tuple[Cleaned, list[Candidate]]:
        """The text as it is read, folded where it needs that, and its Chinese candidates."""
        copy = clean(text, gaps_only=True)
        if text.isascii():
            return copy, []
        if is_common(text) and (found := self._chinese_candidates(copy.text)) is not None:
            return copy, found if lang != "en" else []
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
        taken = {at for m in self.recognize(window, overlaps=True) for at in range(m.start + 1, m.end)}
        for at in range(WINDOW * 3 // 4, WINDOW // 4, -1):
            inside_word = window[at - 1].isalnum() and window[at].isalnum() and window[at].isascii()
            if at not in taken and not inside_word and not window[at].isspace():
                return begin + at
        return begin + WINDOW // 2

    # --- candidates ----------------------------------------------------------------------------------

    def _latin_candidates(self, text: str) -> list[Candidate]:
        # The projection has a space before the text, and a pattern one at both ends.
        found = [(start, after - 2, number) for start, after, number in self._latin.find_overlapping(project(text))]
        plain, senses = self._plain, self._senses
        candidates = [hit for hit in found if plain[hit[2]]]
        for start, end, number in [hit for hit in found if not plain[hit[2]]]:
            sense = senses[number]
            if sense is _NEW:
                sense = self._look_latin(number)
            if isinstance(sense, _Sense) and (sense.one_word or text[start:end].replace(" ", "").isalnum()):
                candidates.append((start, end, number))
            else:
                candidates += self._fitting(number, text, start, end)
        return candidates

    def _chinese_candidates(self, text: str, *, odd: bool = False) -> list[Candidate] | None:
        """The Chinese terms in a text; None where a character is to be folded first, unless `odd` ones may be."""
        first = len(self._latin_places)
        hits = self._chinese.find_overlapping(text)
        plain, senses = self._plain_chinese, self._senses
        found = [(start, end, first + number) for start, end, number in hits if plain[number]]
        if len(found) == len(hits):
            return found
        blocked: list[Span] = []
        doubted: list[Span] = []
        for start, end, pattern in [hit for hit in hits if not plain[hit[2]]]:
            number = first + pattern
            sense = senses[number]
            if sense is _NEW:
                sense = self._look_chinese(number, text[start], text[end - 1])
            if sense is _BLOCK:
                blocked.append((start, end))
            elif sense is _DOUBT:
                doubted.append((start, end))
            elif sense is _ODD:
                if not odd:
                    return None
            elif sense is not _LOOK:
                found.append((start, end, number))
            elif edges_free(text, start, end):
                found.append((start, end, self._sense(self._chinese_places[pattern])))
        if doubted and found:
            found = untorn(text, found, doubted)
        return unblocked(found, blocked) if blocked else found

    def _look_latin(self, number: int) -> _Sense | str:
        """Find out what a Latin pattern is: a term, or one whose case or last sign must be looked at."""
        places = self._latin_places[number]
        terms = [self._term(at) for at in places]
        sense: _Sense | str
        if any(term.case_sensitive or is_abbreviation(term.text) or sign_at_end(term.text) for term in terms):
            sense = _LOOK
        else:
            sense = self._made(places)
            self._plain[number] = sense.one_word
        self._senses[number] = sense
        return sense

    def _look_chinese(self, number: int, first: str, last: str) -> _Sense | str:
        """Find out what a Chinese pattern is."""
        places = self._chinese_places[number - len(self._latin_places)]
        sense: _Sense | str
        if not places:
            sense = _BLOCK if is_han(last) else _ODD
        elif places[0] == _DOUBTED:
            sense = _DOUBT
        elif is_latin(first) or is_latin(last):
            sense = _LOOK
        else:
            sense = self._made(places)
            self._plain_chinese[number - len(self._latin_places)] = True
        self._senses[number] = sense
        return sense

    def _fitting(self, number: int, text: str, start: int, end: int) -> Iterator[Candidate]:
        """The terms that a match fits: by the punctuation inside it, by case, and by a sign at the end (C++)."""
        surface = text[start:end]
        headline = surface.isupper() and in_capitals(text, start, end)
        fitting = self._fits.get((number, surface, headline))
        if fitting is None:
            by_sign: dict[str, list[int]] = {}
            for at in self._latin_places[number]:
                term = self._term(at)
                if fits(term, surface, headline=headline):
                    sign = "." if "." in surface and is_abbreviation(term.text) else sign_at_end(term.text)
                    by_sign.setdefault(sign, []).append(at)
            fitting = [(sign, self._sense(places)) for sign, places in by_sign.items()]
            if len(self._fits) < MEMORY:
                self._fits[number, surface, headline] = fitting
        for sign, sense in fitting:
            if not sign:
                yield start, end, sense
            elif text.startswith(sign, end):
                yield start, end + len(sign), sense

    def _longest(self, candidates: list[Candidate]) -> list[Candidate]:
        """Of candidates that overlap, the longest, and of equally long ones the first."""
        kept: list[Candidate] = []
        group: list[Candidate] = []
        reach = 0
        for candidate in candidates:
            if candidate[0] >= reach:
                if group:
                    kept[-1:] = self._longest_of([kept[-1], *group])
                    group = []
                kept.append(candidate)
                reach = candidate[1]
            else:
                group.append(candidate)
                reach = max(reach, candidate[1])
        if group:
            kept[-1:] = self._longest_of([kept[-1], *group])
        return kept

    def _longest_of(self, group: list[Candidate]) -> list[Candidate]:
        if len(group) == 2 and group[0][:2] != group[1][:2]:  # most are
            one, two = group
            return [two if two[1] - two[0] > one[1] - one[0] else one]
        chosen: list[Candidate] = []
        for candidate in sorted(self._merged(group), key=lambda c: (c[0] - c[1], c[0])):
            if all(candidate[1] <= start or candidate[0] >= end for start, end, _ in chosen):
                chosen.append(candidate)
        return sorted(chosen)

    def _merged(self, candidates: list[Candidate]) -> list[Candidate]:
        """One candidate for a span that both automata, or several patterns, found; these stand side by side."""
        doubles = [n for n, (one, two) in enumerate(pairwise(candidates)) if one[:2] == two[:2]]
        for n in reversed(doubles):
            start, end, number = candidates[n]
            places = [*self._places(number), *self._places(candidates[n + 1][2])]
            candidates[n : n + 2] = [(start, end, self._sense(places))]
        return candidates

    def _in_domains(self, candidates: list[Candidate], wanted: frozenset[str]) -> list[Candidate]:
        kept = []
        for start, end, number in candidates:
            places = [p for p in self._places(number) if wanted.intersection(self._concept(p // TERMS).domains)]
            if places:
                kept.append((start, end, self._sense(places)))
        return kept

    def _with_introduced(
        self, text: str, candidates: list[Candidate], introduced: dict[str, int | None], *, overlaps: bool
    ) -> list[Candidate]:
        """Beside the candidates, short forms that the text introduces: *large language model (LLM)*, then *LLMs*.

        Without those that it introduces for something else: *Amazon Web Services (AWS)*.
        """
        begins: dict[str, int] = dict.fromkeys(introduced, 0)
        if defined := {before_bracket(text, match): match for match in brackets(text)}:
            inside = {match.start(1) for match in defined.values()}
            before = {c[1]: c for c in candidates if c[1] in defined}
            listed_at = {c[0]: c for c in candidates if c[0] in inside}
            for end, match in defined.items():
                short = match[match.lastindex or 1]
                start, _, number = before.get(end, (0, end, -1))
                begin, stop, listed = listed_at.get(match.start(1), (0, 0, -1))
                if text[begin:stop] != short:
                    listed = -1
                if number >= 0 and abbreviates(
                    short, text[start:end], self._at(number).lang, self._at(number).concepts
                ):
                    if listed >= 0:
                        continue
                    introduced.setdefault(short, self._introduced(number))
                elif listed >= 0 and number < 0 and self._means_another(short, text[:end], listed):
                    introduced.setdefault(short, None)
                else:
                    continue
                begins.setdefault(short, match.start())
        if not begins:
            return candidates
        others = {short for short, number in introduced.items() if number is None and short in text}
        kept = [c for c in candidates if text[c[0] : c[1]].removesuffix("s") not in others] if others else candidates
        more = {
            (b, e): sense
            for short, at in begins.items()
            if (sense := introduced[short]) is not None
            for b, e in occurrences(text, short, at)
        }
        if not more:
            return kept
        for start, end, _ in kept:  # what the base lists under this abbreviation comes first
            more.pop((start, end), None)
        found = sorted([*kept, *((start, end, number) for (start, end), number in more.items())])
        return found if overlaps else self._longest(found)

    def _means_another(self, short: str, before: str, number: int) -> bool:
        """Whether the words before a bracket have the initials of what it holds, and none of them is of our term."""
        if is_han(before[-1:]):
            return short.isupper()  # the name of something else in Chinese
        words = [word for word in re.findall(r"\w+", before[-WIDTH:].lower()) if word not in SMALL_WORDS][-len(short) :]
        ours = {word.lower() for c in self._at(number).concepts for t in c.terms for word in re.findall(r"\w+", t.text)}
        return "".join(word[0] for word in words) == short.lower() and ours.isdisjoint(words)

    # --- senses --------------------------------------------------------------------------------------

    def _term(self, at: int) -> Term:
        concept, number = divmod(at, TERMS)
        return self._concept(concept).terms[number]

    def _at(self, number: int) -> _Sense:
        sense = self._senses[number]
        assert isinstance(sense, _Sense)
        return sense

    def _places(self, number: int) -> Sequence[int]:
        return self._at(number).places

    def _sense(self, places: Sequence[int]) -> int:
        """The number of the sense of some places."""
        wanted = tuple(places)
        if wanted not in self._numbers:
            with self._lock:
                self._senses.append(self._made(wanted))
                self._numbers[wanted] = len(self._senses) - 1
        return self._numbers[wanted]

    def _introduced(self, number: int) -> int:
        sense = self._at(number)._replace(meanings=(), confidence=INTRODUCED)
        with self._lock:
            self._senses.append(sense)
            return len(self._senses) - 1

    def _made(self, places: Sequence[int]) -> _Sense:
        in_order = sorted(places, key=self._likelihood)
        first = self._term(in_order[0])
        concepts = tuple(self._concept(n) for n in dict.fromkeys(at // TERMS for at in in_order))
        known = self._homographs.get(first.text.lower(), {})
        meanings: tuple[Meaning, ...] = ()
        if len(concepts) > 1 or EVERYDAY in known:
            other = "zh" if first.lang == "en" else "en"
            meanings = tuple(
                meaning(self._field(c), known.get(c.id, ()), [t.text for t in c.terms if t.lang == other])
                for c in concepts
            )
            if EVERYDAY in known:
                meanings += (meaning(0, known[EVERYDAY]),)
        one_word = " " not in first.text and "-" not in first.text
        return _Sense(
            first, first.lang, meanings, concepts, round(1 / len(concepts), 3), one_word, tuple(in_order),
            self._field(concepts[0]) | (CERTAIN if concepts[0].kind == "term" and not meanings else 0), {},
        )  # fmt: skip

    def _field(self, concept: Concept) -> int:
        bits = 0
        for domain in concept.domains:
            bits |= CERTAIN << self._domains.setdefault(domain, len(self._domains) + 1)
        return bits

    def _likelihood(self, at: int) -> tuple[int, int]:
        order = ("preferred", "admitted", "deprecated")
        return order.index(self._term(at).acceptability), at


class _Around:
    """The mentions of a block, by which one of them is weighed."""

    def __init__(self, text: str, begin: int, candidates: Sequence[Candidate], senses: Sequence[_Sense]) -> None:
        self.text, self.begin, self.candidates, self.senses = text, begin, candidates, senses

    @cached_property
    def fields(self) -> list[int]:
        return [self.senses[number].field for _, _, number in self.candidates]

    @cached_property
    def numbers(self) -> dict[Span, int]:
        return {(start, end): at for at, (start, end, _) in enumerate(self.candidates)}

    def weighed(self, start: int, end: int) -> tuple[Term, tuple[Concept, ...], float]:
        """What a surface means here: its term, its concepts, the likeliest first, and how likely that is."""
        at = self.numbers[start - self.begin, end - self.begin]
        sense = self.senses[self.candidates[at][2]]
        seen = points(self.text, at, self.candidates, self.fields, sense.meanings)
        if seen not in sense.here:
            order, confidence = likeliest(seen, len(sense.concepts))
            concepts = tuple(sense.concepts[n] for n in order)
            term = next((t for t in concepts[0].terms if t.text == sense.term.text), sense.term)
            sense.here[seen] = (term, concepts, confidence)
        return sense.here[seen]


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
