"""The model: what a concept and its terms are, and what the verbs answer with.

One concept is one meaning with its terms in both languages (ISO 704, ISO 30042). All classes are
frozen and compare by value. They are plain dataclasses, so that a compiled base needs nothing else;
where term files are read, pydantic validates against these same classes (see `glossary.termfile`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Literal

Lang = Literal["en", "zh"]
Kind = Literal["term", "institution", "document", "mechanism"]
Status = Literal["draft", "reviewed", "deprecated"]
TermType = Literal["full", "abbreviation", "short", "variant"]
Acceptability = Literal["preferred", "admitted", "deprecated"]
Agreement = Literal["full", "partial", "none"]
Step = Literal["proposed", "discussed", "agreed", "parted"]
Via = Literal["exact", "folded", "pinyin", "initials", "fuzzy", "partial"]
Origin = Literal["base", "found"]
Side = Literal["cn", "us"]
Severity = Literal["error", "warning", "note"]
Span = tuple[int, int]
"""Half-open, in Unicode code points."""

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class _Record:
    """What all parts of a term file share: unknown fields are refused when a file is read."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    def __repr__(self) -> str:
        """What differs from the defaults: the rest tells nothing."""
        values = ((f.name, getattr(self, f.name), f.default) for f in fields(self))  # type: ignore[arg-type]
        said = (f"{name}={value!r}" for name, value, default in values if value != default)
        return f"{type(self).__name__}({', '.join(said)})"


@dataclass(frozen=True, slots=True)
class Bilingual(_Record):
    """The same statement in both languages."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True, repr=False)
class Term(_Record):
    """A designation of a concept in one language.

    Chinese `text` is simplified; `traditional` and `pinyin` are derived where a term file leaves
    them out. `regions` (such as ``TW``) marks a form that is used there only; empty means everywhere.
    """

    text: str
    lang: Lang
    type: TermType = "full"
    acceptability: Acceptability = "admitted"
    regions: tuple[str, ...] = ()
    traditional: str | None = None
    pinyin: str | None = None
    plural: str | None = None
    case_sensitive: bool = False
    pos: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Position(_Record):
    """What one party means by the term, with the documents that say so."""

    party: str
    en: str
    zh: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attestation(_Record):
    """Where a source uses a term, or renders the English one as the Chinese one (both given).

    `at` is the place in the source; `quote` a fragment of at most fifteen words.
    """

    source: str
    en: str | None = None
    zh: str | None = None
    at: str | None = None
    quote: str | None = None

    def __post_init__(self) -> None:
        if self.en is None and self.zh is None:
            raise ValueError("an attestation needs en, zh or both")


@dataclass(frozen=True, slots=True)
class Relations(_Record):
    """Ids of related concepts, as written; `TermBase.relations` adds the derived directions."""

    broader: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    contrast: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event(_Record):
    """One step of a term in a dialogue, with the document that shows it.

    `date` is a year, a month or a day (``2024``, ``2024-02``, ``2024-02-16``).
    """

    event: Step
    date: str
    source: str
    track: str | None = None
    round: int | None = None
    party: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if not _DATE.fullmatch(self.date):
            raise ValueError(f"date {self.date!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
        if self.event == "proposed" and self.party is None:
            raise ValueError("the event 'proposed' needs the party that proposed the term")


@dataclass(frozen=True, slots=True, repr=False)
class Concept(_Record):
    """One meaning, with its terms in both languages and what is known of it.

    >>> concept = Concept(id="ai", terms=(Term("AI", "en"), Term("人工智能", "zh", acceptability="preferred")))
    >>> concept.preferred("zh").text
    '人工智能'
    """

    id: str
    terms: tuple[Term, ...]
    formerly: tuple[str, ...] = ()
    kind: Kind = "term"
    status: Status = "draft"
    reviewed: dt.date | None = None
    domains: tuple[str, ...] = ()
    definition: Bilingual | None = None
    positions: tuple[Position, ...] = ()
    agreement: Agreement | None = None
    clarification: Bilingual | None = None
    relations: Relations = Relations()
    examples: tuple[Bilingual, ...] = ()
    provenance: tuple[Event, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    sources: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.status == "reviewed" and self.reviewed is None:
            raise ValueError("status 'reviewed' needs the date of the reading in 'reviewed'")
        if self.superseded_by and self.status != "deprecated":
            raise ValueError("'superseded_by' is for concepts of status 'deprecated'")

    def __repr__(self) -> str:
        """The id and the first term in each language; `to_json` has the rest."""
        first = {term.lang: term.text for term in reversed(self.terms)}
        return f"<Concept {self.id}: {' · '.join(first[lang] for lang in ('en', 'zh') if lang in first)}>"

    @property
    def standing(self) -> Step | None:
        """Where the term is in the dialogue: the event of the latest entry of `provenance`."""
        return self.provenance[-1].event if self.provenance else None

    def preferred(self, lang: Lang, region: str | None = None) -> Term:
        """The term to use in a language, and in a region where that has a word of its own.

        Raises:
            LookupError: when the concept has no term in this language.
        """
        terms = [t for t in self.terms if t.lang == lang and t.acceptability != "deprecated"]
        everywhere = [t for t in terms if not t.regions]
        regional = [t for t in terms if region is not None and region in t.regions]
        choice = regional or [t for t in everywhere if t.acceptability == "preferred"] or everywhere or terms
        if not choice:
            raise LookupError(f"{self.id} has no usable term in {lang!r}")
        return choice[0]


@dataclass(frozen=True, slots=True)
class Source(_Record):
    """A document that term files cite. `read` is true only where its text itself was read.

    `side` says on which side of the U.S.–China dialogues its issuer sits: a government, its agencies,
    an expert team, a company. A document of neither (a treaty body, the EU, a press agency of a third
    country) has none.
    """

    title: Bilingual
    issuer: str
    date: str
    url: str
    languages: tuple[str, ...]
    kind: str
    side: Side | None = None
    read: bool = False
    note: str | None = None

    def __post_init__(self) -> None:
        if not _DATE.fullmatch(self.date):
            raise ValueError(f"date {self.date!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
        if not re.match(r"https?://[^\s/]+", self.url):
            raise ValueError(f"url {self.url!r} is not an http(s) address")


@dataclass(frozen=True, slots=True)
class Registers:
    """What term files refer to by id. A register that is empty refuses no id."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    domains: Mapping[str, Bilingual] = field(default_factory=dict)
    parties: Mapping[str, Bilingual] = field(default_factory=dict)
    homographs: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    """By surface: by concept, or ``everyday``, words that stand near it in that meaning."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that answers a query; `spans` are the matched parts of `term.text`."""

    concept: Concept
    term: Term
    score: float
    via: Via
    spans: tuple[Span, ...]
