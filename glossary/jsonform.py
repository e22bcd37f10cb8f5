"""The one way from results to JSON, and from a concept's JSON back.

A concept has the fields of its term file, defaults filled in, with `id`, `domains` and `standing`
beside them. Everything else has the fields of its class; a concept inside a result is its id.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from glossary.cards import hit_form
from glossary.models import Attestation, Bilingual, Concept, Event, Hit, Position, Relations, Source, Term

if TYPE_CHECKING:
    from glossary.results import Mention


def to_json(value: Any) -> Any:
    """A result, or a collection of results, as what the ``json`` module writes.

    >>> to_json(Bilingual("robot", "机器人"))
    {'en': 'robot', 'zh': '机器人'}

    Raises:
        TypeError: for a value that is none of this package's.
    """
    if value is None or type(value) is str:  # most are
        return value
    if type(value) is tuple:
        return [to_json(item) for item in value]
    match value:
        case bool() | int() | float() | str():
            return value
        case dt.date():
            return value.isoformat()
        case Concept():
            return _concept(value)
        case Hit():
            return _hit(value)
        case Mapping():
            return {str(key): to_json(item) for key, item in value.items()}
        case Iterable():
            return [to_json(item) for item in value]
        case _ if is_dataclass(value):
            return _result(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def _fields(value: Any) -> dict[str, Any]:
    record: Any = type(value)
    return {name: to_json(getattr(value, name)) for name in _names(record)}


@cache
def _names(record: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(record))


def _concept(concept: Concept) -> dict[str, Any]:
    form = _fields(concept)
    form["terms"] = _terms(concept, _fields)
    form["positions"] = _positions(concept)
    form["also_in"] = list(concept.domains[1:])
    form["standing"] = concept.standing
    return form


def brief(concept: Concept) -> dict[str, Any]:
    """The JSON form of a concept without the fields that have nothing in them; `concept_from_json` reads it.

    >>> brief(Concept("robot", (Term("robot", "en"), Term("机器人", "zh"))))["terms"]["zh"]
    [{'text': '机器人', 'type': 'full', 'acceptability': 'admitted'}]
    """
    form = _filled(concept)
    form["terms"] = _terms(concept, _filled)
    if concept.positions:
        form["positions"] = _positions(concept)
    return form


def _terms(concept: Concept, form_of: Callable[[Term], dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The terms by language, which is then no field of theirs."""
    return {
        lang: [{k: v for k, v in form_of(t).items() if k != "lang"} for t in concept.terms if t.lang == lang]
        for lang in ("en", "zh")
    }


def _positions(concept: Concept) -> dict[str, dict[str, Any]]:
    return {p.party: {"en": p.en, "zh": p.zh, "sources": list(p.sources)} for p in concept.positions}


def _filled(value: Any) -> dict[str, Any]:
    record: Any = type(value)
    form: dict[str, Any] = {}
    for name in _names(record):
        item = getattr(value, name)
        if type(item) is str:
            form[name] = item
        elif item is not None and item != () and item is not False:
            made = _filled(item) if is_dataclass(item) else to_json(item)
            if made != {}:
                form[name] = made
    return form


def _hit(hit: Hit) -> dict[str, Any]:
    number = hit.concept.terms.index(hit.term)
    return hit_form(_concept(hit.concept), number, hit.score, hit.via, hit.spans)


def _result(value: Any) -> dict[str, Any]:
    from glossary.results import Finding, Link, Mention

    if isinstance(value, Mention):
        return _mention(value)
    if isinstance(value, Link | Finding):
        record: Any = type(value)
        form = {name: to_json(getattr(value, name)) for name in _names(record) if name != "concept"}
        return form | {"id": value.concept.id}
    return _fields(value)


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "lang": mention.lang,
        "id": mention.concept.id,
        "ids": [concept.id for concept in mention.concepts],
        "term": mention.term.text,
        "confidence": mention.confidence,
    }


def concept_from_json(form: Mapping[str, Any]) -> Concept:
    """A concept from the JSON that `to_json` made of one, or from what `stored` left of it; nothing is validated.

    >>> concept = Concept("robot", (Term("robot", "en"), Term("机器人", "zh")))
    >>> concept_from_json(to_json(concept)) == concept
    True
    """
    kept = {name: value for name, value in form.items() if name not in ("also_in", "standing")}
    kept["terms"] = tuple(
        Term(**{**term, "lang": lang, "regions": tuple(term.get("regions", ()))})
        for lang in ("en", "zh")
        for term in form["terms"][lang]
    )
    kept["positions"] = tuple(
        Position(party, p["en"], p["zh"], tuple(p["sources"])) for party, p in form.get("positions", {}).items()
    )
    kept["reviewed"] = form.get("reviewed") and dt.date.fromisoformat(form["reviewed"])
    for name in ("definition", "clarification"):
        kept[name] = form.get(name) and Bilingual(**form[name])
    kept["relations"] = Relations(**{kind: tuple(ids) for kind, ids in form.get("relations", {}).items()})
    kept["examples"] = tuple(Bilingual(**item) for item in form.get("examples", ()))
    kept["provenance"] = tuple(Event(**item) for item in form.get("provenance", ()))
    kept["attestations"] = tuple(Attestation(**item) for item in form.get("attestations", ()))
    for name in ("formerly", "domains", "sources", "credits", "superseded_by"):
        kept[name] = tuple(form.get(name, ()))
    return Concept(**kept)


def source_from_json(form: Mapping[str, Any]) -> Source:
    """A source from its JSON."""
    return Source(**{**form, "title": Bilingual(**form["title"]), "languages": tuple(form["languages"])})
