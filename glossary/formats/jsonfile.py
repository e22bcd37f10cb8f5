"""JSON: ``{"base": version, "concepts": [...]}``, each concept in the form of `glossary.to_json`.

A list of concepts alone is read too, and so is a concept with ``en`` and ``zh`` in place of ``terms``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from glossary.errors import InputError, TermFileError
from glossary.jsonform import to_json
from glossary.layers import Item, slug
from glossary.models import Concept
from glossary.problems import Problem
from glossary.termfile import entry_from_tree
from glossary.yamltree import Node, Place


def write(concepts: Iterable[Concept], version: str) -> Iterator[str]:
    """The lines of a file that `read` turns back into equal concepts."""
    yield '{"base": ' + json.dumps(version) + ', "concepts": [\n'
    separator = ""
    for concept in concepts:
        yield separator + json.dumps(to_json(concept), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def read(text: str, path: str) -> tuple[list[Item], str]:
    """The concepts of a JSON text, and the version that it states (``0.0.0`` if none).

    Raises:
        InputError: when the text is not JSON, or has no list of concepts.
        TermFileError: with every problem of every concept.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{path}:{error.lineno}:{error.colno}: not valid JSON: {error.msg}; check that place"
        ) from None
    version = data.get("base", "0.0.0") if isinstance(data, dict) else "0.0.0"
    concepts = data.get("concepts") if isinstance(data, dict) else data
    if not isinstance(concepts, list) or not all(isinstance(form, dict) for form in concepts):
        raise InputError(f'{path}:1:1: no list of concepts; write {{"concepts": [{{"en": …, "zh": …}}]}}')
    items: list[Item] = []
    problems: list[Problem] = []
    for number, form in enumerate(concepts, start=1):
        try:
            items.append(item_from_json(form, path, (1, 1), label=f"concept {number}: "))
        except TermFileError as error:
            problems += error.problems
    if problems:
        raise TermFileError(problems)
    return items, str(version)


def item_from_json(form: Mapping[str, Any], path: str, place: Place, label: str = "") -> Item:
    """A concept from its JSON form, validated; `place` and `label` are for messages.

    Raises:
        TermFileError: with every problem of the concept.
    """
    form = {name: value for name, value in form.items() if value not in (None, [], {}) and name != "standing"}
    en, zh = form.pop("en", None), form.pop("zh", None)
    if "terms" not in form:
        form["terms"] = {"en": [en] if en else [], "zh": [zh] if zh else []}
    elif isinstance(form["terms"], dict):
        form["terms"] = {lang: _first(form["terms"].get(lang, []), text) for lang, text in (("en", en), ("zh", zh))} | {
            lang: terms for lang, terms in form["terms"].items() if lang not in ("en", "zh")
        }
    domains = [*form.pop("domains", []), *form.pop("also_in", [])]
    if domains[1:]:
        form["also_in"] = list(dict.fromkeys(domains[1:]))
    id = form.get("id") or slug(str(en or next(iter(form["terms"].get("en") or [""]), "")))
    try:
        entry = entry_from_tree(_tree(form, place), str(id), domains[0] if domains else "", path)
    except TermFileError as error:
        raise TermFileError([Problem(p.path, *place, label + p.message, p.mend) for p in error.problems]) from None
    return Item(entry.concept, named="id" in form)


def _first(terms: Any, text: str | None) -> Any:
    """A list of terms that begins with `text`, which a column of its own names as the preferred one."""
    if text is None or not isinstance(terms, list):
        return terms
    texts = [term.get("text") if isinstance(term, dict) else term for term in terms]
    usable = [
        t
        for t, term in zip(texts, terms, strict=True)
        if not isinstance(term, dict) or term.get("acceptability") == "preferred"
    ]
    if usable[:1] == [text]:
        return terms
    rest = [
        {**term, "acceptability": "admitted"}
        if isinstance(term, dict) and term.get("acceptability") == "preferred"
        else term
        for term, t in zip(terms, texts, strict=True)
        if t != text
    ]
    return [text, *rest]


def _tree(value: Any, place: Place) -> Node:
    if isinstance(value, Mapping):
        kept = {str(k): _tree(v, place) for k, v in value.items() if v is not None}
        return Node(kept, place, dict.fromkeys(kept, place))
    if isinstance(value, list):
        return Node([_tree(item, place) for item in value], place)
    return Node(str(value).lower() if isinstance(value, bool) else str(value), place)
