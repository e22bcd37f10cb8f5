"""A curated English–Chinese base of AI terms, and what makes it usable.

>>> import glossary
>>> base = glossary.load()
>>> [hit.concept.id for hit in base.lookup("meaningfull human controll", limit=1)]
['meaningful-human-control']

Importing this package loads nothing else: each name is imported when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossary.base import TermBase
    from glossary.errors import (
        GlossaryError,
        InputError,
        LanguageError,
        MissingExtraError,
        TermFileError,
        UnknownConceptError,
    )
    from glossary.jsonform import to_json
    from glossary.loading import BUNDLED, load
    from glossary.models import Attestation, Bilingual, Concept, Event, Hit, Position, Relations, Source, Term
    from glossary.problems import Problem
    from glossary.results import Alignment, Bead, Finding, Link, Location, Mention, Sentence

__version__ = "0.1.0"

_HOME = {
    "base": ("TermBase",),
    "errors": ("GlossaryError", "InputError", "LanguageError", "MissingExtraError", "TermFileError",
               "UnknownConceptError"),
    "jsonform": ("to_json",),
    "loading": ("BUNDLED", "load"),
    "models": ("Attestation", "Bilingual", "Concept", "Event", "Hit", "Position", "Relations", "Source", "Term"),
    "problems": ("Problem",),
    "results": ("Alignment", "Bead", "Finding", "Link", "Location", "Mention", "Sentence"),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "BUNDLED", "Alignment", "Attestation", "Bead", "Bilingual", "Concept", "Event", "Finding", "GlossaryError", "Hit",
    "InputError", "LanguageError", "Link", "Location", "Mention", "MissingExtraError", "Position", "Problem",
    "Relations", "Sentence", "Source", "Term", "TermBase", "TermFileError", "UnknownConceptError", "load", "to_json",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'glossary' has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f"glossary.{_MODULE_OF[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
