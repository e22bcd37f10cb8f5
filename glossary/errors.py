"""What goes wrong, as one family of exceptions.

Every error that the package raises on purpose derives from `GlossaryError`, and its text is one
sentence that a user can act on: what is wrong, where, and how to mend it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class GlossaryError(Exception):
    """The base of all errors of this package."""


class InputError(GlossaryError):
    """A file or text that cannot be used as it is: missing, empty, in another encoding."""


class LanguageError(GlossaryError):
    """The sides of a passage pair are exchanged, or both are in one language."""


class UnknownConceptError(GlossaryError, KeyError):
    """No concept has this id; the text names the nearest ids."""

    __str__ = Exception.__str__  # KeyError would show the quoted repr


class Problem(NamedTuple):
    """One thing that is wrong in a file.

    `line` and `column` count from 1; `column` counts code points. `mend` says what to write instead.
    `rule` is the code of what it breaks: ``M001`` is the model, ``E…`` the editorial rules.
    """

    path: str
    line: int
    column: int
    message: str
    mend: str = ""
    rule: str = "M001"

    def __str__(self) -> str:
        mend = f" ({self.mend})" if self.mend else ""
        rule = f"{self.rule} " if self.rule != "M001" else ""
        return f"{self.path}:{self.line}:{self.column}: {rule}{self.message}{mend}"


class TermFileError(GlossaryError):
    """Term files that break the model; `problems` holds all of them, in order of path and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.path, p.line, p.column)))
        super().__init__("\n".join(map(str, self.problems)))
