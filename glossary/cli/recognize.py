"""The terms in a text: highlighted on a terminal, a table elsewhere."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator

from glossary.cli import Context
from glossary.cli.output import marked, print_json, print_lines, print_table, working
from glossary.jsonform import to_json
from glossary.text.reading import read_chunks, read_text


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", default="-", help="a text; standard input without it")
    parser.add_argument("--lang", choices=("en", "zh"), help="the language of the text; told by itself without it")
    parser.add_argument("--overlaps", action="store_true", help="every match, not only the longest")
    parser.add_argument("--domain", action="append", metavar="ID", help="only concepts of this domain; repeatable")
    parser.add_argument("--jsonl", action="store_true", help="one mention a line, as the text is read")


def run(args: argparse.Namespace, context: Context) -> int:
    base = context.base
    options = {"lang": args.lang, "overlaps": args.overlaps, "domains": args.domain}
    if args.jsonl:
        for mention in base.recognize_stream(read_chunks(args.file), **options):
            print(json.dumps(to_json(mention), ensure_ascii=False))
        return 0
    if args.json:
        text = read_text(args.file)
        with working("recognizing"):
            mentions = base.recognize(text, **options)
        print_json(base.version, mentions=mentions)
        return 0
    if sys.stdout.isatty() and not args.overlaps:
        text = read_text(args.file)
        with working("recognizing"):
            mentions = base.recognize(text, **options)
        print_lines(_highlighted(text, [(m.start, m.end) for m in mentions]))
        print(f"{len(mentions)} mentions of {len({m.concept.id for m in mentions})} concepts", file=sys.stderr)
        return 0
    mentions_read = base.recognize_stream(read_chunks(args.file), **options)
    header = ("start", "end", "text", "id", "confidence")
    print_table(header, ((str(m.start), str(m.end), m.text, m.concept.id, str(m.confidence)) for m in mentions_read))
    return 0


def _highlighted(text: str, spans: list[tuple[int, int]]) -> Iterator[list[str | tuple[str, str]]]:
    yield marked(text.rstrip("\n"), spans, "bold green")
