"""A folder of term files: ``<domain>/<id>.yaml``, and the registers beside them.

The registers (``sources.yaml``, ``domains.yaml``, ``parties.yaml``) say what term files refer to by id.
Every problem of every file is told, and references that lead nowhere too.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from glossary.errors import InputError, TermFileError
from glossary.files import decode, read_bytes
from glossary.models import Bilingual, Concept, Registers, Relations, Source
from glossary.problems import Problem
from glossary.termfile import Entry, read_entry
from glossary.validation import adapter, explain
from glossary.yamltree import parse

REGISTERS = ("sources", "domains", "parties")


def read_folder(folder: Path, known: Collection[str] = ()) -> tuple[list[Concept], Registers]:
    """All concepts of a folder of term files, by id, and its registers.

    Relations may lead to concepts of the folder, or to `known` ids of a base beneath it.

    Raises:
        InputError: when there is no such folder, or no term file in it.
        TermFileError: with every problem of every file.
    """
    entries, registers = read_entries(folder, known)
    return [entry.concept for entry in entries], registers


def read_entries(folder: Path, known: Collection[str] = ()) -> tuple[list[Entry], Registers]:
    """The same as `read_folder`, each concept with the place of everything in its file."""
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder of term files; check the name")
    problems: list[Problem] = []
    registers = _read_registers(folder, problems)
    paths = term_files(folder)
    entries = list(_readable(paths, folder, problems))
    if not entries and not problems:
        raise InputError(f"{folder} holds no term file; a term file is <domain>/<id>.yaml in it")
    # A concept whose own file is broken is there all the same: it is told once, not by all who refer to it.
    problems += _check_references(entries, registers, {*known, *(path.stem for path in paths)})
    if problems:
        raise TermFileError(problems)
    return sorted(entries, key=lambda entry: entry.concept.id), registers


def term_files(folder: Path) -> list[Path]:
    """The term files of a folder, in a fixed order; the registers at its top are none."""
    registers = {folder / f"{name}.yaml" for name in (*REGISTERS, "homographs", "base")}
    return sorted(path for path in folder.rglob("*.yaml") if path not in registers)


def read_version(folder: Path) -> str:
    """The version of the content, from ``base.yaml`` at the top of a folder; ``0.0.0`` without one."""
    path = folder / "base.yaml"
    if not path.is_file():
        return "0.0.0"
    stated = parse(decode(read_bytes(path), str(path)), str(path)).plain()
    version = stated.get("version") if isinstance(stated, dict) else None
    if not isinstance(version, str) or not re.fullmatch(r"\d+\.\d+\.\d+", version):
        message = f"version {version!r} is not major.minor.patch"
        raise TermFileError([Problem(str(path), 1, 1, message, "write version: 1.0.0")])
    return version


def _readable(paths: Iterable[Path], folder: Path, problems: list[Problem]) -> Iterator[Entry]:
    first_with: dict[str, str] = {}
    for path in paths:
        domain = path.parent.name if path.parent != folder else ""
        if path.stem in first_with:
            message = f"the id {path.stem!r} is taken by {first_with[path.stem]}"
            problems.append(Problem(str(path), 1, 1, message, "rename one of the files"))
            continue
        first_with[path.stem] = str(path)
        try:
            yield read_entry(path, domain)
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
    ids |= {*former, *known}
    for entry in entries:
        yield from _dangling(entry, ids, registers)


def _dangling(entry: Entry, ids: set[str], registers: Registers) -> Iterator[Problem]:
    concept = entry.concept

    def check(at: tuple[int | str, ...], name: str, known: Collection[str], what: str) -> Iterator[Problem]:
        if name not in known or (what == "concept" and name == concept.id):
            near = [close for close in difflib.get_close_matches(name, known, n=2) if close != concept.id][:1]
            mend = f"did you mean {near[0]!r}?" if near else f"add the {what} or remove the reference"
            yield entry.problem(at, f"no {what} {name!r}", mend)

    for kind in (f.name for f in fields(Relations)):
        for number, target in enumerate(getattr(concept.relations, kind)):
            yield from check(("relations", kind, number), target, ids, "concept")
    for number, target in enumerate(concept.superseded_by):
        yield from check(("superseded_by", number), target, ids, "concept")
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
            found[name] = adapter(dict[str, model]).validate_python(tree.plain())  # type: ignore[valid-type]
        except TermFileError as error:
            problems += error.problems
        except ValidationError as error:
            problems += explain(error, tree, str(path), model)
    return Registers(**found, homographs=_read_homographs(folder / "homographs.yaml", problems))


def _read_homographs(path: Path, problems: list[Problem]) -> dict[str, dict[str, list[str]]]:
    """The meanings of surfaces that have several: a list of ids, or by id the words that stand near."""
    if not path.is_file():
        return {}
    try:
        stated = parse(decode(read_bytes(path), str(path)), str(path)).plain()
    except TermFileError as error:
        problems += error.problems
        return {}
    meanings = {
        surface: {id: [] for id in ids} if isinstance(ids, list) else ids
        for surface, ids in (stated.items() if isinstance(stated, dict) else ())
    }
    right = isinstance(stated, dict) and all(
        isinstance(ids, dict) and all(isinstance(words, list) for words in ids.values()) for ids in meanings.values()
    )
    if not right:
        message = "not a mapping of surfaces to their meanings"
        problems.append(
            Problem(str(path), 1, 1, message, "write 'surface: [id, id]', or 'surface: {id: [word, word]}'")
        )
        return {}
    return meanings
