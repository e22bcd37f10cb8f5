"""The index of lookup: keys and grams of a base, in tables of one SQLite database.

A compiled base holds them in its file, and a query reads the few rows that it needs: opening costs
nothing, whatever the size of the base, and processes share the pages. A base that is only in memory
has them in a database in memory.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from glossary.cards import terms
from glossary.lookup.keys import KINDS, grams, reading_grams
from glossary.places import TERMS, little_endian, place

if TYPE_CHECKING:
    from glossary.models import Concept

BUDGET = 2_500
"""Entries of gram lists that are counted, the rarest lists first; more where nothing good was found."""

WIDE_BUDGET = 16_000

CANDIDATES = 40
"""Keys that share the most grams with a query and are compared with it."""

_ACCEPTABILITY = ("preferred", "admitted", "deprecated")
_STATUS = ("reviewed", "draft", "deprecated")
_SCHEMA = """
CREATE TABLE form (kind INTEGER, key TEXT, place INTEGER, rank INTEGER, PRIMARY KEY (kind, key, place)) WITHOUT ROWID;
CREATE TEMP TABLE unsorted (kind INTEGER, key TEXT, place INTEGER, rank INTEGER);
CREATE TABLE near (n INTEGER PRIMARY KEY, kind INTEGER, spaced TEXT);
CREATE TABLE gram (gram TEXT PRIMARY KEY, size INTEGER, keys BLOB) WITHOUT ROWID;
CREATE TABLE reading (character TEXT PRIMARY KEY, syllable TEXT) WITHOUT ROWID;
"""

Rows = Callable[..., list[tuple[Any, ...]]]
"""Runs a query with its values; one thread at a time."""


class TermForm(NamedTuple):
    """What lookup needs of a term."""

    text: str
    lang: str
    pinyin: str


def term_forms(form: Mapping[str, Any]) -> list[TermForm]:
    """The terms of a concept's JSON form by their numbers."""
    return [TermForm(term["text"], lang, term.get("pinyin") or "") for lang, term in terms(form)]


class Place(NamedTuple):
    """A term: the numbers of its concept and of it there, and its rank among terms that answer equally well."""

    concept: int
    number: int
    rank: int


class Near(NamedTuple):
    """A key that shares grams with a query; `spaced` is it with spaces between its words."""

    kind: str
    key: str
    spaced: str


class Index:
    """Where terms are found, by their keys. Reads a database; immutable."""

    def __init__(self, rows: Rows, form: Callable[[int], Mapping[str, Any]]) -> None:
        self._rows = rows
        self.form = form
        """The JSON form of a concept by its number."""

    @classmethod
    def build(cls, concepts: Iterable[Concept]) -> Self:
        """An index of concepts that are in memory."""
        from glossary.jsonform import to_json

        listed = list(concepts)
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        fill(connection, listed)
        lock = threading.Lock()

        def rows(query: str, *values: Any) -> list[tuple[Any, ...]]:
            with lock:
                return connection.execute(query, values).fetchall()

        index = cls(rows, lambda number: to_json(listed[number]))
        weakref.finalize(index, connection.close)
        return index

    def terms(self, concept: int) -> list[TermForm]:
        """The terms of a concept by their numbers."""
        return term_forms(self.form(concept))

    def find(self, *keys: tuple[str, str]) -> dict[tuple[str, str], list[Place]]:
        """The terms of keys, each given with its kind."""
        found: dict[tuple[str, str], list[Place]] = {pair: [] for pair in keys}
        if keys:
            one = "SELECT kind, key, place, rank FROM form WHERE kind = ? AND key = ?"
            query = " UNION ALL ".join([one] * len(keys))
            values = (value for kind, key in keys for value in (KINDS.index(kind), key))
            for kind, key, at, rank in self._rows(query, *values):
                found[KINDS[kind], key].append(Place(at // TERMS, at % TERMS, rank))
        return found

    def beginning(self, kind: str, start: str, limit: int = 200) -> Iterator[tuple[str, Place]]:
        """The terms with a key that begins so, and goes on; the shortest first."""
        query = "SELECT key, place, rank FROM form WHERE kind = ? AND key > ? AND key < ? ORDER BY length(key) LIMIT ?"
        for key, at, rank in self._rows(query, KINDS.index(kind), start, start + "\U0010ffff", limit):
            yield key, Place(at // TERMS, at % TERMS, rank)

    def reading(self, characters: str) -> list[str]:
        """The usual reading of each character, empty for one that is not Chinese or rare."""
        wanted = sorted(set(characters))
        marks = ",".join("?" * len(wanted))
        query = f"SELECT character, syllable FROM reading WHERE character IN ({marks})"  # noqa: S608
        known: dict[str, str] = dict(self._rows(query, *wanted))
        return [known.get(character, "") for character in characters]

    def near(self, folded: Sequence[str], reading: str = "") -> Iterator[list[Near]]:
        """The keys that share the most grams with folded words, or with a reading; the likeliest first.

        Who goes on after the first list gets a second one, of a wider search.
        """
        wanted = grams(list(folded)) | (reading_grams(reading) if reading else set())
        sizes = self._sizes(wanted)
        counts: Counter[int] = Counter()
        for left in (BUDGET, WIDE_BUDGET):
            chosen: list[str] = []
            taken = 0
            while sizes and (taken + sizes[0][0] <= left or not (chosen or counts)):
                size, gram = sizes.pop(0)
                taken += size
                chosen.append(gram)
            for keys in self._keys(chosen):
                counts.update(keys)
            yield self._near(counts)

    def _near(self, counts: Counter[int]) -> list[Near]:
        best = _most(counts, CANDIDATES)
        marks = ",".join("?" * len(best))
        found = self._rows(f"SELECT n, kind, spaced FROM near WHERE n IN ({marks})", *best)  # noqa: S608
        by_number = {n: Near(KINDS[kind], spaced.replace(" ", ""), spaced) for n, kind, spaced in found}
        return [by_number[n] for n in best]

    def _sizes(self, wanted: Iterable[str]) -> list[tuple[int, str]]:
        listed = sorted(wanted)[:400]
        marks = ",".join("?" * len(listed))
        return sorted(self._rows(f"SELECT size, gram FROM gram WHERE gram IN ({marks})", *listed))  # noqa: S608

    def _keys(self, chosen: Sequence[str]) -> Iterator[array[int]]:
        marks = ",".join("?" * len(chosen))
        for (data,) in self._rows(f"SELECT keys FROM gram WHERE gram IN ({marks})", *chosen):  # noqa: S608
            numbers = array("I")
            numbers.frombytes(data)
            yield little_endian(numbers)


def _most(counts: Counter[int], limit: int) -> list[int]:
    """The keys with the highest counts; a cut by count spares the sorting of all."""
    if len(counts) > limit:
        heights = Counter(counts.values())
        taken, floor = 0, 0
        for height in sorted(heights, reverse=True):
            taken += heights[height]
            floor = height
            if taken >= limit:
                break
        kept = [(-count, n) for n, count in counts.items() if count >= floor]
    else:
        kept = [(-count, n) for n, count in counts.items()]
    return [n for _, n in sorted(kept)[:limit]]


def fill(connection: sqlite3.Connection, concepts: Iterable[Concept]) -> None:
    """Write the tables of an index of concepts, which are numbered as they come, into a database."""
    from glossary.lookup.keys import forms
    from glossary.text.pinyin import readings

    lists: dict[str, array[int]] = {}
    numbers: dict[tuple[int, str], int] = {}
    spaced: list[str] = []

    def rows() -> Iterator[tuple[int, str, int, int]]:
        for n, concept in enumerate(concepts):
            status = _STATUS.index(concept.status)
            for number, term in enumerate(concept.terms):
                rank = _ACCEPTABILITY.index(term.acceptability) * 3 + status
                for name, key, apart in forms(term):
                    kind = KINDS.index(name)
                    yield kind, key, place(n, number), rank
                    if apart and (kind, key) not in numbers:
                        numbers[kind, key] = len(numbers) + 1
                        spaced.append(apart)

    connection.executescript(_SCHEMA)
    with connection:
        connection.executemany("INSERT INTO unsorted VALUES (?, ?, ?, ?)", rows())
        # In the order of the key, so that the tree is built from left to right: several times as fast.
        connection.execute("INSERT OR IGNORE INTO form SELECT * FROM unsorted ORDER BY kind, key, place")
        connection.execute("DROP TABLE unsorted")
        entries = ((n, kind, text) for ((kind, _), n), text in zip(numbers.items(), spaced, strict=True))
        connection.executemany("INSERT INTO near VALUES (?, ?, ?)", entries)
        kinds = [kind for kind, _ in numbers]
        numbers.clear()
        folded = KINDS.index("folded")
        for n, (kind, text) in enumerate(zip(kinds, spaced, strict=True), start=1):
            for gram in grams(text.split(" ")) if kind == folded else reading_grams(text):
                if gram in lists:
                    lists[gram].append(n)
                else:
                    lists[gram] = array("I", (n,))
        grams_in_order = ((gram, len(keys), little_endian(keys).tobytes()) for gram, keys in sorted(lists.items()))
        connection.executemany("INSERT INTO gram VALUES (?, ?, ?)", grams_in_order)
        connection.executemany("INSERT INTO reading VALUES (?, ?)", readings())
