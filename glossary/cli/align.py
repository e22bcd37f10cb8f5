"""A translated passage beside its original, sentence by sentence and term by term."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from glossary.cli import Context, passages
from glossary.cli.output import Line, marked, print_json, print_table, working
from glossary.results import Alignment, Bead, Sentence


def arguments(parser: argparse.ArgumentParser) -> None:
    passages.arguments(parser)
    parser.add_argument("--format", choices=("tsv",), help="tab-separated values also on a terminal")


def run(args: argparse.Namespace, context: Context) -> int:
    en, zh = passages.read_pair(args)
    base = context.base
    with working("aligning"):
        alignment = base.align(en.passage, zh.passage)
    if args.json:
        texts = {"en": [s.text for s in alignment.en], "zh": [s.text for s in alignment.zh]}
        print_json(base.version, **texts, beads=alignment.beads)
    else:
        rows = (_row(bead, alignment) for bead in alignment.beads)
        print_table(("score", "en", "zh", "terms"), rows, plain=args.format == "tsv")
    paired = [bead.score for bead in alignment.beads if bead.en and bead.zh]
    if not paired or sum(paired) / len(paired) < LOW:
        print("glossary: hardly any sentence resembles its counterpart; is this a translation?", file=sys.stderr)
    return 0


LOW = 0.3
"""The mean score of beads below which two texts are hardly translations of each other."""


def _row(bead: Bead, alignment: Alignment) -> tuple[str | Line, ...]:
    names = [f"{link.concept.id}{'' if link.en and link.zh else ' (one side)'}" for link in bead.links]
    score = f"{bead.score:.2f}" if bead.en and bead.zh else "–"
    en = list(_side([alignment.en[i] for i in bead.en], [link.en for link in bead.links if link.en]))
    zh = list(_side([alignment.zh[j] for j in bead.zh], [link.zh for link in bead.links if link.zh]))
    return score, en, zh, ", ".join(dict.fromkeys(names))


def _side(sentences: list[Sentence], spans: list[tuple[int, int]]) -> Iterator[str | tuple[str, str]]:
    for number, sentence in enumerate(sentences):
        if number:
            yield " "
        inside = sorted(
            (a - sentence.start, b - sentence.start) for a, b in spans if sentence.start <= a and b <= sentence.end
        )
        yield from marked(sentence.text, inside, "bold green")
