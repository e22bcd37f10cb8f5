"""The base in numbers: by domain, kind, status, standing, evidence, and what is missing."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from typing import Any

from glossary.base import TermBase
from glossary.cli import Context
from glossary.cli.output import print_json, print_lines
from glossary.evidence import in_depth, unlocated


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(args: argparse.Namespace, context: Context) -> int:
    stats = count(context.base)
    if args.json:
        print_json(context.base.version, stats=stats)
        return 0
    print_lines([[(f"base {context.base.version}", "bold")]])
    for name, value in stats.items():
        label = name.replace("_", " ")
        if isinstance(value, dict):
            print_lines([[(label, "bold")], *([f"  {key}: {number}"] for key, number in value.items())])
        else:
            print_lines([[f"{label}: {value}"]])
    return 0


def count(base: TermBase) -> dict[str, Any]:
    """The figures; *located* means that an attestation says the place in its source.

    A concept is *in depth* when it has positions or a clarification, and a located document of both
    sides of the dialogue.
    """
    concepts = list(base.values())
    attested = [a for c in concepts for a in c.attestations]
    return {
        "concepts": len(concepts),
        "terms": {lang: sum(t.lang == lang for c in concepts for t in c.terms) for lang in ("en", "zh")},
        "domains": _counts(c.domains[0] if c.domains else "none" for c in concepts),
        "kinds": _counts(c.kind for c in concepts),
        "status": _counts(c.status for c in concepts),
        "standing": _counts(c.standing or "none" for c in concepts),
        "evidence": {
            "sources": len(base.sources),
            "attestations": len(attested),
            "attestations_with_place": sum(a.at is not None for a in attested),
            "concepts_located": sum(any(a.at for a in c.attestations) for c in concepts),
            "concepts_located_in_both": sum(
                any(a.at and a.en for a in c.attestations) and any(a.at and a.zh for a in c.attestations)
                for c in concepts
            ),
            "concepts_with_every_rendering_located": sum(not unlocated(c) for c in concepts),
            "concepts_in_depth": sum(in_depth(c, base.sources) for c in concepts),
            "concepts_with_positions": sum(bool(c.positions) for c in concepts),
            "concepts_with_clarification": sum(c.clarification is not None for c in concepts),
            "concepts_with_example": sum(bool(c.examples) for c in concepts),
        },
        "gaps": {
            "no_definition": sum(c.definition is None for c in concepts),
            "no_attestation_with_place": sum(not any(a.at for a in c.attestations) for c in concepts),
            "no_chinese_attestation_with_place": sum(not any(a.at and a.zh for a in c.attestations) for c in concepts),
            "no_example": sum(not c.examples for c in concepts),
        },
    }


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
