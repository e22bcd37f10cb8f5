"""What commands print: JSON, marked lines, tables; rich on a terminal, plain text elsewhere."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

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

    def form(value: Any) -> Any:
        from glossary.jsonform import to_json

        return to_json(value)

    print(json.dumps({"base": version, **fields}, ensure_ascii=False, default=form))


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


def print_table(header: Sequence[str], rows: Iterable[Sequence[str | Line]], *, plain: bool = False) -> None:
    """A table on a terminal, tab-separated values elsewhere, or where `plain` asks for them."""
    if plain or not sys.stdout.isatty():
        print("\t".join(header))
        for row in rows:
            print("\t".join(_plain(cell) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 1, 0), header_style="bold")
    for name in header:
        table.add_column(name, overflow="fold")  # Chinese has no spaces to break lines at
    for row in rows:
        table.add_row(*(Text(cell) if isinstance(cell, str) else Text.assemble(*cell) for cell in row))
    Console(highlight=False).print(table)


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
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()

    def show() -> None:
        if done.wait(1):
            return
        from rich.console import Console

        with Console(stderr=True).status(f"{what} …"):
            done.wait()

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
