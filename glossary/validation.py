"""Term files against the model: pydantic's complaints in the words of those who write the files."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from glossary.models import Attestation, Bilingual, Concept, Event, Position, Relations, Term
from glossary.problems import Problem
from glossary.yamltree import Node, Place

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

FILE_FIELDS = ("id", "also_in", *(f.name for f in fields(Concept) if f.name not in {"id", "domains"}))
_PARTS: dict[str, type] = {
    "terms": Term, "positions": Position, "attestations": Attestation, "provenance": Event,
    "relations": Relations, "definition": Bilingual, "clarification": Bilingual, "examples": Bilingual,
}  # fmt: skip
_DERIVED = {"terms": {"lang"}, "positions": {"party"}}  # what the reader fills in from the file's shape


@cache
def adapter(model: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(model)


def validate_concept(tree: Node, path: str, problems: list[Problem]) -> Concept | None:
    from pydantic import ValidationError

    try:
        concept = adapter(Concept).validate_python(tree.plain())
    except ValidationError as error:
        problems += explain(error, tree, path)
        return None
    assert isinstance(concept, Concept)
    return concept


def explain(error: ValidationError, tree: Node, path: str, item: type | None = None) -> Iterator[Problem]:
    """Pydantic's complaints as problems in the words of a term file; `item`: of a register instead."""
    for detail in error.errors(include_url=False):
        at = detail["loc"]
        name = str(at[-1]) if at else ""
        part = str(at[0]) if len(at) > 1 else ""
        place = tree.locate(at)
        given = detail.get("input")
        match detail["type"]:
            case "unexpected_keyword_argument":
                model = item or _PARTS.get(part)
                known = tuple(f.name for f in fields(model)) if model else FILE_FIELDS
                yield unknown_field(path, place, name, tuple(k for k in known if k not in _DERIVED.get(part, ())))
            case "missing" | "missing_argument":
                yield Problem(path, *place, f"{name!r} is missing", f"add '{name}:'")
            case "literal_error":
                expected = detail["ctx"]["expected"].replace("'", "")
                yield Problem(
                    path,
                    *place,
                    f"{name} {given!r} is not one of {expected}",
                    f"nearest: {_nearest(str(given), re.split(', | or ', expected))}",
                )
            case "value_error":
                yield Problem(path, *place, str(detail["ctx"]["error"]), "")
            case "date_from_datetime_parsing" | "date_parsing" | "date_type":
                yield Problem(path, *place, f"{given!r} is not a date", "write it as YYYY-MM-DD")
            case (
                "string_type"
                | "dataclass_type"
                | "tuple_type"
                | "int_parsing"
                | "int_type"
                | "bool_parsing"
                | "bool_type" as kind
            ):
                label = f"{part} {name}" if isinstance(at[-1], int) and part else f"{name!r}"
                yield Problem(
                    path, *place, f"{label} is not {_FORMS[kind.split('_')[0]]}", _form_mend(kind, part, name)
                )
            case _:
                yield Problem(path, *place, f"{name!r}: {detail['msg']}", "")


_FORMS = {
    "string": "one string",
    "dataclass": "a mapping of fields",
    "tuple": "a list",
    "int": "a whole number",
    "bool": "true or false",
}


def _form_mend(kind: str, part: str, name: str) -> str:
    model = _PARTS.get(part or name)
    if kind == "dataclass_type" and model is not None:
        known = (f.name for f in fields(model) if f.name not in _DERIVED.get(part or name, ()))
        return "its fields are " + ", ".join(known)
    return f"write {_FORMS[kind.split('_', maxsplit=1)[0]]}"


def unknown_field(path: str, place: Place, name: str, known: Iterable[str]) -> Problem:
    return Problem(path, *place, f"unknown field {name!r}", f"nearest known: {_nearest(name, known)}")


def _nearest(name: str, known: Iterable[str]) -> str:
    known = sorted(known)
    return (
        difflib.get_close_matches(name, known, n=1, cutoff=0.4) or [" or ".join(known) if len(known) < 5 else known[0]]
    )[0]
