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
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self, TypeVar, cast

from glossary.errors import InputError
from glossary.memory import collector_at_rest
from glossary.models import Concept, Lang, Span, Term
from glossary.places import TERMS, Packed, place
from glossary.recognize.boundaries import AROUND, blockers, doubts, torn
from glossary.recognize.context import CERTAIN, EVERYDAY, WIDTH, Homographs, Meaning, likeliest, meaning, points
from glossary.recognize.patterns import chinese, is_abbreviation, latin, project
from glossary.results import Mention, Weighable
from glossary.text.folding import Cleaned, clean, is_han, odd_characters
from glossary.text.scripts import is_common, to_simplified

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick

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

_BETWEEN_WORDS = frozenset(" -'’‐‑‒–—/\t\n\u00a0\u202f\u3000")
_SIGN_AT_END = re.compile(r"[+#]*$")
_INTRODUCED = re.compile(
    r"[“\"'‘]?([A-Z][A-Za-z0-9&-]{1,9}?)s?[”\"'’]?[)）]"
    r"|(?:以下|下文|下)?(?:简|统)?称(?:为)?[:：]?[“《]?([^“”《》（）()，,、；;]{2,12})[”》]?[)）]"
)
"""What stands in brackets after a term that it abbreviates."""
_QUOTES_OR_SHORT = frozenset("“\"'‘以下简统称")


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
    one_word: bool
    places: tuple[int, ...]
    field: int
    """The domains of the first concept, a bit each."""
    meanings: tuple[Meaning, ...]
    """Where the order and the confidence depend on what stands around a mention: what speaks for each concept,
    and for the everyday meaning if there is one."""
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

    def __init__(self, start: int, end: int, text: str, sense: _Sense, weigh: Callable[[], Any] | None = None) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.lang = sense[1]
        if weigh is None:
            self.term = sense[0]
            self.concepts = sense[2]
            self.confidence = sense[3]
        else:
            self._weigh = weigh


_Candidate = tuple[int, int, int]
"""A pattern found: its start, its end with a minus, so that tuples sort by start and then the longer first, and
the number of its sense."""


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
        self._numbers: dict[tuple[int, ...], int] = {}
        self._domains: dict[str, int] = {}
        self._fits: dict[tuple[int, str], list[tuple[str, int]]] = {}
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

    def dump(self) -> bytes:
        """The recognizer for a file; `load` reads it back."""
        parts = [
            self._latin.serialize(),
            self._latin_places.dump(),
            self._chinese.serialize(),
            self._chinese_places.dump(),
            json.dumps(self._homographs, ensure_ascii=False, default=dict).encode(),
        ]
        return b" ".join(b"%d" % len(part) for part in parts) + b"\n" + b"".join(parts)

    @classmethod
    def load(cls, data: bytes, concept: Callable[[int], Concept]) -> Self:
        """A recognizer from what `dump` gave, over the same concepts, which `concept` gives by their numbers."""
        from daachorse import CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick

        at = data.index(b"\n") + 1
        parts = []
        for size in map(int, data[:at].split()):
            parts.append(data[at : at + size])
            at += size
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
        candidates = self._merged(sorted(self._latin_candidates(copy.text) + found))
        if options.domains is not None:
            candidates = self._in_domains(candidates, options.domains)
        if not options.overlaps:
            candidates = _longest(candidates)
        candidates = self._with_introduced(copy.text, candidates, introduced)
        spans = copy.spans([(start, -end) for start, end, _ in candidates])
        every = cast("list[_Sense]", self._senses)
        senses = [every[number] for _, _, number in candidates]
        made: list[Any] = [
            _Made(begin + start, begin + end, text[start:end], sense)
            for (start, end), sense in zip(spans, senses, strict=True)
        ]
        around = _Around(text, spans, senses)
        for at in [at for at, sense in enumerate(senses) if sense.meanings]:
            start, end = spans[at]
            weigh = partial(around.weighed, at)
            made[at] = _Made(begin + start, begin + end, text[start:end], senses[at], weigh)
        for mention in made:
            mention.__class__ = Mention
        return made

    def _read(self, text: str, lang: Lang | None) -> tuple[Cleaned, list[_Candidate]]:
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
                found += self._fitting(number, text, start, after - 2)
        return found

    def _chinese_candidates(self, text: str, *, odd: bool = False) -> list[_Candidate] | None:
        """The Chinese terms in a text; None where a character is to be folded first, unless `odd` ones may be."""
        found: list[_Candidate] = []
        blocked: list[Span] = []
        doubted: list[Span] = []
        senses, first = self._senses, len(self._latin_places)
        for start, end, number in self._chinese.find_overlapping(text):
            sense = senses[first + number]
            if sense.__class__ is _Sense:
                found.append((start, -end, first + number))
                continue
            if sense is _NEW:
                sense = senses[first + number] = self._chinese_sense(number, text[start], text[end - 1])
            if sense is _BLOCK:
                blocked.append((start, -end))
            elif sense is _DOUBT:
                doubted.append((start, end))
            elif sense is _ODD:
                if not odd:
                    return None
            elif sense is not _LOOK:
                found.append((start, -end, first + number))
            elif _edges_free(text, start, end):
                found.append((start, -end, self._sense(self._chinese_places[number])))
        if doubted and found:
            found = _untorn(text, found, doubted)
        return _unblocked(found, blocked) if blocked else found

    def _latin_sense(self, number: int) -> _Sense | str:
        """The sense of a Latin pattern, unless case or a sign at its end must be looked at."""
        places = self._latin_places[number]
        terms = [self._term(at) for at in places]
        if any(
            term.case_sensitive or is_abbreviation(term.text) or _SIGN_AT_END.search(term.text)[0]  # type: ignore[index]
            for term in terms
        ):
            return _LOOK
        return self._made(places)

    def _chinese_sense(self, number: int, first: str, last: str) -> _Sense | str:
        places = self._chinese_places[number]
        if not places:
            return _BLOCK if is_han(last) else _ODD
        if places[0] == _DOUBTED:
            return _DOUBT
        return _LOOK if _is_latin(first) or _is_latin(last) else self._made(places)

    def _fitting(self, number: int, text: str, start: int, end: int) -> Iterator[_Candidate]:
        """The terms that a match fits: by the punctuation inside it, by case, and by a sign at the end (C++)."""
        surface = text[start:end]
        fitting = self._fits.get((number, surface))
        if fitting is None:
            by_sign: dict[str, list[int]] = {}
            for at in self._latin_places[number]:
                term = self._term(at)
                if _fits(term, surface):
                    sign = "." if "." in surface and is_abbreviation(term.text) else _SIGN_AT_END.search(term.text)[0]  # type: ignore[index]
                    by_sign.setdefault(sign, []).append(at)
            fitting = [(sign, self._sense(places)) for sign, places in by_sign.items()]
            if len(self._fits) < MEMORY:
                self._fits[number, surface] = fitting
        for sign, sense in fitting:
            if not sign:
                yield start, -end, sense
            elif text.startswith(sign, end):
                yield start, -end - len(sign), sense

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
            places = [p for p in self._places(number) if wanted.intersection(self._concept(p // TERMS).domains)]
            if places:
                kept.append((start, end, self._sense(places)))
        return kept

    def _with_introduced(
        self, text: str, candidates: list[_Candidate], introduced: dict[str, int | None]
    ) -> list[_Candidate]:
        """Beside the candidates, short forms that the text introduces: *large language model (LLM)*, then *LLMs*.

        Without those that it introduces for something else: *Amazon Web Services (AWS)*.
        """
        begins: dict[str, int] = dict.fromkeys(introduced, 0)
        if brackets := {-_before_bracket(text, match): match for match in _brackets(text)}:
            before = {end: (start, number) for start, end, number in candidates if end in brackets}
            for end, match in brackets.items():
                short = match[1] or match[2]
                listed = [n for start, stop, n in candidates if start == match.start(1) and text[start:-stop] == short]
                start, number = before.get(end, (0, -1))
                if number >= 0 and _abbreviates(short, text[start:-end], self._at(number)):
                    if listed:
                        continue
                    introduced.setdefault(short, self._introduced(number))
                elif listed and self._means_another(short, text[:-end], listed[0]):
                    introduced.setdefault(short, None)
                else:
                    continue
                begins.setdefault(short, match.start())
        if not begins:
            return candidates
        others = {short for short, number in introduced.items() if number is None and short in text}
        kept = [c for c in candidates if text[c[0] : -c[1]].removesuffix("s") not in others] if others else candidates
        more = {
            (b, -e): sense
            for short, at in begins.items()
            if (sense := introduced[short]) is not None
            for b, e in _occurrences(text, short, at)
        }
        if not more:
            return kept
        for start, end, _ in kept:  # what the base lists under this abbreviation comes first
            more.pop((start, end), None)
        return sorted([*kept, *((start, end, number) for (start, end), number in more.items())])

    def _means_another(self, short: str, before: str, number: int) -> bool:
        """Whether the words before a bracket have the initials of what it holds, and none of them is of our term."""
        words = [word.lower() for word in re.findall(r"\w+", before[-WIDTH:])[-len(short) :]]
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
            first, first.lang, concepts, round(1 / len(concepts), 3), one_word, tuple(in_order),
            self._field(concepts[0]) | (0 if meanings else CERTAIN), meanings, {},
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

    def __init__(self, text: str, spans: Sequence[Span], senses: Sequence[_Sense]) -> None:
        self.text, self.spans, self.senses = text, spans, senses

    @cached_property
    def fields(self) -> list[int]:
        return [sense.field for sense in self.senses]

    def weighed(self, at: int) -> tuple[Term, tuple[Concept, ...], float]:
        """What a surface means here: its term, its concepts, the likeliest first, and how likely that is."""
        sense = self.senses[at]
        seen = points(self.text, at, self.spans, self.fields, sense.meanings)
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


def _untorn(text: str, candidates: list[_Candidate], doubted: list[Span]) -> list[_Candidate]:
    """The candidates that no word goes across, where that is in doubt."""
    candidates.sort()
    taken: set[Span] = set()
    at = 0
    for doubt in sorted(doubted):
        while at < len(candidates) and candidates[at][0] < doubt[0] - AROUND:
            at += 1
        near = []
        for start, end, _ in candidates[at:]:
            if start >= doubt[1]:
                break
            near.append((start, -end))
        if any(doubt[0] <= start and end <= doubt[1] for start, end in near):
            taken |= torn(text, doubt, near)
    return [c for c in candidates if (c[0], -c[1]) not in taken] if taken else candidates


def _fits(term: Term, surface: str) -> bool:
    if "." in surface and "." not in term.text:
        return surface.replace(".", "") == term.text
    between = all((c.isalnum() and c.isascii()) or c in _BETWEEN_WORDS or c in term.text for c in surface)
    return between and (not term.case_sensitive or _same_case(term, surface))


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
            # A look at one character spares most of the others the pattern.
            first = text[at + 1 : at + 2]
            if (first.isupper() or first in _QUOTES_OR_SHORT) and (match := _INTRODUCED.match(text, at + 1)):
                yield match
            at = text.find(bracket, at + 1)


def _before_bracket(text: str, match: re.Match[str]) -> int:
    """Where the words before a bracket end."""
    at = match.start() - 1
    return at - 1 if at and text[at - 1] in ' 》”"' else at


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


def _abbreviates(short: str, surface: str, sense: _Sense) -> bool:
    """Whether a short form is one of a surface: the first letters of its words, or some of its characters.

    A short form in Latin letters after a Chinese term is one of its English terms.
    """
    if not short.isascii():
        return sense.lang == "zh" and _in_order(short, surface)
    longs = [surface] if sense.lang == "en" else [t.text for c in sense.concepts for t in c.terms if t.lang == "en"]
    letters = "".join(c for c in short.lower() if c.isalpha())
    for long in longs:
        initials = "".join(word[0] for word in re.findall(r"\w+", long)).lower()
        if letters[:1] == initials[:1] and _in_order(letters, initials):
            return True
    return False


def _in_order(some: str, every: str) -> bool:
    characters = iter(every)
    return all(c in characters for c in some)


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
