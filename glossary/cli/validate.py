"""Term files against the model, and against our editorial rules: every problem with file, line, column and mend.

Exits with 2 when a file breaks the model, with 1 when all can be read but one breaks an editorial rule.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from glossary.cli import Context
from glossary.cli.output import print_json, print_lines, working
from glossary.errors import InputError, TermFileError
from glossary.loading import bundled_folder, read_layers
from glossary.problems import Problem
from glossary.termfile import read_file


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="folders or files; the base of --terms, or ours, without one"
    )
    parser.add_argument("--editorial", action="store_true", help="also our editorial rules, for a folder as a whole")


def run(args: argparse.Namespace, context: Context) -> int:
    paths = [Path(path) for path in args.paths or _default(context)]
    with working("validating"):
        problems, count = _validate(paths)
        breaks_model = bool(problems)
        if args.editorial and not problems:
            problems = [problem for path in paths for problem in _editorial(path)]
    if args.json:
        version = context.base.version if not problems and not args.paths else None
        print_json(version or "", findings=[_finding(p) for p in problems])
    else:
        print_lines([str(problem)] for problem in problems)
        noun = "concept" if count == 1 else "concepts"
        print(_summary(len(problems)) if problems else f"{count} {noun}, no problems", file=sys.stderr)
    return 2 if breaks_model else int(bool(problems))


def _summary(count: int) -> str:
    return "1 problem" if count == 1 else f"{count} problems"


def _editorial(path: Path) -> list[Problem]:
    from glossary.review.editorial import breaches

    if not path.is_dir():
        raise InputError(f"{path}: the editorial rules are for a folder of term files; name the folder")
    return breaches(path)


def _default(context: Context) -> Iterator[str]:
    for terms in context.terms or ["bundled"]:
        folder = bundled_folder()
        if terms != "bundled":
            yield terms
        elif folder is not None:
            yield str(folder)
        else:
            raise InputError("the bundled base has no term files in an installed package; name a folder")


def _validate(paths: list[Path]) -> tuple[list[Problem], int]:
    problems: list[Problem] = []
    count = 0
    for path in paths:
        try:
            if path.suffix in (".yaml", ".yml") and not path.is_dir():
                read_file(path)
                count += 1
            else:
                count += len(read_layers([path]).concepts)
        except TermFileError as error:
            problems += error.problems
    return problems, count


def _finding(problem: Problem) -> dict[str, Any]:
    location = {"path": problem.path, "line": problem.line, "column": problem.column, "unit": None}
    return {
        "rule": problem.rule, "severity": "error", "message": problem.message, "id": Path(problem.path).stem,
        "en": None, "zh": None, "suggestion": problem.mend or None, "location": location,
    }  # fmt: skip
