"""What commands print: JSON, marked lines, tables; rich on a terminal, plain text elsewhere."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.errors import InputError
from glossary.files import replacing

if TYPE_CHECKING:
    from rich.table import Table

_CODES = {
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "cyan": "36",
}
Line = Sequence[str | tuple[str, str]]
"""Pieces of text; a pair is a text and its style."""


def print_json(version: str, **fields: Any) -> None:
    """One JSON object on one line, with the version of the base."""
    sys.stdout.writelines(json_parts(version, **fields))


def json_parts(version: str, **fields: Any) -> Iterator[str]:
    r"""The parts of that line; the items of an iterator are not all made at once.

    >>> "".join(json_parts("1.2.3", none=iter(()), some=(n for n in (1, 2)), text="是"))
    '{"base": "1.2.3", "none": [], "some": [1, 2], "text": "是"}\n'
    """
    yield f'{{"base": {_json(version)}'
    for name, value in fields.items():
        yield f", {_json(name)}: "
        if isinstance(value, Iterator):
            yield "["
            for number, item in enumerate(value):
                yield (", " if number else "") + _json(item)
            yield "]"
        else:
            yield _json(value)
    yield "}\n"


def _json(value: Any) -> str:
    def form(value: Any) -> Any:
        from glossary.jsonform import to_json

        return to_json(value)

    return json.dumps(value, ensure_ascii=False, default=form)


def write_parts(parts: Iterable[str], output: str | None) -> None:
    """Write a result to a file, whole or not at all; for None and ``-`` to standard output.

    Raises:
        InputError: when the file cannot be written.
    """
    if output in (None, "-"):
        sys.stdout.writelines(parts)
        return
    path = Path(str(output))
    if path.exists() and not path.is_file():  # it would be replaced, whatever it is
        raise InputError(f"{path} is no ordinary file; name one, or - for standard output")
    try:
        with replacing(path) as new, new.open("w", encoding="utf-8", newline="") as file:
            file.writelines(parts)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}") from None


def print_lines(lines: Iterable[Line]) -> None:
    """Lines of styled pieces; the styles show on a terminal only."""
    # Not by rich, whose import takes longer than all the rest of a lookup; tables are its work.
    styled = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    if styled and os.name == "nt":
        os.system("")  # noqa: S605, S607 — lets the Windows console read the codes
    for line in lines:
        print("".join(map(_coded, line)) if styled else _unstyled(line))


def _coded(piece: str | tuple[str, str]) -> str:
    """A piece with the codes of its style (ECMA-48, select graphic rendition)."""
    if isinstance(piece, str):
        return piece
    text, style = piece
    return f"\x1b[{';'.join(_CODES[word] for word in style.split())}m{text}\x1b[0m" if text else ""


def print_table(header: Sequence[str], rows: Iterable[Sequence[str | Line]]) -> None:
    """A table on a terminal, tab-separated values elsewhere."""
    if not sys.stdout.isatty():
        print("\t".join(header))
        for row in rows:
            print("\t".join(_plain(cell) for cell in row))
        return
    from rich.cells import cell_len
    from rich.console import Console

    console = Console(highlight=False)
    rows = iter(rows)
    widths: list[int] = []
    shown = header
    while block := list(islice(rows, _BLOCK)):
        if len(block) == _BLOCK and not widths:  # more may come, and must have the same columns
            widths = [max(cell_len(_plain(cell)) for cell in column) for column in zip(header, *block, strict=True)]
        console.print(_table(shown, block, widths))
        shown = ()
    if shown:
        console.print(_table(shown, [], []))


_BLOCK = 200
"""Rows that are laid out at once: a long table is seen before it is made to the end."""
_NARROW = 12
"""Columns up to this width keep theirs; the others share what is left."""


def _table(header: Sequence[str], rows: Sequence[Sequence[str | Line]], widths: Sequence[int]) -> Table:
    """A table without a head where there is no header; with `widths`, laid out by them, whatever the rows are."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 1, 0), header_style="bold", expand=bool(widths), show_header=bool(header))
    for number, name in enumerate(header or [""] * len(widths)):
        width = widths[number] if widths else 0
        fixed = width if 0 < width <= _NARROW else None
        # Chinese has no spaces to break lines at, hence fold.
        table.add_column(name, overflow="fold", width=fixed, ratio=None if fixed or not widths else min(width, 60))
    for row in rows:
        table.add_row(*(Text(cell) if isinstance(cell, str) else Text.assemble(*cell) for cell in row))
    return table


def _plain(cell: str | Line) -> str:
    return " ".join((cell if isinstance(cell, str) else _unstyled(cell)).split())


def _unstyled(line: Line) -> str:
    return "".join(piece if isinstance(piece, str) else piece[0] for piece in line)


def marked(text: str, spans: Iterable[tuple[int, int]], style: str) -> list[str | tuple[str, str]]:
    """A text with parts in a style.

    >>> marked("robots", [(0, 5)], "bold")
    [('robot', 'bold'), 's']
    """
    pieces: list[str | tuple[str, str]] = []
    done = 0
    for start, end in spans:
        pieces += [text[done:start], (text[start:end], style)]
        done = end
    return [piece for piece in [*pieces, text[done:]] if piece]


@contextmanager
def working(what: str) -> Iterator[None]:
    """Says on a terminal what goes on, when it goes on for longer than a second."""

    def show(done: threading.Event) -> None:
        from rich.console import Console

        with Console(stderr=True).status(f"{what} …"):
            done.wait()

    with _meanwhile(show):
        yield


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """The same with a bar. What is given takes how much is done, and of how much; until it is told, the bar waits."""
    told: list[tuple[int, int]] = []

    def show(done: threading.Event) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn(f"{what} …"), BarColumn(), TextColumn("{task.fields[count]}"), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=None, count="")
            while not done.wait(_LOOK):
                for completed, total in told:
                    bar.update(task, completed=completed, total=total, count=f"{completed}/{total}")

    def tell(completed: int, total: int) -> None:
        told[:] = [(completed, total)]

    with _meanwhile(show):
        yield tell


_PATIENCE = 1.0
"""Seconds after which it is said what goes on."""
_LOOK = 0.1
"""Seconds between two looks at how far it is."""


@contextmanager
def _meanwhile(show: Callable[[threading.Event], None]) -> Iterator[None]:
    """Runs `show` in a thread beside the work, on a terminal, unless the work is soon done."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()

    def wait() -> None:
        if not done.wait(_PATIENCE):
            show(done)

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
