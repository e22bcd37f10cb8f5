"""A term file: one concept, read and validated.

The shape of a file differs from `Concept` in four places, for the sake of those who write it: terms
stand by language (the first is preferred), positions by party, the first domain is the folder, and the
id is the file's name. `_concept_tree` turns the one into the other with all places kept, so that
complaints about the model lead back to line and column.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossary.errors import InputError, TermFileError
from glossary.files import decode, read_bytes
from glossary.models import Concept
from glossary.problems import Problem
from glossary.validation import FILE_FIELDS, unknown_field, validate_concept
from glossary.yamltree import Node, parse

MAX_BYTES = 1_000_000
"""A term file is one concept: a few kilobytes. More is a mistake, or an attack on the parser."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept as read, with its tree for messages about places."""

    concept: Concept
    path: str
    tree: Node

    def problem(self, at: tuple[int | str, ...], message: str, mend: str) -> Problem:
        return Problem(self.path, *self.tree.locate(at), message, mend)


def read_file(path: Path) -> Concept:
    """One concept from its file; what it refers to is not looked up.

    Raises:
        InputError: when the file cannot be read.
        TermFileError: with every problem of the file.
    """
    return read_entry(path, path.parent.name).concept


def read_text(text: str, *, id: str, domain: str = "", path: str = "text") -> Concept:
    """One concept from the text of a term file.

    >>> read_text("terms: {en: [robot], zh: [机器人]}", id="robot").preferred("zh").text
    '机器人'
    """
    return _entry(text, id, domain, path).concept


def read_entry(path: Path, domain: str) -> Entry:
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
    concept = validate_concept(tree, path, problems)
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
    for name, place in keys.items():
        if name not in FILE_FIELDS:
            problems.append(unknown_field(path, place, name, FILE_FIELDS))
            values.pop(name, None)
    values["domains"] = Node([*folder, *more], also_in.place)
    values["id"] = Node(id, tree.place)
    if "terms" in values:
        values["terms"] = _terms_tree(values["terms"], path, problems)
    if "positions" in values:
        values["positions"] = _by_key(values["positions"], "party", path, problems)
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
            problems.append(unknown_field(path, tree.keys[lang], lang, ("en", "zh")))
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
