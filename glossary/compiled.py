"""A compiled base: concepts with all that is derived from them, and the indexes, in one file.

The file is an SQLite database: concepts are read one by one when they are asked for, an index when
its verb is first used. It needs neither YAML nor pydantic, pypinyin or OpenCC to be opened.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from glossary.errors import InputError
from glossary.files import replacing
from glossary.jsonform import concept_from_json, digest, source_from_json, to_json
from glossary.models import Bilingual, Concept, Registers, Term

FORMAT = "3"
"""Of the file; an older or newer one is compiled anew."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a base is made of: concepts with derived forms, registers, and the version of all that."""

    concepts: Mapping[str, Concept]
    version: str
    registers: Registers = field(default_factory=Registers)
    former: Mapping[str, str] = field(default_factory=dict)
    """Ids that concepts had before, and their ids of today."""


def complete(concepts: Iterable[Concept]) -> dict[str, Concept]:
    """Concepts by id, in order, with the pinyin and traditional forms that their files leave out."""
    return {c.id: replace(c, terms=tuple(map(_derived, c.terms))) for c in sorted(concepts, key=lambda c: c.id)}


def _derived(term: Term) -> Term:
    if term.lang != "zh":
        return term
    from glossary.text.pinyin import pinyin
    from glossary.text.scripts import to_traditional

    return replace(
        term,
        traditional=term.traditional or to_traditional(term.text),
        pinyin=term.pinyin or pinyin(term.text) or None,
    )


def content_of(concepts: Iterable[Concept], content_version: str, registers: Registers | None = None) -> Content:
    """The content of a base from concepts as read, in ``major.minor.patch`` of `content_version`."""
    completed = complete(concepts)
    return Content(
        completed,
        f"{content_version.partition('+')[0]}+{digest(completed.values())}",
        registers or Registers(),
        {old: concept.id for concept in completed.values() for old in concept.formerly},
    )


def write(content: Content, path: Path) -> None:
    """Write a compiled base, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file, closing(sqlite3.connect(file)) as connection:
        _fill(connection, content)


def _fill(connection: sqlite3.Connection, content: Content) -> None:
    from glossary.lookup.index import fill
    from glossary.recognize import Recognizer

    registers = content.registers
    parts = {
        "format": FORMAT,
        "version": content.version,
        "sources": _dumps(registers.sources),
        "domains": _dumps(registers.domains),
        "parties": _dumps(registers.parties),
        "homographs": _dumps(registers.homographs),
        "former": _dumps(content.former),
        "recognize": Recognizer.build(content.concepts, registers.homographs).dump(),
    }
    with connection:
        connection.execute("CREATE TABLE concept (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID")
        connection.execute("CREATE TABLE part (name TEXT PRIMARY KEY, data BLOB NOT NULL)")
        rows = ((c.id, _dumps(c)) for c in content.concepts.values())
        connection.executemany("INSERT INTO concept VALUES (?, ?)", rows)
        connection.executemany("INSERT INTO part VALUES (?, ?)", parts.items())
    fill(connection, content.concepts.values())


def _dumps(value: Any) -> str:
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":"))


class CompiledFile:
    """An open compiled base. Its concepts are a mapping that reads each when it is asked for."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        try:
            uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            weakref.finalize(self, self._connection.close)
            if self.text("format") != FORMAT:
                raise InputError(f"{path} is a compiled base of another version of this package; remove it")
        except sqlite3.Error as error:
            raise InputError(f"{path} is no compiled base ({error}); remove it") from None
        self.path = path

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query; one thread at a time, because a connection keeps its statements and reuses them."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def part(self, name: str) -> bytes:
        """One of the indexes."""
        rows = self.rows("SELECT data FROM part WHERE name = ?", name)
        if not rows:
            raise sqlite3.DatabaseError(f"no part {name!r}")
        data = rows[0][0]
        return data.encode() if isinstance(data, str) else bytes(data)

    def text(self, name: str) -> str:
        return self.part(name).decode()

    def content(self) -> Content:
        """What the file holds; concepts are read when they are asked for."""
        return Content(
            _StoredConcepts(self),
            self.text("version"),
            Registers(
                _StoredRegister(self, "sources", source_from_json),
                _StoredRegister(self, "domains", lambda form: Bilingual(**form)),
                _StoredRegister(self, "parties", lambda form: Bilingual(**form)),
                _StoredRegister(self, "homographs", dict),
            ),
            json.loads(self.text("former")),
        )


class _StoredRegister(Mapping[str, Any]):
    """A register, read when something is first asked of it: a lookup never does."""

    def __init__(self, file: CompiledFile, name: str, make: Callable[[Any], Any]) -> None:
        self._file, self._name, self._make = file, name, make

    @cached_property
    def _entries(self) -> dict[str, Any]:
        return {id: self._make(form) for id, form in json.loads(self._file.text(self._name)).items()}

    def __getitem__(self, id: str) -> Any:
        return self._entries[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


class _StoredConcepts(Mapping[str, Concept]):
    def __init__(self, file: CompiledFile) -> None:
        self._file = file
        self._read: dict[str, Concept] = {}

    def __getitem__(self, id: str) -> Concept:
        concept = self._read.get(id)
        if concept is None:
            rows = self._file.rows("SELECT data FROM concept WHERE id = ?", id)
            if not rows:
                raise KeyError(id)
            concept = self._read.setdefault(id, concept_from_json(json.loads(rows[0][0])))
        return concept

    def __iter__(self) -> Iterator[str]:
        return iter([id for (id,) in self._file.rows("SELECT id FROM concept ORDER BY id")])

    def __len__(self) -> int:
        return int(self._file.rows("SELECT count(*) FROM concept")[0][0])
