"""The terms in a text: highlighted on a terminal, a table elsewhere."""

from __future__ import annotations

import argparse
import json
import sys

from glossary.cli import Context
from glossary.cli.output import marked, print_json, print_lines, print_table, working
from glossary.files import read_chunks, read_text
from glossary.jsonform import to_json
from glossary.recognize import BLOCK


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
    text = read_text(args.file)  # read whole first: bad input yields no half of a result
    if args.json:
        with working("recognizing"):
            mentions = base.recognize(text, **options)
        print_json(base.version, mentions=mentions)
    elif sys.stdout.isatty() and not args.overlaps:
        with working("recognizing"):
            mentions = base.recognize(text, **options)
        print_lines([marked(text.rstrip("\n"), [(m.start, m.end) for m in mentions], "bold green")])
        print(f"{len(mentions)} mentions of {len({m.concept.id for m in mentions})} concepts", file=sys.stderr)
    else:
        blocks = (text[start : start + BLOCK] for start in range(0, len(text), BLOCK))
        rows = (
            (str(m.start), str(m.end), m.text, m.concept.id, str(m.confidence))
            for m in base.recognize_stream(blocks, **options)
        )
        print_table(("start", "end", "text", "id", "confidence"), rows)
    return 0
