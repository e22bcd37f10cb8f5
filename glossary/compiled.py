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
from functools import cached_property
from typing import TYPE_CHECKING, Any

from glossary.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.models import Bilingual, Concept, Registers, Term

FORMAT = "6"
"""Of the file; an older or newer one is compiled anew."""

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE concept (n INTEGER PRIMARY KEY, id TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE part (name TEXT PRIMARY KEY, data BLOB NOT NULL);
"""


class Content:
    """What a base is made of: concepts with derived forms, registers, and the version of all that."""

    def __init__(self, concepts: Mapping[str, Concept], content_version: str, registers: Registers) -> None:
        self.concepts = concepts
        self.stated_version = content_version.partition("+")[0]
        """``major.minor.patch``."""
        self._registers = registers

    @property
    def registers(self) -> Registers:
        return self._registers

    @cached_property
    def version(self) -> str:
        """``major.minor.patch`` as the files state it, ``+`` and twelve digits that differ where a concept does."""
        return f"{self.stated_version}+{_digest(map(stored, self.concepts.values()))}"

    @cached_property
    def former(self) -> Mapping[str, str]:
        """Ids that concepts had before, and their ids of today."""
        return {old: concept.id for concept in self.concepts.values() for old in concept.formerly}


def content_of(concepts: Iterable[Concept], content_version: str, registers: Registers | None = None) -> Content:
    """The content of a base from concepts as read, in ``major.minor.patch`` of `content_version`."""
    from glossary.models import Registers

    return Content(complete(concepts), content_version, registers or Registers())


def complete(concepts: Iterable[Concept]) -> dict[str, Concept]:
    """Concepts by id, in order, with the pinyin and traditional forms that their files leave out."""
    from dataclasses import replace

    from glossary.text.scripts import all_to_traditional

    listed = sorted(concepts, key=lambda c: c.id)
    texts = list({t.text for c in listed for t in c.terms if t.lang == "zh" and not t.traditional})
    traditional = dict(zip(texts, all_to_traditional(texts), strict=True))
    # English terms first, which is the order of the JSON form.
    return {
        c.id: replace(
            c, terms=tuple(sorted((_derived(t, traditional) for t in c.terms), key=lambda term: term.lang != "en"))
        )
        for c in listed
    }


def _derived(term: Term, traditional: Mapping[str, str]) -> Term:
    if term.lang != "zh" or (term.traditional and term.pinyin):
        return term
    from dataclasses import replace

    from glossary.text.pinyin import pinyin

    return replace(
        term,
        traditional=term.traditional or traditional[term.text],
        pinyin=term.pinyin or pinyin(term.text) or None,
    )


def stored(concept: Concept) -> str:
    """A concept as JSON without the fields that have nothing in them."""
    from glossary.jsonform import brief

    return _encode(brief(concept))


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def _digest(texts: Iterable[str]) -> str:
    import hashlib

    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode())
    return digest.hexdigest()[:12]


def write(content: Content, path: Path) -> None:
    """Write a compiled base, whole or not at all."""
    from glossary.files import replacing

    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file, closing(sqlite3.connect(file)) as connection:
        _fill(connection, content)


def _fill(connection: sqlite3.Connection, content: Content) -> None:
    from glossary.jsonform import to_json
    from glossary.lookup.index import fill
    from glossary.recognize import PARTS, Recognizer

    def dumps(value: Any) -> str:
        return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":"))

    concepts, registers = list(content.concepts.values()), content.registers
    connection.executescript(_SCHEMA)
    with connection:
        rows = ((number, concept.id, stored(concept)) for number, concept in enumerate(concepts))
        connection.executemany("INSERT INTO concept VALUES (?, ?, ?)", rows)
        connection.execute("CREATE UNIQUE INDEX concept_id ON concept (id)")
        data = (data for (data,) in connection.execute("SELECT data FROM concept ORDER BY n"))
        parts = {
            "format": FORMAT,
            "version": f"{content.stated_version}+{_digest(data)}",
            "sources": dumps(registers.sources),
            "domains": dumps(registers.domains),
            "parties": dumps(registers.parties),
            "homographs": dumps(registers.homographs),
            "former": dumps(content.former),
            **dict(zip(PARTS, Recognizer.build(concepts, registers.homographs).dump(), strict=True)),
        }
        connection.executemany("INSERT INTO part VALUES (?, ?)", parts.items())
    fill(connection, concepts)


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
        self.concepts = _StoredConcepts(self)

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

    def form(self, number: int) -> dict[str, Any]:
        """The JSON form of a concept by its number, without the fields that have nothing in them."""
        form: dict[str, Any] = json.loads(self.rows("SELECT data FROM concept WHERE n = ?", number)[0][0])
        return form


class StoredContent(Content):
    """The content of a compiled file, read as it is asked for."""

    def __init__(self, file: CompiledFile) -> None:
        self._file = file
        self.concepts = file.concepts

    @cached_property
    def registers(self) -> Registers:
        from glossary.jsonform import source_from_json
        from glossary.models import Bilingual, Registers

        def bilingual(form: Any) -> Bilingual:
            return Bilingual(**form)

        return Registers(
            _StoredRegister(self._file, "sources", source_from_json),
            _StoredRegister(self._file, "domains", bilingual),
            _StoredRegister(self._file, "parties", bilingual),
            _StoredRegister(self._file, "homographs", dict),
        )

    @cached_property
    def version(self) -> str:
        return self._file.text("version")

    @cached_property
    def former(self) -> Mapping[str, str]:
        former: dict[str, str] = json.loads(self._file.text("former"))
        return former


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


class _StoredConcepts(Mapping[str, "Concept"]):
    """Concepts by id; `at` has them by number, the place in the order of ids."""

    def __init__(self, file: CompiledFile) -> None:
        self._file = weakref.proxy(file)
        self._read: dict[str, Concept] = {}
        self._ids: dict[int, str] = {}

    def __getitem__(self, id: str) -> Concept:
        concept = self._read.get(id)
        if concept is None:
            concept = self._made(self._file.rows("SELECT n, id, data FROM concept WHERE id = ?", id), id)
        return concept

    def at(self, number: int) -> Concept:
        if number in self._ids:
            return self._read[self._ids[number]]
        return self._made(self._file.rows("SELECT n, id, data FROM concept WHERE n = ?", number), number)

    def _made(self, rows: list[tuple[Any, ...]], key: str | int) -> Concept:
        from glossary.jsonform import concept_from_json

        if not rows:
            raise KeyError(key)
        number, id, data = rows[0]
        concept = self._read.setdefault(id, concept_from_json(json.loads(data)))
        self._ids[number] = id
        return concept

    def __iter__(self) -> Iterator[str]:
        return iter([id for (id,) in self._file.rows("SELECT id FROM concept ORDER BY n")])

    def __len__(self) -> int:
        return int(self._file.rows("SELECT count(*) FROM concept")[0][0])
