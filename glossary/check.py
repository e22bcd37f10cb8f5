"""Checking a translation's terms against the base, bead by bead.

| rule | severity | what it says |
| --- | --- | --- |
| T101 | error | a rendering is used that the base marks as deprecated, for a concept that the other side names |
| T102 | warning | a term of a deprecated concept is used; its successor is named |
| T201 | warning | no accepted rendering of a term stands in the aligned sentence |

A longer term shields the shorter ones inside it; any accepted form and any inflection will do, and so
does a Latin abbreviation or name that the concept lists. A sentence with nothing opposite is left
alone: it has no translation to check. A concept yields at most one finding a bead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from glossary.errors import InputError
from glossary.models import Concept, Lang, Span
from glossary.recognize import Recognizer
from glossary.results import Alignment, Bead, Finding, Mention, Sentence

DOUBTFUL = 0.5
"""A mention less sure than this asks for no rendering."""

_NAMES = {"en": "English", "zh": "Chinese"}


@dataclass(frozen=True, slots=True)
class Side:
    """One language of a bead: `longest` mentions without overlaps, `all` with them."""

    lang: Lang
    longest: Sequence[Mention]
    all: Sequence[Mention]
    spans: dict[int, Span]
    """Of each mention in the passage, by the mention's identity."""

    def names(self, concept: Concept) -> bool:
        """Whether the side has the concept in any form."""
        return any(concept.id in (c.id for c in mention.concepts) for mention in self.all)

    def renders(self, concept: Concept) -> bool:
        """Whether the side has an accepted rendering of the concept."""
        return any(concept.id in (c.id for c in mention.concepts) and self._accepted(mention) for mention in self.all)

    def _accepted(self, mention: Mention) -> bool:
        term = mention.term
        if term.acceptability == "deprecated":
            return False
        is_name = term.type == "abbreviation" or term.case_sensitive or mention.concept.kind != "term"
        return term.lang == self.lang or is_name


Rule = Callable[[Mention, Side, Side], Finding | None]


def check(alignment: Alignment, recognizer: Recognizer, original: Lang | None = None) -> list[Finding]:
    """What a translation does with the terms of its original that the base does not accept.

    Args:
        alignment: the two passages.
        recognizer: finds the terms of the base.
        original: the side that was translated from; without it both directions are checked.

    Returns:
        Findings in the order of the beads.

    >>> import glossary
    >>> found = glossary.load().check("They discussed autonomous weapons systems.", "双方讨论了自动武器系统。")
    >>> [(finding.rule, finding.suggestion) for finding in found]
    [('T101', '自主武器系统')]
    """
    if original not in (None, "en", "zh"):
        raise InputError(f"no original {original!r}; use 'en', 'zh' or None")
    findings: list[Finding] = []
    for bead in alignment.beads:
        if bead.en and bead.zh:
            findings += _check_bead(alignment, bead, recognizer, original)
    return findings


def _check_bead(alignment: Alignment, bead: Bead, recognizer: Recognizer, original: Lang | None) -> Iterator[Finding]:
    en = _side("en", [alignment.en[i] for i in bead.en], recognizer)
    zh = _side("zh", [alignment.zh[j] for j in bead.zh], recognizer)
    reported: set[str] = set()
    directions = [(source, target) for source, target in ((en, zh), (zh, en)) if original in (None, source.lang)]
    steps: list[tuple[Rule, bool]] = [
        (_deprecated_rendering, True),
        (_deprecated_concept, True),
        (_missing_rendering, False),
    ]
    for rule, on_target in steps:
        for source, target in directions:
            for mention in target.longest if on_target else source.longest:
                if mention.concept.id in reported:
                    continue
                if finding := rule(mention, source, target):
                    reported.add(finding.concept.id)
                    yield finding


def _side(lang: Lang, sentences: Sequence[Sentence], recognizer: Recognizer) -> Side:
    longest: list[Mention] = []
    every: list[Mention] = []
    spans: dict[int, Span] = {}
    for sentence in sentences:
        for found, overlaps in ((longest, False), (every, True)):
            for mention in recognizer.recognize(sentence.text, overlaps=overlaps):
                found.append(mention)
                spans[id(mention)] = (sentence.start + mention.start, sentence.start + mention.end)
    return Side(lang, longest, every, spans)


def _at(mention: Mention, side: Side) -> tuple[Span | None, Span | None]:
    """The English and the Chinese span of a mention: its own on its side, None on the other."""
    span = side.spans[id(mention)]
    return (span, None) if side.lang == "en" else (None, span)


def _deprecated_rendering(mention: Mention, source: Side, target: Side) -> Finding | None:
    concept = mention.concept
    if mention.term.acceptability != "deprecated" or mention.term.lang != target.lang or not source.names(concept):
        return None
    better = concept.preferred(target.lang).text
    note = f" ({mention.term.note})" if mention.term.note else ""
    message = (
        f"“{mention.text}” is a deprecated rendering of “{concept.preferred(source.lang).text}”; write “{better}”{note}"
    )
    return Finding("T101", "error", message, concept, *_at(mention, target), better)


def _deprecated_concept(mention: Mention, source: Side, target: Side) -> Finding | None:
    concept = mention.concept
    if concept.status != "deprecated" or mention.term.lang != target.lang:
        return None
    successors = ", ".join(concept.superseded_by)
    message = f"the concept of “{mention.text}” is deprecated" + (f"; see {successors}" if successors else "")
    return Finding("T102", "warning", message, concept, *_at(mention, target))


def _missing_rendering(mention: Mention, source: Side, target: Side) -> Finding | None:
    if mention.term.lang != source.lang and mention.term.type != "abbreviation":
        return None
    if mention.confidence < DOUBTFUL:  # more likely an everyday word
        return None
    if mention.term.acceptability == "deprecated":  # a wrong word here may well mean something else
        return None
    if any(target.renders(concept) for concept in mention.concepts):
        return None
    concept = mention.concept
    accepted = [
        t.text for t in concept.terms if t.lang == target.lang and t.acceptability != "deprecated" and not t.regions
    ]
    listed = ", ".join(f"“{text}”" for text in accepted[:3])
    message = f"no accepted rendering of “{mention.text}” in the {_NAMES[target.lang]} sentence; expected {listed}"
    return Finding("T201", "warning", message, concept, *_at(mention, source), concept.preferred(target.lang).text)
