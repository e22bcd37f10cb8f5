"""What goes wrong, as one family of exceptions.

Every error that the package raises on purpose derives from `GlossaryError`, and its text is one
sentence that a user can act on: what is wrong, where, and how to mend it.
"""

from __future__ import annotations

from collections.abc import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossary.problems import Problem


class GlossaryError(Exception):
    """The base of all errors of this package."""


class InputError(GlossaryError):
    """A file or text that cannot be used as it is: missing, empty, in another encoding."""


class LanguageError(GlossaryError):
    """The sides of a passage pair are exchanged, or both are in one language."""


class UnknownConceptError(GlossaryError, KeyError):
    """No concept has this id; the text names the nearest ids."""

    __str__ = Exception.__str__  # KeyError would show the quoted repr


class MissingExtraError(GlossaryError):
    """A package that is not installed by default; `package` names it."""

    def __init__(self, package: str, extra: str | None = None) -> None:
        self.package = package
        name = f"ai-glossary-en-zh[{extra}]" if extra else package
        super().__init__(f"the package {package} is not installed; install it with: pip install '{name}'")


class TermFileError(GlossaryError):
    """Term files that break the model; `problems` holds all of them, in order of path and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.path, p.line, p.column)))
        super().__init__("\n".join(map(str, self.problems)))
