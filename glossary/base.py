"""The base: concepts by id, with the four verbs on them.

A `TermBase` is immutable and safe to share between threads. It owns the indexes and builds each, or
reads it from the compiled file, when its verb is first used; the verb's module is imported then too, so
that a lookup does not pay for alignment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, overload

from glossary.compiled import CompiledFile, Content, StoredContent, content_of
from glossary.errors import InputError, UnknownConceptError

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.align import Progress
    from glossary.align.encoders import Encoder
    from glossary.lookup import Index
    from glossary.models import Bilingual, Concept, Hit, Lang, Source
    from glossary.recognize import Recognizer
    from glossary.results import Alignment, Finding, Mention


class TermBase(Mapping[str, "Concept"]):
    """Concepts by id. Two bases are equal when their concepts are.

    >>> base = TermBase.from_pairs([("large language model", "大语言模型")])
    >>> base["large-language-model"].preferred("zh").text
    '大语言模型'
    """

    def __init__(self, content: Content, file: CompiledFile | None = None) -> None:
        self._content = content
        self._file = file

    @classmethod
    def open(cls, path: Path) -> Self:
        """A base from a compiled file."""
        file = CompiledFile(path)
        return cls(StoredContent(file), file)

    @classmethod
    def from_pairs(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """A base of English and Chinese terms alone.

        Raises:
            InputError: when a term is empty.
        """
        from glossary.layers import add_layer, pair

        items = []
        for number, (en, zh) in enumerate(pairs, start=1):
            if not en.strip() or not zh.strip():
                raise InputError(f"pair {number} has an empty term; give a term in each language")
            items.append(pair(en.strip(), zh.strip()))
        return cls(content_of(add_layer({}, items).values(), "0.0.0"))

    # --- a mapping of concepts ------------------------------------------------------------------

    def __getitem__(self, id: str) -> Concept:
        """The concept of an id, or of a former id; `UnknownConceptError` names the nearest."""
        id = self._content.former.get(id, id)
        try:
            return self._content.concepts[id]
        except KeyError:
            import difflib

            near = difflib.get_close_matches(str(id), list(self), n=3)
            mend = f"the nearest are {', '.join(near)}" if near else "`lookup` finds concepts by their terms"
            raise UnknownConceptError(f"no concept {id!r}; {mend}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._content.concepts)

    def __len__(self) -> int:
        return len(self._content.concepts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TermBase) and self.version.partition("+")[2] == other.version.partition("+")[2]

    def __hash__(self) -> int:
        return hash(self.version.partition("+")[2])

    def __repr__(self) -> str:
        return f"<TermBase {self.version}: {len(self)} concepts>"

    def __reduce__(self) -> tuple[object, ...]:
        if self._file is not None:
            return _reopen, (str(self._file.path),)
        return type(self), (self._content,)

    @property
    def version(self) -> str:
        """``major.minor.patch`` of the content, ``+`` and twelve digits that differ where a concept does."""
        return self._content.version

    @property
    def sources(self) -> Mapping[str, Source]:
        """The documents that concepts cite, by id."""
        return self._content.registers.sources

    @property
    def domains(self) -> Mapping[str, Bilingual]:
        """The names of the domains, by id."""
        return self._content.registers.domains

    @property
    def parties(self) -> Mapping[str, Bilingual]:
        """The names of the parties, by id."""
        return self._content.registers.parties

    def relations(self, id: str) -> dict[str, tuple[str, ...]]:
        """The ids related to a concept, in both directions: what its file says, and what others say of it."""
        return self._relations.get(self[id].id, {})

    # --- the verbs -----------------------------------------------------------------------------

    def lookup(self, query: str, *, limit: int = 5, prefix: bool = False) -> list[Hit]:
        """The concepts that a query means, best first; empty when nothing is near.

        Args:
            query: a term or a part of one, in either language, however it is typed.
            limit: how many hits at most.
            prefix: take the query as the beginning of what is being typed.
        """
        from glossary.lookup import lookup
        from glossary.models import Hit

        hits = []
        for answer in lookup(self._lookup_index, query, limit=limit, prefix=prefix):
            concept = self._at(answer.concept)
            hits.append(Hit(concept, concept.terms[answer.number], answer.score, answer.via, answer.spans))
        return hits

    def lookup_json(self, query: str, *, limit: int = 5, prefix: bool = False) -> list[dict[str, Any]]:
        """The same as ``to_json(base.lookup(…))``, several times as fast in a new process: no concept is made.

        >>> TermBase.from_pairs([("robot", "机器人")]).lookup_json("robots")[0]["via"]
        'folded'
        """
        from glossary.cards import hit_form
        from glossary.lookup import lookup

        answers = lookup(self._lookup_index, query, limit=limit, prefix=prefix)
        return [hit_form(a.form, a.number, a.score, a.via, a.spans) for a in answers]

    def recognize(
        self, text: str, *, lang: Lang | None = None, overlaps: bool = False, domains: Collection[str] | None = None
    ) -> list[Mention]:
        """The terms in a text, in order; see `glossary.recognize.Recognizer.recognize`."""
        return self._recognizer.recognize(text, lang=lang, overlaps=overlaps, domains=domains)

    def recognize_stream(
        self,
        chunks: Iterable[str],
        *,
        lang: Lang | None = None,
        overlaps: bool = False,
        domains: Collection[str] | None = None,
    ) -> Iterator[Mention]:
        """The same for text that does not fit in memory; offsets count from the start of the stream."""
        return self._recognizer.recognize_stream(chunks, lang=lang, overlaps=overlaps, domains=domains)

    def align(
        self,
        english: str | Sequence[str],
        chinese: str | Sequence[str],
        encoder: Encoder | None = None,
        progress: Progress | None = None,
    ) -> Alignment:
        """A passage and its translation, sentence by sentence and term by term; see `glossary.align.align`."""
        from glossary.align import align

        return align(english, chinese, self._recognizer, encoder, progress)

    @overload
    def check(self, english: Alignment, chinese: None = None, *, original: Lang | None = None) -> list[Finding]: ...
    @overload
    def check(
        self, english: str | Sequence[str], chinese: str | Sequence[str], *, original: Lang | None = None
    ) -> list[Finding]: ...
    def check(
        self,
        english: Alignment | str | Sequence[str],
        chinese: str | Sequence[str] | None = None,
        *,
        original: Lang | None = None,
    ) -> list[Finding]:
        """What a translation does with terms that the base does not accept; see `glossary.check.check`.

        Takes the two passages, or their alignment alone.
        """
        from glossary.check import check
        from glossary.results import Alignment

        if isinstance(english, Alignment):
            return check(english, self._recognizer, original)
        if chinese is None:
            raise InputError("check needs two passages, or an alignment alone")
        return check(self.align(english, chinese), self._recognizer, original)

    # --- indexes, each when it is first needed ---------------------------------------------------

    @cached_property
    def _lookup_index(self) -> Index:
        from glossary.lookup import Index

        if self._file is not None:
            return Index(self._file.rows, self._file.form)
        return Index.build(self._listed)

    @cached_property
    def _recognizer(self) -> Recognizer:
        from glossary.recognize import PARTS, Recognizer

        if self._file is not None:
            return Recognizer.load([self._file.part(name) for name in PARTS], self._at)
        return Recognizer.build(self._listed, self._content.registers.homographs)

    def _at(self, number: int) -> Concept:
        """The concept with a number, as the indexes know it: its place in the order of ids."""
        return self._file.concepts.at(number) if self._file is not None else self._listed[number]

    @cached_property
    def _listed(self) -> list[Concept]:
        return list(self._content.concepts.values())

    @cached_property
    def _relations(self) -> dict[str, dict[str, tuple[str, ...]]]:
        inverse = {"broader": "narrower", "part_of": "parts", "related": "related", "contrast": "contrast"}
        found: dict[str, dict[str, set[str]]] = {}
        for concept in self.values():
            for kind, opposite in inverse.items():
                for target in (self[id].id for id in getattr(concept.relations, kind)):
                    found.setdefault(concept.id, {}).setdefault(kind, set()).add(target)
                    found.setdefault(target, {}).setdefault(opposite, set()).add(concept.id)
        order = ("broader", "narrower", "part_of", "parts", "related", "contrast")
        return {id: {k: tuple(sorted(kinds[k])) for k in order if k in kinds} for id, kinds in found.items()}


def _reopen(path: str) -> TermBase:
    from pathlib import Path

    return TermBase.open(Path(path))
