"""The text of a file with markup, and where each piece of it stands in the file.

A reader of a format hands a `Collector` the text that a person reads, run by run, each with its place; the
`Collector` sees to white space, wrapped lines and the blank lines between paragraphs, and makes an `Extract`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Self

from glossary.models import Span
from glossary.text.wrapping import is_seamless

_SPACE = " \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029"
"""White space that markup does not keep. No-break and ideographic spaces are kept."""
_RUN = re.compile(f"[{_SPACE}]+|[^{_SPACE}]+")
_WHITE = re.compile(f"[{_SPACE}]+")
_LINE_BREAK = re.compile(r"[\n\r\u2028\u2029]")


class Piece(NamedTuple):
    """A run of the text: its start there, and its start and end in the original."""

    start: int
    origin: int
    end: int


@dataclass(frozen=True, slots=True)
class Extract:
    """A text, and the pieces that it was made of, in order; offsets are code points.

    >>> extract = Extract("AT&T", (Piece(0, 3, 5), Piece(2, 5, 10), Piece(3, 10, 11)))  # <b>AT&amp;T</b>
    >>> extract.place(0), extract.place(3), extract.span((0, 3))
    (3, 10, (3, 10))
    """

    text: str
    pieces: tuple[Piece, ...]

    @classmethod
    def whole(cls, text: str) -> Self:
        """Text without markup: every place is its own."""
        return cls(text, (Piece(0, 0, len(text)),))

    def place(self, offset: int) -> int:
        """Where the character at an offset of the text begins in the original; for the text's end, its end there."""
        if not self.pieces:
            return 0
        piece = self.pieces[max(bisect_right(self.pieces, offset, key=_start) - 1, 0)]
        return min(piece.origin + offset - piece.start, piece.end)

    def span(self, span: Span) -> Span:
        """The part of the original from the first to the last character of a span; an empty span stays empty."""
        start, end = span
        if end <= start:
            return self.place(start), self.place(start)
        number = bisect_right(self.pieces, end - 1, key=_start) - 1
        piece = self.pieces[number]
        stop = self.pieces[number + 1].start if number + 1 < len(self.pieces) else len(self.text)
        return self.place(start), piece.end if stop <= end else piece.origin + end - piece.start

    def runs(self, start: int, end: int) -> Iterator[tuple[str, int]]:
        """A part of the text, cut where it was not one in the original, each run with its place there."""
        number = max(bisect_right(self.pieces, start, key=_start) - 1, 0)
        while start < end:
            number += 1
            stop = min(self.pieces[number].start, end) if number < len(self.pieces) else end
            yield self.text[start:stop], self.place(start)
            start = stop


def _start(piece: Piece) -> int:
    return piece.start


class Collector:
    r"""Makes an `Extract` of runs of text that come in the order of the original.

    >>> collector = Collector()
    >>> collector.text("Human\n  control ", 3)
    >>> collector.end_paragraph()
    >>> collector.text("人类\n控制", 30)
    >>> collector.extract().text
    'Human control\n\n人类控制'
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._space: Piece | None = None
        """White space read and not yet written; its `start` says whether a line break is in it."""
        self._left_out = False
        self._ends = 0
        """What the next character is kept apart by: 1 a line break, 2 or more a blank line."""

    def text(self, text: str, origin: int, end: int | None = None) -> None:
        """A run of text, and where it stands; `end` where it is no copy of the original, as for an entity."""
        if end is not None:
            (self._blank if _WHITE.fullmatch(text) else self._run)(text, origin, end)
            return
        for match in _RUN.finditer(text):
            add = self._blank if _WHITE.match(match.group()) else self._run
            add(match.group(), origin + match.start(), origin + match.end())

    def leave_out(self) -> None:
        """Something in the line that is no text; the spaces around it are as loose as a line break."""
        self._left_out = True

    def end_line(self) -> None:
        """A line break that is meant; two of them end the paragraph."""
        if self._parts:
            self._ends += 1

    def end_paragraph(self) -> None:
        """The end of what no sentence crosses."""
        if self._parts:
            self._ends = 2

    def extract(self) -> Extract:
        """What was collected."""
        return Extract("".join(self._parts), tuple(self._pieces))

    def _blank(self, text: str, start: int, end: int) -> None:
        broken = bool(_LINE_BREAK.search(text))
        if self._space is None:
            self._space = Piece(broken, start, end)
        else:
            self._space = Piece(broken or self._space.start, self._space.origin, end)

    def _run(self, text: str, origin: int, end: int) -> None:
        space, self._space = self._space, None
        loose = self._left_out or bool(space and space.start)
        self._left_out = False
        if not self._parts or self._ends:
            text, origin = _without_indent(text, origin)
            if not text:
                return
        if self._ends:
            place = self._pieces[-1].end
            self._write("\n" if self._ends == 1 else "\n\n", place, place)
            self._ends = 0
        elif space is not None and self._parts and not (loose and is_seamless(self._parts[-1][-1], text[0])):
            self._write(" ", space.origin, space.end)
        self._write(text, origin, end)

    def _write(self, text: str, origin: int, end: int) -> None:
        last = self._pieces[-1] if self._pieces else None
        if (
            last
            and last.end == origin
            and last.end - last.origin == self._length - last.start
            and end - origin == len(text)
        ):
            self._pieces[-1] = Piece(last.start, last.origin, end)
        else:
            self._pieces.append(Piece(self._length, origin, end))
        self._parts.append(text)
        self._length += len(text)


def _without_indent(text: str, origin: int) -> tuple[str, int]:
    """A paragraph's first run without the ideographic spaces that Chinese paragraphs are indented by."""
    bare = text.lstrip("\u3000\xa0")
    return bare, origin + len(text) - len(bare)
