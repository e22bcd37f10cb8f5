"""What `align` and `check` share: two passages from files, and places in them."""

from __future__ import annotations

import argparse
from bisect import bisect_right
from collections.abc import Sequence

from glossary.errors import InputError
from glossary.files import read_text


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("en", metavar="EN", help="the English text; - for standard input")
    parser.add_argument("zh", metavar="ZH", help="the Chinese text")
    parser.add_argument("--lines", action="store_true", help="one sentence a line: keep the lines as they are")


def read_pair(args: argparse.Namespace) -> tuple[str | Sequence[str], str | Sequence[str]]:
    """Both passages; with ``--lines`` as sequences of lines."""
    if args.en == args.zh == "-":
        raise InputError("both sides cannot be standard input; name a file for one of them")
    texts = []
    for path in (args.en, args.zh):
        text = read_text(path)
        if not text.strip():
            raise InputError(f"{path} is empty; name a file with the text of that side")
        texts.append(text.removesuffix("\n").split("\n") if args.lines else text)
    return texts[0], texts[1]


class Places:
    """Lines and columns of offsets in a text, both from 1."""

    def __init__(self, passage: str | Sequence[str]) -> None:
        text = passage if isinstance(passage, str) else "\n".join(passage)
        self._starts = [0] + [n + 1 for n, c in enumerate(text) if c == "\n"]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
