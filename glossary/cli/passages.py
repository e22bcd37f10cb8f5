"""What `align` and `check` share: two passages from files."""

from __future__ import annotations

import argparse

from glossary.errors import InputError
from glossary.formats import documents
from glossary.formats.documents import Document


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("en", metavar="EN", help="the English text, Markdown (.md) or HTML; - for standard input")
    parser.add_argument("zh", metavar="ZH", help="the Chinese one")
    parser.add_argument("--lines", action="store_true", help="one sentence a line: keep the lines as they are")


def read_pair(args: argparse.Namespace) -> tuple[Document, Document]:
    """Both passages."""
    if args.en == args.zh == "-":
        raise InputError("both sides cannot be standard input; name a file for one of them")
    return documents.read(args.en, lines=args.lines), documents.read(args.zh, lines=args.lines)
