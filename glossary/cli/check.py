"""What a translation does with terms that the base does not accept.

Exits with 1 when there is an error or a warning.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace

from glossary.cli import Context, passages
from glossary.cli.output import Line, print_json, print_lines, working
from glossary.formats.documents import Document
from glossary.results import Finding, Location

_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def arguments(parser: argparse.ArgumentParser) -> None:
    passages.arguments(parser)
    parser.add_argument(
        "--original", choices=("en", "zh"), help="the side that was translated from; both directions without it"
    )


def run(args: argparse.Namespace, context: Context) -> int:
    en, zh = passages.read_pair(args)
    base = context.base
    with working("checking"):
        findings = base.check(en.passage, zh.passage, original=args.original)
    findings = [_in_files(finding, en, zh) for finding in findings]
    if args.json:
        print_json(base.version, findings=findings)
    else:
        print_lines(line for finding in findings for line in _lines(finding))
        print(f"{len(findings)} finding{'' if len(findings) == 1 else 's'}", file=sys.stderr)
    return 1 if any(f.severity in ("error", "warning") for f in findings) else 0


def _in_files(finding: Finding, en: Document, zh: Document) -> Finding:
    """A finding whose spans are places in the files: in Markdown and HTML the passage is not the file.

    It is located on the Chinese side where it has a place there, else on the English side.
    """
    document, span = (zh, finding.zh) if finding.zh else (en, finding.en)
    assert span is not None
    return replace(
        finding,
        en=finding.en and en.span(finding.en),
        zh=finding.zh and zh.span(finding.zh),
        location=Location(document.name, *document.line_and_column(span[0])),
    )


def _lines(finding: Finding) -> Iterator[Line]:
    where = finding.location
    assert where is not None
    yield [
        (f"{where.path}:{where.line}:{where.column}: ", "dim"),
        (finding.severity, _STYLES[finding.severity]),
        f" {finding.rule} {finding.message}",
        (f"  [{finding.concept.id}]", "dim"),
    ]
