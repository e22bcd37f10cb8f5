"""The one way from results to JSON, and from a concept's JSON back.

A concept has the fields of its term file, defaults filled in, with `id`, `domains` and `standing`
beside them. Everything else has the fields of its class; a concept inside a result is its id.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

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
    match value:
        case None | bool() | int() | float() | str():
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
    return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}


def _concept(concept: Concept) -> dict[str, Any]:
    form = _fields(concept)
    form["terms"] = {
        lang: [{k: v for k, v in to_json(t).items() if k != "lang"} for t in concept.terms if t.lang == lang]
        for lang in ("en", "zh")
    }
    form["positions"] = {p.party: {"en": p.en, "zh": p.zh, "sources": list(p.sources)} for p in concept.positions}
    form["also_in"] = list(concept.domains[1:])
    form["standing"] = concept.standing
    return form


def _hit(hit: Hit) -> dict[str, Any]:
    concept = hit.concept
    return {
        "id": concept.id,
        "term": hit.term.text,
        "lang": hit.term.lang,
        "score": hit.score,
        "via": hit.via,
        "spans": to_json(hit.spans),
        "en": concept.preferred("en").text,
        "zh": concept.preferred("zh").text,
        "definition": to_json(concept.definition),
        "status": concept.status,
        "standing": concept.standing,
    }


def _result(value: Any) -> dict[str, Any]:
    from glossary.results import Finding, Link, Mention

    if isinstance(value, Mention):
        return _mention(value)
    named = _fields(value)
    if isinstance(value, Link | Finding):
        named["id"] = named.pop("concept")["id"]
    return named


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
    """A concept from the JSON that `to_json` made of one; nothing is validated.

    >>> concept = Concept("robot", (Term("robot", "en"), Term("机器人", "zh")))
    >>> concept_from_json(to_json(concept)) == concept
    True
    """
    kept = {name: value for name, value in form.items() if name not in ("also_in", "standing")}
    kept["terms"] = tuple(
        Term(**{**term, "lang": lang, "regions": tuple(term["regions"])})
        for lang in ("en", "zh")
        for term in form["terms"][lang]
    )
    kept["positions"] = tuple(
        Position(party, p["en"], p["zh"], tuple(p["sources"])) for party, p in form["positions"].items()
    )
    kept["reviewed"] = form["reviewed"] and dt.date.fromisoformat(form["reviewed"])
    for name in ("definition", "clarification"):
        kept[name] = form[name] and Bilingual(**form[name])
    kept["relations"] = Relations(**{kind: tuple(ids) for kind, ids in form["relations"].items()})
    kept["examples"] = tuple(Bilingual(**item) for item in form["examples"])
    kept["provenance"] = tuple(Event(**item) for item in form["provenance"])
    kept["attestations"] = tuple(Attestation(**item) for item in form["attestations"])
    for name in ("formerly", "domains", "sources", "credits", "superseded_by"):
        kept[name] = tuple(form[name])
    return Concept(**kept)


def source_from_json(form: Mapping[str, Any]) -> Source:
    """A source from its JSON."""
    return Source(**{**form, "title": Bilingual(**form["title"]), "languages": tuple(form["languages"])})


def digest(concepts: Iterable[Concept]) -> str:
    """Twelve hexadecimal digits that differ where any concept differs."""
    forms = [to_json(concept) for concept in sorted(concepts, key=lambda c: c.id)]
    text = json.dumps(forms, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]
