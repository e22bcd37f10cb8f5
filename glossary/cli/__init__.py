"""The command line: ``glossary COMMAND``; one module a command.

A command's module has `arguments`, which adds its options to a parser, and `run`, which does the work
and returns the exit status: 0 fine, 1 findings, 2 bad usage or input, 130 interrupted. Results go to
standard output, everything else to standard error. Only the module of the command given is imported.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary import __version__
from glossary.errors import GlossaryError, InputError

if TYPE_CHECKING:
    from glossary.base import TermBase

COMMANDS = {
    "lookup": "find a term, however it is typed",
    "show": "one concept, as on its page",
    "recognize": "the terms in a text",
    "align": "a translated passage with its original, sentence by sentence and term by term",
    "check": "what a translation does with terms that the base does not accept",
    "validate": "term files against the model",
    "stats": "the base in numbers",
    "export": "the base as csv, tsv or json",
}

WELCOME = """\
glossary: AI terms in English and Chinese. What people do first:

  glossary lookup 有意义的人类控制             a term, in either language, however it is typed
  glossary show autonomous-weapons-system     what each side means by it, and who says so
  glossary recognize article.txt              the terms in a text
  glossary align speech.en.txt speech.zh.txt  a translation beside its original
  glossary check speech.en.txt speech.zh.txt  its terms against the base

  glossary --help                             all commands
"""


class Context:
    """What a command gets: its base, loaded when it is first asked for."""

    def __init__(self, terms: Sequence[str]) -> None:
        self.terms = list(terms) or _configured_terms()
        self._base: TermBase | None = None

    @property
    def base(self) -> TermBase:
        from glossary.cli.output import working
        from glossary.loading import load

        if self._base is None:
            with working("reading the base"):
                self._base = load(*self.terms)
        return self._base


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; `argv` is without the program's name."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    warnings.showwarning = _show_warning
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except GlossaryError as error:
        print(f"glossary: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader has what it wanted. Python flushes once more at exit, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


def _run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="glossary",
        description="AI terms in English and Chinese: look up, recognize, align, check.",
        epilog="commands:\n" + "\n".join(f"  {name:<11}{text}" for name, text in COMMANDS.items()),
        formatter_class=_Help,
    )
    parser.add_argument(
        "--terms", action="append", default=[], metavar="PATH", help="a base to load, repeatable; 'bundled' names ours"
    )
    parser.add_argument("--version", action="store_true", help="the versions of the program and of the base")
    parser.add_argument(
        "command", nargs="?", metavar="COMMAND", help="one of those below; glossary COMMAND --help tells more"
    )
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    context = Context(args.terms)
    if args.version:
        print(f"glossary {__version__}, base {context.base.version}")
        return 0
    if args.command is None:
        print(WELCOME, end="")
        return 0
    if args.command not in COMMANDS:
        import difflib

        near = difflib.get_close_matches(args.command, COMMANDS, n=1)
        raise InputError(
            f"no command {args.command!r}; " + (f"did you mean {near[0]!r}?" if near else "glossary --help lists them")
        )
    module: Any = import_module(f"glossary.cli.{args.command}")
    description = module.__doc__.splitlines()[0]
    command = argparse.ArgumentParser(prog=f"glossary {args.command}", description=description, formatter_class=_Help)
    module.arguments(command)
    command.add_argument("--json", action="store_true", help="one JSON object instead of text")
    status = int(module.run(command.parse_args(args.rest), context))
    sys.stdout.flush()  # a closed pipe shows here, not at exit
    return status


class _Help(argparse.RawDescriptionHelpFormatter):
    """As wide as the terminal, which argparse asks for, importing much, even where no help is printed."""

    def __init__(self, prog: str) -> None:
        try:
            width = os.get_terminal_size().columns
        except OSError:  # no terminal
            width = 80
        super().__init__(prog, width=max(width - 2, 40))


def _configured_terms() -> list[str]:
    """``terms`` of the nearest ``glossary.toml`` of the working tree, its paths made relative to that file."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        path = folder / "glossary.toml"
        if path.is_file():
            import tomllib

            try:
                terms = tomllib.loads(path.read_text(encoding="utf-8")).get("terms", [])
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise InputError(f"{path}: not valid TOML: {error}") from None
            if not isinstance(terms, list) or not all(isinstance(item, str) for item in terms):
                raise InputError(f'{path}: \'terms\' is not a list of paths; write terms = ["bundled", "client.csv"]')
            return [item if item == "bundled" else str(folder / item) for item in terms]
        if (folder / ".git").exists():
            break
    return []


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    print(f"glossary: {message}", file=sys.stderr)
