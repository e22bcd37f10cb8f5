"""CSV and TSV: a concept a row.

The columns ``en`` and ``zh`` are the preferred terms, the others have the names of a term file's
fields; a cell of a plain field is its text, any other cell is JSON, and an empty cell is a field left
out. A row without ``id`` is a pair of terms (see `glossary.layers`).
"""

from __future__ import annotations

import csv
import io
import json
import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from glossary.errors import InputError, TermFileError
from glossary.formats.jsonfile import item_from_json
from glossary.jsonform import to_json
from glossary.layers import Item, pair
from glossary.models import Concept
from glossary.problems import Problem

_PLAIN = ("id", "kind", "status", "reviewed", "agreement")
_NESTED = (
    "domains", "terms", "definition", "positions", "clarification", "attestations", "relations", "examples",
    "provenance", "sources", "credits", "formerly", "superseded_by",
)  # fmt: skip
_COLUMNS = ("base", "id", "en", "zh", *_PLAIN[1:], *_NESTED)
_ALSO_READ = ("also_in", "standing")


def write(concepts: Iterable[Concept], version: str, *, delimiter: str) -> Iterator[str]:
    """The lines of a table that `read` turns back into equal concepts."""
    yield _line(_COLUMNS, delimiter)
    for concept in concepts:
        form = to_json(concept)
        cells = [version, concept.id, concept.preferred("en").text, concept.preferred("zh").text]
        cells += [form[name] or "" for name in _PLAIN[1:]]
        cells += [json.dumps(form[name], ensure_ascii=False) if form[name] else "" for name in _NESTED]
        yield _line(cells, delimiter)


def _line(cells: Iterable[str], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return out.getvalue()


def read(text: str, path: str, *, delimiter: str) -> tuple[list[Item], str]:
    """The concepts of a table, and the version that it states (``0.0.0`` if none).

    A row with a term in one language only is left out with a warning.

    Raises:
        InputError: when the columns ``en`` and ``zh`` are missing or a column is unknown.
        TermFileError: with every problem of every row.
    """
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip() for name in next(reader, [])]
    _check_header(header, path)
    items: list[Item] = []
    problems: list[Problem] = []
    version = "0.0.0"
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            problems.append(Problem(path, reader.line_num, 1, f"not valid CSV: {error}", "check the quotes"))
            break
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}
        version = row.pop("base", version)
        if not row:
            continue
        if "en" not in row or "zh" not in row:
            side = "English" if "en" not in row else "Chinese"
            warnings.warn(f"{path}:{reader.line_num}: no {side} term; the row is left out", stacklevel=2)
            continue
        if len(row) == 2:  # a pair alone, as most tables have them, needs no further look
            items.append(pair(row["en"], row["zh"]))
            continue
        try:
            items.append(item_from_json(_form(row), path, (reader.line_num, 1)))
        except TermFileError as error:
            problems += error.problems
        except json.JSONDecodeError as error:
            message = f"a cell is not valid JSON: {error.msg}"
            problems.append(Problem(path, reader.line_num, 1, message, "lists and nested fields are JSON"))
    if problems:
        raise TermFileError(problems)
    return items, version


def _check_header(header: list[str], path: str) -> None:
    if missing := [name for name in ("en", "zh") if name not in header]:
        raise InputError(f"{path}:1:1: no column {missing[0]!r}; the first line names the columns, at least en and zh")
    known = {*_COLUMNS, *_ALSO_READ}
    if unknown := [name for name in header if name and name not in known]:
        import difflib

        near = difflib.get_close_matches(unknown[0], sorted(known), n=1)
        mend = f"did you mean {near[0]!r}?" if near else "remove it; known are " + ", ".join(sorted(known))
        raise InputError(f"{path}:1:{header.index(unknown[0]) + 1}: unknown column {unknown[0]!r}; {mend}")


def _form(row: Mapping[str, str]) -> dict[str, Any]:
    form: dict[str, Any] = {}
    for name, cell in row.items():
        if name in _NESTED or name == "also_in":
            listed = name in ("domains", "sources", "credits", "formerly", "superseded_by", "also_in")
            form[name] = (
                [part.strip() for part in cell.split(";")] if listed and not cell.startswith("[") else json.loads(cell)
            )
        else:
            form[name] = cell
    return form
