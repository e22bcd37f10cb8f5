"""Patterns: the forms in which a term may stand in a text, made once, when a base is compiled.

English: every inflected form, in the ASCII projection of the text: lower case, every other character a
space. Chinese: simplified and traditional, with and without a space beside Latin letters.
"""

from __future__ import annotations

import re

from glossary.models import Term
from glossary.text.folding import HAN, clean, is_han
from glossary.text.inflection import inflected
from glossary.text.scripts import is_common, to_simplified
from glossary.text.spelling import british_form

TABLE = bytes(c + 32 if 65 <= c <= 90 else c if chr(c).isalnum() and c < 128 else 32 for c in range(256))
"""The ASCII projection: offsets stay one to one."""

_PREFIX = re.compile(
    r"\b(anti|back|bench|bio|chat|counter|cyber|data|deep|dis|guard|hyper|inter|jail|micro|mis|multi|non|post|pre|semi"
    r"|super|trans|water)(?=[a-z]{3})",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b([A-Z])\.([A-Z])\.")
_DASH = re.compile("[-—–－]+")
_NUMBER = re.compile(r"(?<=[A-Za-z])(?=\d)")
_QUOTES = re.compile("[“”‘’「」]")
_HAN_LATIN_EDGE = re.compile(f"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{HAN}])")


def project(text: str) -> bytes:
    """The ASCII projection of a folded text, with a space at both ends."""
    return b" " + text.encode("ascii", "replace").translate(TABLE) + b" "


def latin(term: Term) -> set[bytes]:
    """The patterns of an English term, with a space at both ends.

    >>> sorted(latin(Term("weapons system", "en")))
    [b' weapons system ', b' weapons systems ']
    """
    forms = {
        form
        for spelling in _spellings(term.text)
        for form in inflected(_plain(spelling), _plain(term.plural) if term.plural else None)
    }
    forms |= {british_form(form) for form in forms}
    if is_abbreviation(term.text):
        forms.add(" ".join(term.text.lower()))  # U.N.
    # A point and a space are two spaces in the projection; a writer may leave the point out.
    forms |= {" ".join(form.split()) for form in forms}
    return {f" {form} ".encode() for form in forms if form.strip()}


def is_abbreviation(text: str) -> bool:
    """Whether a text is capitals alone, which may also be written with points.

    >>> is_abbreviation("UN"), is_abbreviation("LLMs"), is_abbreviation("Xi")
    (True, False, False)
    """
    return 2 <= len(text) <= 5 and text.isascii() and text.isalpha() and text.isupper()


def _spellings(text: str) -> set[str]:
    """Hyphened words may also be written together, and the first part of others apart: *cyber-attack*, *G-20*."""
    texts = {text, _POINTS.sub(r"\1\2", text), text.replace(", and ", " and ")}
    for part in text.split(" "):
        if " " in text and is_abbreviation(part) and len(part) < 4:
            texts.add(text.replace(part, ".".join(part) + "."))  # U.N. Security Council
    if "-" in text:
        return texts | {text.replace("-", "")}
    return texts | {_PREFIX.sub(r"\1-", text), _NUMBER.sub("-", text)}


def _plain(text: str) -> str:
    return project(text if text.isascii() else clean(text).text).decode().strip()


def chinese(term: Term) -> set[str]:
    """The patterns of a Chinese term, in both scripts.

    >>> sorted(chinese(Term("AI芯片", "zh", traditional="AI晶片")))[:4]
    ['AI 晶片', 'AI 芯片', 'AI晶片', 'AI芯片']
    """
    if all(map(is_han, term.text)) and all(map(is_han, term.traditional or "")) and is_common(term.text):
        return {term.text, term.traditional or term.text}
    texts = {clean(form).text for form in (term.text, term.traditional) if form}
    texts |= {to_simplified(text) for text in texts}
    texts |= {_QUOTES.sub("", text) for text in texts}
    texts |= {_DASH.sub(dash, text) for text in texts for dash in ("-", "—", "–") if _DASH.search(text)}
    texts |= {_HAN_LATIN_EDGE.sub(" ", text) for text in texts}
    if any(c.isascii() and c.isalpha() for c in term.text):
        texts |= {cased for text in texts for cased in (text.lower(), text.upper(), text.title())}
    return texts
