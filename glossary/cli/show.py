"""One concept, as on its page: terms, meaning on each side, evidence, standing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from glossary.base import TermBase
from glossary.cli import Context
from glossary.cli.output import Line, print_json, print_lines
from glossary.models import Bilingual, Concept, Term


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help="the concept's id; `glossary lookup` finds it")
    parser.add_argument("--tree", action="store_true", help="the concepts below it: narrower ones, and parts")


def run(args: argparse.Namespace, context: Context) -> int:
    base = context.base
    concept = base[args.id]
    if args.json:
        print_json(base.version, concept=concept)
    elif args.tree:
        print_lines(_tree(concept, base))
    else:
        print_lines(_page(concept, base))
    return 0


def _tree(concept: Concept, base: TermBase, depth: int = 0, above: tuple[str, ...] = ()) -> Iterator[Line]:
    """The concepts below one, indented; one that is its own part is not followed again."""
    pair = f"{concept.preferred('en').text} · {concept.preferred('zh').text}"
    yield ["  " * depth, (pair, "bold" if not depth else ""), (f"  {concept.id}", "dim")]
    if concept.id not in above:
        below = base.relations(concept.id)
        for id in sorted({*below.get("narrower", ()), *below.get("parts", ())}):
            yield from _tree(base[id], base, depth + 1, (*above, concept.id))


def _page(concept: Concept, base: TermBase) -> Iterator[Line]:
    english, chinese = concept.preferred("en"), concept.preferred("zh")
    yield [(english.text, "bold"), " · ", (chinese.text, "bold"), (f"  {chinese.pinyin or ''}", "italic")]
    read = f" on {concept.reviewed}" if concept.reviewed else ""
    domains = ", ".join(base.domains[d].en if d in base.domains else d for d in concept.domains)
    standing = f" · standing in the dialogue: {concept.standing}" if concept.standing else ""
    yield [(f"{concept.id} · {concept.kind} · {concept.status}{read} · {domains}{standing}", "dim")]
    if concept.superseded_by:
        yield [("superseded by " + ", ".join(concept.superseded_by), "yellow")]
    if concept.definition:
        yield from _both("Definition", concept.definition)
    yield [("Terms", "bold")]
    yield from (_term(term) for term in concept.terms)
    if concept.positions:
        agreement = f" (agreement: {concept.agreement})" if concept.agreement else ""
        yield [(f"What each party means by it{agreement}", "bold")]
        for position in concept.positions:
            party = base.parties.get(position.party, Bilingual(position.party, position.party))
            yield [("  " + party.en, "cyan"), ": ", position.en]
            yield [("  " + party.zh, "cyan"), "：", position.zh]
            yield [("    " + "; ".join(_source(base, s) for s in position.sources), "dim")]
    if concept.clarification:
        yield from _both("Clarification", concept.clarification)
    if concept.attestations:
        yield [("Attested", "bold")]
        for item in concept.attestations:
            pair = " = ".join(text for text in (item.en, item.zh) if text)
            place = f", {item.at}" if item.at else ""
            quote = f": “{item.quote}”" if item.quote else ""
            yield [f"  {pair}", (f"  {_source(base, item.source)}{place}{quote}", "dim")]
    if concept.examples:
        yield [("Examples", "bold")]
        for example in concept.examples:
            yield [f"  {example.en}"]
            yield [f"  {example.zh}"]
    if related := base.relations(concept.id):
        yield [("Related", "bold")]
        yield from ([f"  {kind.replace('_', ' ')}: {', '.join(ids)}"] for kind, ids in related.items())
    if concept.provenance:
        yield [("In the dialogue", "bold")]
        for event in concept.provenance:
            where = f", track {event.track}" if event.track else ""
            where += f", round {event.round}" if event.round else ""
            yield [f"  {event.date}  {event.event}{where}", (f"  {_source(base, event.source)}", "dim")]


def _both(title: str, statement: Bilingual) -> Iterator[Line]:
    yield [(title, "bold")]
    yield ["  " + statement.en]
    yield ["  " + statement.zh]


def _term(term: Term) -> Line:
    remarks = [term.acceptability if term.acceptability != "admitted" else "", term.type if term.type != "full" else ""]
    remarks += [*term.regions, f"plural {term.plural}" if term.plural else "", term.note or ""]
    traditional = f" / {term.traditional}" if term.traditional and term.traditional != term.text else ""
    style = "red" if term.acceptability == "deprecated" else ""
    return [f"  {term.lang}  ", (term.text, style), traditional, ("  " + ", ".join(filter(None, remarks)), "dim")]


def _source(base: TermBase, id: str) -> str:
    source = base.sources.get(id)
    return f"{source.title.en} ({source.date})" if source else id
