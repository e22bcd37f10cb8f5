"""A file as a passage: plain text as it is, Markdown and HTML as what a person reads of them.

The name of the file tells which it is: ``.md`` and ``.markdown``, ``.html``, ``.htm`` and ``.xhtml``, else plain.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from glossary.errors import InputError
from glossary.files import read_bytes, read_text
from glossary.formats.extract import Extract
from glossary.models import Span


@dataclass(frozen=True)
class Document:
    r"""A passage from a file, and the way back from it to the file.

    >>> from glossary.formats import markdown
    >>> source = "# AI\n\n*Human* control"
    >>> document = Document("a.md", source, markdown.read(source))
    >>> document.passage, document.line_and_column(4), document.span((4, 9))
    ('AI\n\nHuman control', (3, 2), (7, 12))
    """

    name: str
    original: str
    extract: Extract
    lines: bool = False
    """Whether each line is a sentence."""

    @property
    def passage(self) -> str | Sequence[str]:
        """What `align` and `check` take; they count offsets in it as in `extract.text`."""
        text = self.extract.text
        return text.removesuffix("\n").split("\n") if self.lines else text

    def span(self, span: Span) -> Span:
        """A span of the passage in the file."""
        return self.extract.span(span)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset of the passage in the file, both from 1."""
        place = self.extract.place(offset)
        line = bisect_right(self._starts, place)
        return line, place - self._starts[line - 1] + 1

    @cached_property
    def _starts(self) -> list[int]:
        return [0] + [n + 1 for n, c in enumerate(self.original) if c == "\n"]


def read(path: str, *, lines: bool = False) -> Document:
    """The passage in a file; ``-`` is standard input, and plain text.

    Args:
        path: of the file.
        lines: the lines are sentences, and stay as they are, whatever the name of the file.

    Raises:
        InputError: when the file cannot be read, or has no text.
    """
    suffix = "" if lines else Path(path).suffix.lower()
    if suffix in (".html", ".htm", ".xhtml"):
        from glossary.formats import htmltext

        original = htmltext.decode(read_bytes(Path(path)), path)
        extract = htmltext.read(original)
    elif suffix in (".md", ".markdown"):
        from glossary.formats import markdown

        original = read_text(path)
        extract = markdown.read(original)
    else:
        original = read_text(path)
        extract = Extract.whole(original)
    if not extract.text.strip():
        what = "has no text outside its markup" if original.strip() else "is empty"
        raise InputError(f"{path} {what}; name a file with the text of that side")
    return Document(path, original, extract, lines)
