"""The base as csv, tsv or json, which `--terms` and `glossary.load` read back."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from glossary.base import TermBase
from glossary.cli import Context
from glossary.cli.output import print_json, write_parts
from glossary.formats import jsonfile, tables


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", choices=("csv", "tsv", "json"))
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of standard output")


def run(args: argparse.Namespace, context: Context) -> int:
    lines = _lines(context.base, args.format)
    write_parts(lines, args.output)
    if args.output is not None and args.json:
        print_json(context.base.version, output=args.output)
    return 0


def _lines(base: TermBase, format: str) -> Iterable[str]:
    if format == "json":
        return jsonfile.write(base.values(), base.version)
    return tables.write(base.values(), base.version, delimiter="\t" if format == "tsv" else ",")
