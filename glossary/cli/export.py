"""The base as csv, tsv or json, which `--terms` and `glossary.load` read back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from glossary.base import TermBase
from glossary.cli import Context
from glossary.cli.output import print_json
from glossary.errors import InputError
from glossary.files import replacing
from glossary.formats import jsonfile, tables


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", choices=("csv", "tsv", "json"))
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of standard output")


def run(args: argparse.Namespace, context: Context) -> int:
    lines = _lines(context.base, args.format)
    if args.output is None:
        sys.stdout.writelines(lines)
    else:
        _write_whole(Path(args.output), lines)
        if args.json:
            print_json(context.base.version, output=args.output)
    return 0


def _lines(base: TermBase, format: str) -> Iterable[str]:
    if format == "json":
        return jsonfile.write(base.values(), base.version)
    return tables.write(base.values(), base.version, delimiter="\t" if format == "tsv" else ",")


def _write_whole(path: Path, lines: Iterable[str]) -> None:
    try:
        with replacing(path) as new, new.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}") from None
