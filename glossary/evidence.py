"""Evidence: which renderings of a concept are located in a document, and on which side.

*Located* means that an attestation names the document and the place in it (`Attestation.at`). A
rendering counts as attested by a form that folds to the same key: the plural in the document attests
the singular in the term file.
"""

from __future__ import annotations

from collections.abc import Mapping

from glossary.models import Concept, Lang, Source, Term
from glossary.text.folding import key


def renderings(concept: Concept) -> tuple[Term, ...]:
    """The terms that the base offers: all but the deprecated ones.

    >>> from glossary.models import Concept, Term
    >>> robot = Concept(
    ...     "robot", (Term("robot", "en"), Term("机器人", "zh"), Term("机械人", "zh", acceptability="deprecated"))
    ... )
    >>> [term.text for term in renderings(robot)]
    ['robot', '机器人']
    """
    return tuple(term for term in concept.terms if term.acceptability != "deprecated")


def unlocated(concept: Concept) -> tuple[Term, ...]:
    """The renderings that no attestation locates in a document.

    >>> from glossary.models import Attestation, Concept, Term
    >>> said = Attestation("iso-8373-2021", en="Robots", at="3.1")
    >>> [
    ...     term.text
    ...     for term in unlocated(Concept("robot", (Term("robot", "en"), Term("机器人", "zh")), attestations=(said,)))
    ... ]
    ['机器人']
    """
    located = {lang: {key(form) for form in _forms(concept, lang)} for lang in ("en", "zh")}
    return tuple(term for term in renderings(concept) if key(term.text) not in located[term.lang])


def _forms(concept: Concept, lang: Lang) -> list[str]:
    said = (item.en if lang == "en" else item.zh for item in concept.attestations if item.at)
    return [form for form in said if form]


def sides(concept: Concept, sources: Mapping[str, Source]) -> frozenset[str]:
    """The sides of the dialogue that have a document in which the concept is located: ``cn``, ``us``.

    >>> from glossary.models import Attestation, Bilingual, Concept, Term
    >>> source = Source(Bilingual("x", "x"), "NIST", "2023", "https://nist.gov/", ("en",), "framework", side="us")
    >>> risk = Concept("risk", (Term("risk", "en"),), attestations=(Attestation("nist", en="risk", at="1.2.1"),))
    >>> sorted(sides(risk, {"nist": source}))
    ['us']
    """
    cited = (sources.get(item.source) for item in concept.attestations if item.at)
    return frozenset(source.side for source in cited if source and source.side)


def in_depth(concept: Concept, sources: Mapping[str, Source]) -> bool:
    """Whether an entry says what the term means to whom, with a located document of both sides."""
    return bool(concept.positions or concept.clarification) and sides(concept, sources) == {"cn", "us"}
