"""Find a term, in either language, however it is typed.

``-`` reads one query a line from standard input, and says of each whether it is in the base.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from glossary.cli.output import Line, marked, print_json, print_lines, print_table
from glossary.lookup import THRESHOLD

if TYPE_CHECKING:
    from glossary.cli import Context
    from glossary.models import Hit


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="+", help="a term or a part of one; - for one query a line")
    parser.add_argument("--limit", type=int, default=5, help="how many hits at most (5)")
    parser.add_argument("--prefix", action="store_true", help="take the query as the beginning of what is being typed")


def run(args: argparse.Namespace, context: Context) -> int:
    base = context.base
    if args.query == ["-"]:
        return _list(args, context)
    query = " ".join(args.query)
    if args.json:
        print_json(base.version, hits=base.lookup_json(query, limit=args.limit, prefix=args.prefix))
        return 0
    hits = base.lookup(query, limit=args.limit, prefix=args.prefix)
    near = [hit for hit in hits if hit.score < THRESHOLD]
    print_lines(line for hit in hits if hit.score >= THRESHOLD for line in _lines(hit))
    if not hits:
        print(f"nothing in the base is near {query!r}", file=sys.stderr)
    elif len(near) == len(hits):
        print(f"{query!r} is not in the base; did you mean:", file=sys.stderr)
        print_lines(line for hit in near for line in _lines(hit))
    elif near:
        print_lines([[("did you mean: " + "; ".join(_pair(hit) for hit in near), "dim")]])
    return 0


def _pair(hit: Hit) -> str:
    return f"{hit.concept.preferred('en').text} · {hit.concept.preferred('zh').text}"


def _lines(hit: Hit) -> Iterator[Line]:
    concept, term = hit.concept, hit.term
    pair = []
    for lang in ("en", "zh"):
        preferred = concept.preferred(lang)
        spans = hit.spans if preferred == term else ()
        pair.append(marked(preferred.text, spans, "bold green"))
    chinese = concept.preferred("zh")
    yield [*pair[0], " · ", *pair[1], (f"  {chinese.pinyin or ''}", "italic")]
    if term not in (concept.preferred("en"), chinese):
        yield ["    ", *marked(term.text, hit.spans, "bold green"), (f"  ({term.acceptability} term)", "dim")]
    standing = f", {concept.standing} in the dialogue" if concept.standing else ""
    yield [(f"    {concept.id}  {concept.status}{standing}  {hit.via} {hit.score:.2f}", "dim")]
    if concept.definition:
        yield [f"    {concept.definition.en}"]
        yield [f"    {concept.definition.zh}"]


def _list(args: argparse.Namespace, context: Context) -> int:
    from glossary.files import read_text

    queries = [line.strip() for line in read_text("-").splitlines() if line.strip()]
    if args.json:
        for query in queries:
            hits = context.base.lookup_json(query, limit=args.limit, prefix=args.prefix)
            print_json(context.base.version, query=query, hits=hits)
        return 0
    answers = ((query, context.base.lookup(query, limit=args.limit, prefix=args.prefix)) for query in queries)
    print_table(("query", "answer", "id", "en", "zh"), (_row(query, hits) for query, hits in answers))
    return 0


def _row(query: str, hits: list[Hit]) -> tuple[str, ...]:
    if not hits:
        return query, "not in the base", "", "", ""
    concept = hits[0].concept
    answer = "in the base" if hits[0].score == 1 else "nearly" if hits[0].score >= THRESHOLD else "did you mean"
    return query, answer, concept.id, concept.preferred("en").text, concept.preferred("zh").text
