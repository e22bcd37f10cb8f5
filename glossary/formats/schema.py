"""A JSON Schema of term files, made from the model, so that editors complete and check them as they are typed.

The package carries it as ``glossary/term-file.schema.json``; `scripts/schema` writes that file anew.
"""

from __future__ import annotations

from typing import Any

from glossary.models import Concept

ADDRESS = "https://json-schema.org/draft/2020-12/schema"


def term_file_schema() -> dict[str, Any]:
    """The schema of one term file: the model's, with terms by language and positions by party.

    >>> sorted(term_file_schema()["properties"]["terms"]["properties"])
    ['en', 'zh']
    """
    from pydantic import TypeAdapter

    model = TypeAdapter(Concept).json_schema()
    parts = model.pop("$defs")
    term, position = parts["Term"], parts["Position"]
    for part, derived in ((term, "lang"), (position, "party")):
        del part["properties"][derived]
        part["required"].remove(derived)
    for name in ("date", "track"):  # 2024 is a number to an editor, and a string to our reader
        parts["Event"]["properties"][name] = {"type": ["string", "integer"]}
    fields = model["properties"]
    del fields["domains"], fields["id"]["title"]
    terms = {"type": "array", "minItems": 1, "items": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Term"}]}}
    fields["terms"] = {
        "type": "object",
        "properties": {"en": terms, "zh": terms},
        "required": ["en", "zh"],
        "additionalProperties": False,
    }
    fields["positions"] = {"type": "object", "additionalProperties": {"$ref": "#/$defs/Position"}}
    fields["also_in"] = {"type": "array", "items": {"type": "string"}}
    return {
        "$schema": ADDRESS,
        **_plain(model),
        "title": "A term file",
        "required": ["terms"],
        "$defs": {name: _plain(part) for name, part in parts.items()},
    }


def _plain(part: Any) -> Any:
    """A term file leaves a field out rather than writing null, and defaults are the reader's business."""
    if isinstance(part, list):
        return [_plain(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _plain(value) for key, value in part.items() if key not in ("default", "title")}
    if isinstance(about := kept.get("description"), str):
        kept["description"] = about.partition("\n\n")[0]
    choices = [choice for choice in kept.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del kept["anyOf"]
        kept |= choices[0]
    return kept
