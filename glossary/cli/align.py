"""A translated passage beside its original, sentence by sentence and term by term.

Text, Markdown (.md) and HTML are read. Without --format and --output the beads are a table on a terminal and
tab-separated values elsewhere.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from glossary import __version__
from glossary.align import DOUBTFUL, encoders
from glossary.base import TermBase
from glossary.cli import Context, passages
from glossary.cli.output import Line, json_parts, print_table, progress, write_parts
from glossary.errors import InputError
from glossary.formats import beadtable
from glossary.formats.beadtext import is_pair, side
from glossary.formats.documents import Document
from glossary.models import Lang
from glossary.results import Alignment, Bead

FORMATS = ("tsv", "tmx", "html")
ENDINGS = {".tsv": "tsv", ".tmx": "tmx", ".html": "html", ".htm": "html", ".json": "json"}
LOW = 0.3
"""The mean score of beads below which two texts are hardly translations of each other."""


def arguments(parser: argparse.ArgumentParser) -> None:
    passages.arguments(parser)
    parser.add_argument("--format", choices=FORMATS, help="tab-separated values, a translation memory, a page to read")
    parser.add_argument(
        "--encoder",
        metavar="NAME",
        help="vectors of sentences as a further signal: 'default' (the extra [encoder]), sentence-transformers:MODEL or"
        " model2vec:MODEL",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write there, whole or not at all; its ending tells the format"
    )


def run(args: argparse.Namespace, context: Context) -> int:
    _check_output(args)
    format = _format(args)
    en, zh = passages.read_pair(args)
    base = context.base
    alignment = _align(base, en, zh, args.encoder)
    if format == "table":
        print_table(("score", "en", "zh", "terms"), (_row(bead, alignment) for bead in alignment.beads))
    else:
        write_parts(_parts(format, alignment, base, en, zh), args.output)
    _tell(alignment, format)
    return 0


def _format(args: argparse.Namespace) -> str:
    """The format that is asked for, or that the ending of the output's name tells."""
    if args.json and args.format:
        raise InputError(f"--json and --format {args.format} exclude each other; leave one of them out")
    if args.json or args.format:
        return "json" if args.json else str(args.format)
    if args.output in (None, "-"):
        return "table" if args.output is None and sys.stdout.isatty() else "tsv"
    ending = Path(args.output).suffix.lower()
    if ending not in ENDINGS:
        raise InputError(f"{args.output}: no format has the ending {ending!r}; add --format {' or '.join(FORMATS)}")
    return ENDINGS[ending]


def _check_output(args: argparse.Namespace) -> None:
    """Refuse, before any work is done, to write over what is read."""
    if args.output in (None, "-"):
        return
    target = Path(args.output)
    for source in (args.en, args.zh):
        if source != "-" and target.exists() and Path(source).exists() and target.samefile(source):
            raise InputError(f"{args.output} is one of the two texts; name another file for the result")


def _align(base: TermBase, en: Document, zh: Document, encoder: str | None) -> Alignment:
    encode = encoders.named(encoder) if encoder else None
    with progress("aligning") as tell:
        return base.align(en.passage, zh.passage, encode, tell)


def _parts(format: str, alignment: Alignment, base: TermBase, en: Document, zh: Document) -> Iterable[str]:
    if format == "tmx":
        from glossary.formats import tmx

        return tmx.write(alignment, base=base.version, program=__version__)
    if format == "html":
        from glossary.formats import htmlpage

        return htmlpage.write(alignment, base=base.version, titles=(_title(en), _title(zh)))
    if format == "json":
        texts = {"en": [s.text for s in alignment.en], "zh": [s.text for s in alignment.zh]}
        return json_parts(base.version, **texts, beads=(_in_files(bead, en, zh) for bead in alignment.beads))
    return beadtable.write(alignment)


def _title(document: Document) -> str:
    return "standard input" if document.name == "-" else Path(document.name).name


def _in_files(bead: Bead, en: Document, zh: Document) -> Bead:
    """A bead whose spans are places in the files: in Markdown and HTML the passage is not the file."""
    links = (replace(link, en=link.en and en.span(link.en), zh=link.zh and zh.span(link.zh)) for link in bead.links)
    return replace(bead, links=tuple(links))


def _tell(alignment: Alignment, format: str) -> None:
    pairs = [bead.score for bead in alignment.beads if is_pair(alignment, bead)]
    left_out = len(alignment.beads) - len(pairs)
    if format == "tmx" and left_out:
        what = "bead with one side is" if left_out == 1 else "beads with one side are"
        print(f"glossary: {left_out} {what} left out of the translation memory", file=sys.stderr)
    if not pairs or sum(pairs) / len(pairs) < LOW:
        print("glossary: hardly any sentence resembles its counterpart; is this a translation?", file=sys.stderr)


def _row(bead: Bead, alignment: Alignment) -> tuple[str | Line, ...]:
    score: Line = [beadtable.score(bead)]
    if is_pair(alignment, bead) and bead.score < DOUBTFUL:
        score = [(f"{beadtable.score(bead)} ?", "bold yellow")]
    return score, _marked(alignment, bead, "en"), _marked(alignment, bead, "zh"), beadtable.terms(bead)


def _marked(alignment: Alignment, bead: Bead, lang: Lang) -> Line:
    runs = side(alignment, bead, lang)
    return [run.text if run.link is None else (run.text, _STYLES[bead.links[run.link].origin]) for run in runs]


_STYLES = {"base": "bold green", "found": "bold magenta"}
