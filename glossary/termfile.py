"""Term files: one concept a file, read and validated.

`read_folder` reads ``<domain>/<id>.yaml`` and the registers beside them (``sources.yaml``,
``domains.yaml``, ``parties.yaml``). The shape of a file differs from `Concept` in four places, for
the sake of those who write it: terms stand by language (the first is preferred), positions by party,
the first domain is the folder, and the id is the file's name. `_concept_tree` turns the one into the
other with all places kept, so that pydantic's complaints about the model lead back to line and column.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.errors import InputError, Problem, TermFileError
from glossary.files import decode, read_bytes
from glossary.models import Attestation, Bilingual, Concept, Event, Position, Registers, Relations, Source, Term
from glossary.yamltree import Node, parse

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

MAX_BYTES = 1_000_000
"""A term file is one concept: a few kilobytes. More is a mistake, or an attack on the parser."""

REGISTERS = ("sources", "domains", "parties")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FILE_FIELDS = ("id", "also_in", *(f.name for f in fields(Concept) if f.name not in {"id", "domains"}))
_PARTS: dict[str, type] = {
    "terms": Term, "positions": Position, "attestations": Attestation, "provenance": Event,
    "relations": Relations, "definition": Bilingual, "clarification": Bilingual, "examples": Bilingual,
}  # fmt: skip
_DERIVED = {"terms": {"lang"}, "positions": {"party"}}  # what the reader fills in from the file's shape


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept as read, with its tree for messages about places."""

    concept: Concept
    path: str
    tree: Node

    def problem(self, at: tuple[int | str, ...], message: str, mend: str) -> Problem:
        return Problem(self.path, *self.tree.locate(at), message, mend)


def read_folder(folder: Path, known: Collection[str] = ()) -> tuple[list[Concept], Registers]:
    """All concepts of a folder of term files, by id, and its registers.

    Relations may lead to concepts of the folder, or to `known` ids of a base beneath it.

    Raises:
        InputError: when there is no such folder, or no term file in it.
        TermFileError: with every problem of every file.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder of term files; check the name")
    problems: list[Problem] = []
    registers = _read_registers(folder, problems)
    paths = term_files(folder)
    entries = list(_read_entries(paths, folder, problems))
    if not entries and not problems:
        raise InputError(f"{folder} holds no term file; a term file is <domain>/<id>.yaml in it")
    # A concept whose own file is broken is there all the same: it is told once, not by all who refer to it.
    problems += _check_references(entries, registers, {*known, *(path.stem for path in paths)})
    if problems:
        raise TermFileError(problems)
    return sorted((entry.concept for entry in entries), key=lambda c: c.id), registers


def read_file(path: Path) -> Concept:
    """One concept from its file; what it refers to is not looked up.

    Raises:
        InputError: when the file cannot be read.
        TermFileError: with every problem of the file.
    """
    return _read_entry(path, path.parent.name).concept


def read_text(text: str, *, id: str, domain: str = "", path: str = "text") -> Concept:
    """One concept from the text of a term file.

    >>> read_text("terms: {en: [robot], zh: [机器人]}", id="robot").preferred("zh").text
    '机器人'
    """
    return _entry(text, id, domain, path).concept


def term_files(folder: Path) -> list[Path]:
    """The term files of a folder, in a fixed order; the registers at its top are none."""
    registers = {folder / f"{name}.yaml" for name in (*REGISTERS, "homographs", "base")}
    return sorted(path for path in folder.rglob("*.yaml") if path not in registers)


def read_version(folder: Path) -> str:
    """The version of the content, from ``base.yaml`` at the top of a folder; ``0.0.0`` without one."""
    path = folder / "base.yaml"
    if not path.is_file():
        return "0.0.0"
    version = parse(decode(read_bytes(path), str(path)), str(path)).plain().get("version", "")
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise TermFileError([Problem(str(path), 1, 1, f"version {version!r} is not major.minor.patch", "write 1.0.0")])
    return str(version)


# --- one file ---------------------------------------------------------------------------------


def _read_entry(path: Path, domain: str) -> Entry:
    data = read_bytes(path)
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes, a term file at most {MAX_BYTES:,}"
        raise TermFileError([Problem(str(path), 1, 1, message, "keep one concept a file")])
    try:
        text = decode(data, str(path))
    except InputError as error:
        raise TermFileError([Problem(str(path), 1, 1, str(error).removeprefix(f"{path} "), "")]) from None
    return _entry(text, path.stem, domain, str(path))


def _entry(text: str, id: str, domain: str, path: str) -> Entry:
    problems = []
    if not unicodedata.is_normalized("NFC", text):
        problems.append(_first_unnormalized(text, path))
    try:
        entry = entry_from_tree(parse(text, path), id, domain, path)
    except TermFileError as error:
        raise TermFileError([*problems, *error.problems]) from None
    if problems:
        raise TermFileError(problems)
    return entry


def entry_from_tree(file_tree: Node, id: str, domain: str, path: str) -> Entry:
    """A concept from the tree of a term file, or of what another format has in the same shape.

    Raises:
        TermFileError: with every problem of the concept.
    """
    problems: list[Problem] = []
    if not _ID.fullmatch(id):
        mend = "use lower-case ASCII words joined by hyphens"
        problems.append(Problem(path, 1, 1, f"{id!r} cannot be an id", mend))
    if not isinstance(file_tree.value, dict):
        mend = "write fields such as 'terms:' at the top"
        raise TermFileError([*problems, Problem(path, *file_tree.place, "the file is no mapping of fields", mend)])
    problems += _empty_values(file_tree, path)
    tree = _concept_tree(file_tree, id, domain, path, problems)
    concept = _validate(tree, path, problems)
    if problems or concept is None:
        raise TermFileError(problems)
    return Entry(concept, path, tree)


def _concept_tree(tree: Node, id: str, domain: str, path: str, problems: list[Problem]) -> Node:
    """The file's tree in the shape of `Concept`, every node with its place in the file."""
    assert isinstance(tree.value, dict)
    values = dict(tree.value)
    keys = dict(tree.keys)
    stated = values.pop("id", None)
    if stated is not None and stated.value != id:
        message = f"the id {stated.plain()!r} differs from the file's name"
        problems.append(Problem(path, *stated.place, message, f"write {id!r} or leave the field out"))
    also_in = values.pop("also_in", Node([], tree.place))
    folder = [Node(domain, tree.place)] if domain else []
    more = also_in.value if isinstance(also_in.value, list) else [also_in]
    if "domains" not in values:  # that name is none of the file's, and stays to be refused
        values["domains"] = Node([*folder, *more], also_in.place)
    values["id"] = Node(id, tree.place)
    if "terms" in values:
        values["terms"] = _terms_tree(values["terms"], path, problems)
    if "positions" in values:
        values["positions"] = _by_key(values["positions"], "party", path, problems)
    for name, place in keys.items():
        if name not in _FILE_FIELDS:
            problems.append(_unknown(path, place, name, _FILE_FIELDS))
            values.pop(name, None)
    if "domains" not in values:
        values["domains"] = Node([*folder, *more], also_in.place)
    return Node(values, tree.place, keys)


def _terms_tree(tree: Node, path: str, problems: list[Problem]) -> Node:
    mend = "write 'terms:' with the lists 'en:' and 'zh:'"
    if not isinstance(tree.value, dict):
        problems.append(Problem(path, *tree.place, "the terms do not stand by language", mend))
        return Node([], tree.place)
    missing = (lang for lang in ("en", "zh") if lang not in tree.value)
    problems += [Problem(path, *tree.place, f"no terms in {lang!r}", mend) for lang in missing]
    terms: list[Node] = []
    for lang, items in tree.value.items():
        if lang not in ("en", "zh"):
            problems.append(_unknown(path, tree.keys[lang], lang, ("en", "zh")))
            continue
        if not isinstance(items.value, list) or not items.value:
            problems.append(
                Problem(path, *items.place, f"the terms in {lang!r} are no list", "write one term a line, after '- '")
            )
            continue
        preferred = False
        for item in items.value:
            values = dict(item.value) if isinstance(item.value, dict) else {"text": item}
            if "lang" in values:
                problems.append(
                    Problem(path, *item.keys["lang"], "the language is given by the list", "leave 'lang' out")
                )
            if "acceptability" not in values:
                values["acceptability"] = Node("admitted" if preferred else "preferred", item.place)
            preferred = preferred or values["acceptability"].value != "deprecated"
            values["lang"] = Node(lang, item.place)
            terms.append(Node(values, item.place, item.keys))
    return Node(terms, tree.place)


def _by_key(tree: Node, name: str, path: str, problems: list[Problem]) -> Node:
    """A mapping of mappings as a list of mappings that hold their key under `name`."""
    if not isinstance(tree.value, dict) or not all(isinstance(v.value, dict) for v in tree.value.values()):
        mend = f"write each {name}'s id with 'en:', 'zh:' and 'sources:' under it"
        problems.append(Problem(path, *tree.place, f"not a mapping by {name}", mend))
        return Node([], tree.place)
    items = []
    for key in sorted(tree.value):  # parties stand in the order of their ids everywhere
        node = tree.value[key]
        assert isinstance(node.value, dict)
        items.append(Node({**node.value, name: Node(key, tree.keys[key])}, node.place, node.keys))
    return Node(items, tree.place)


def _empty_values(tree: Node, path: str) -> Iterator[Problem]:
    """A key without a value says nothing: one such entry must not pass for text."""
    if isinstance(tree.value, dict):
        for key, node in tree.value.items():
            if isinstance(node.value, str) and not node.value.strip():
                yield Problem(path, *tree.keys[key], f"{key!r} is empty", "give it a value or leave it out")
            yield from _empty_values(node, path)
    elif isinstance(tree.value, list):
        for node in tree.value:
            if isinstance(node.value, str) and not node.value.strip():
                yield Problem(path, *node.place, "an empty entry", "write it or remove the '-'")
            yield from _empty_values(node, path)


def _first_unnormalized(text: str, path: str) -> Problem:
    for number, line in enumerate(text.split("\n"), start=1):
        if not unicodedata.is_normalized("NFC", line):
            column = next(
                i
                for i, (a, b) in enumerate(zip(line, unicodedata.normalize("NFC", line) + "\0", strict=False))
                if a != b
            )
            return Problem(path, number, column + 1, "the text is not in Unicode normal form C", "save it as NFC")
    return Problem(path, 1, 1, "the text is not in Unicode normal form C", "save it as NFC")


# --- against the model -------------------------------------------------------------------------


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(model)


def _validate(tree: Node, path: str, problems: list[Problem]) -> Concept | None:
    from pydantic import ValidationError

    try:
        concept = _adapter(Concept).validate_python(tree.plain())
    except ValidationError as error:
        problems += _explain(error, tree, path)
        return None
    assert isinstance(concept, Concept)
    return concept


def _explain(error: ValidationError, tree: Node, path: str, item: type | None = None) -> Iterator[Problem]:
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
                known = tuple(f.name for f in fields(model)) if model else _FILE_FIELDS
                yield _unknown(path, place, name, tuple(k for k in known if k not in _DERIVED.get(part, ())))
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


def _unknown(path: str, place: tuple[int, int], name: str, known: Iterable[str]) -> Problem:
    return Problem(path, *place, f"unknown field {name!r}", f"nearest known: {_nearest(name, known)}")


def _nearest(name: str, known: Iterable[str]) -> str:
    known = sorted(known)
    return (
        difflib.get_close_matches(name, known, n=1, cutoff=0.4) or [" or ".join(known) if len(known) < 5 else known[0]]
    )[0]


# --- across files ------------------------------------------------------------------------------


def _read_entries(paths: Iterable[Path], folder: Path, problems: list[Problem]) -> Iterator[Entry]:
    first_with: dict[str, str] = {}
    for path in paths:
        domain = path.parent.name if path.parent != folder else ""
        if path.stem in first_with:
            message = f"the id {path.stem!r} is taken by {first_with[path.stem]}"
            problems.append(Problem(str(path), 1, 1, message, "rename one of the files"))
            continue
        first_with[path.stem] = str(path)
        try:
            yield _read_entry(path, domain)
        except TermFileError as error:
            problems += error.problems


def _check_references(entries: list[Entry], registers: Registers, known: Collection[str]) -> Iterator[Problem]:
    ids = {entry.concept.id for entry in entries}
    former: dict[str, str] = {}
    for entry in entries:
        for number, old in enumerate(entry.concept.formerly):
            if old in ids or old in former:
                message = f"the former id {old!r} is also that of {former.get(old, old)!r}"
                yield entry.problem(("formerly", number), message, "an id is for ever; remove one")
            former[old] = entry.concept.id
    for entry in entries:
        yield from _dangling(entry, ids | set(former) | set(known), registers)


def _dangling(entry: Entry, ids: set[str], registers: Registers) -> Iterator[Problem]:
    concept = entry.concept

    def check(at: tuple[int | str, ...], name: str, known: Iterable[str], what: str) -> Iterator[Problem]:
        known = set(known)
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            mend = f"did you mean {near[0]!r}?" if near else f"add the {what} or remove the reference"
            yield entry.problem(at, f"no {what} {name!r}", mend)

    for kind in (f.name for f in fields(Relations)):
        for number, target in enumerate(getattr(concept.relations, kind)):
            yield from check(("relations", kind, number), target, ids - {concept.id}, "concept")
    for number, target in enumerate(concept.superseded_by):
        yield from check(("superseded_by", number), target, ids - {concept.id}, "concept")
    if registers.sources:
        for at, name in _cited(concept):
            yield from check(at, name, registers.sources, "source")
    if registers.domains:
        for number, name in enumerate(concept.domains):
            yield from check(("domains", number), name, registers.domains, "domain")
    if registers.parties:
        for number, position in enumerate(concept.positions):
            yield from check(("positions", number, "party"), position.party, registers.parties, "party")
        for number, event in enumerate(concept.provenance):
            if event.party is not None:
                yield from check(("provenance", number, "party"), event.party, registers.parties, "party")


def _cited(concept: Concept) -> Iterator[tuple[tuple[int | str, ...], str]]:
    yield from ((("sources", n), name) for n, name in enumerate(concept.sources))
    yield from ((("attestations", n, "source"), item.source) for n, item in enumerate(concept.attestations))
    yield from ((("provenance", n, "source"), item.source) for n, item in enumerate(concept.provenance))
    for number, position in enumerate(concept.positions):
        yield from ((("positions", number, "sources", n), name) for n, name in enumerate(position.sources))


def _read_registers(folder: Path, problems: list[Problem]) -> Registers:
    from pydantic import ValidationError

    found: dict[str, dict[str, Any]] = {}
    for name, model in zip(REGISTERS, (Source, Bilingual, Bilingual), strict=True):
        path = folder / f"{name}.yaml"
        found[name] = {}
        if not path.is_file():
            continue
        try:
            tree = parse(decode(read_bytes(path), str(path)), str(path))
            found[name] = _adapter(dict[str, model]).validate_python(tree.plain())  # type: ignore[valid-type]
        except TermFileError as error:
            problems += error.problems
        except ValidationError as error:
            problems += _explain(error, tree, str(path), model)
    return Registers(**found)
