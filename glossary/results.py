"""What the verbs answer with: mentions, alignments, findings.

A hit stands in `glossary.models`: a lookup, which must start fast, imports no more.
All classes are frozen and compare by value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from glossary.models import Concept, Lang, Origin, Severity, Span, Term

_WEIGHED = ("term", "concepts", "confidence")


class Weighable:
    """What of a mention depends on its surroundings is found out when it is first asked for.

    Most who read a text for terms want to know where they stand; weighing costs more than finding.
    """

    __slots__ = ("_weigh",)
    _weigh: Callable[[int, int], tuple[Any, ...]]
    """Gives the term, the concepts and the confidence for a start and an end."""

    def __getattr__(self, name: str) -> Any:
        """A field that is not filled yet."""
        if name not in _WEIGHED:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        for field, value in zip(_WEIGHED, self._weigh(self.start, self.end), strict=True):
            object.__setattr__(self, field, value)
        return object.__getattribute__(self, name)


@dataclass(frozen=True, slots=True)
class Mention(Weighable):
    """A term found in running text; `concepts` are all that the surface can mean, likeliest first."""

    start: int
    end: int
    text: str
    term: Term
    lang: Lang
    concepts: tuple[Concept, ...]
    confidence: float

    @property
    def concept(self) -> Concept:
        """The likeliest concept here."""
        return self.concepts[0]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands in its passage."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A term and its rendering inside a bead; a span is None where that side has none."""

    concept: Concept
    en: Span | None
    zh: Span | None
    score: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that translate each other, by index; one side may be empty. `score` is 0 to 1."""

    en: tuple[int, ...]
    zh: tuple[int, ...]
    score: float
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two passages, sentence by sentence; together the beads hold every sentence exactly once."""

    en: tuple[Sentence, ...]
    zh: tuple[Sentence, ...]
    beads: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class Location:
    """Where a finding stands in a file; lines and columns count from 1."""

    path: str
    line: int | None = None
    column: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: the rule, how grave it is, where on both sides, and what to write instead."""

    rule: str
    severity: Severity
    message: str
    concept: Concept
    en: Span | None
    zh: Span | None
    suggestion: str | None = None
    location: Location | None = None
