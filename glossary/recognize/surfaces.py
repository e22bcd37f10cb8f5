"""Surfaces: whether what stands in a text, found without regard to case and signs, can be a term.

Capitals tell *LAWS* from laws and *Meta* from meta; a sign inside a phrase tells that it is none; a term
that begins or ends in Latin letters must not begin or end inside a Latin word.
"""

from __future__ import annotations

import re

from glossary.models import Term

HEADLINE = 30
"""Characters on each side that are looked at for whether all is in capitals."""

_BETWEEN_WORDS = frozenset(" -'’‐‑‒–—/\t\n\u00a0\u202f\u3000")
_SIGN_AT_END = re.compile(r"[+#]*$")


def sign_at_end(text: str) -> str:
    """The signs that belong to a term's last word.

    >>> sign_at_end("C++"), sign_at_end("robot")
    ('++', '')
    """
    return _SIGN_AT_END.search(text)[0]  # type: ignore[index]


def edges_free(text: str, start: int, end: int) -> bool:
    """A Chinese term that begins or ends in Latin letters must not begin or end inside a Latin word."""
    if text[start].isascii() and text[start].isalnum() and is_latin(text[start - 1 : start]):
        return False
    return not (text[end - 1].isascii() and text[end - 1].isalnum() and is_latin(text[end : end + 1]))


def is_latin(character: str) -> bool:
    """Whether a character is a Latin letter or a digit; an empty one is not."""
    return character.isascii() and character.isalnum()


def fits(term: Term, surface: str, *, headline: bool) -> bool:
    """Whether a surface can be a term: by the signs inside it and by its capitals.

    >>> laws = Term("LAWS", "en", case_sensitive=True)
    >>> [fits(laws, surface, headline=False) for surface in ("LAWS", "laws", "L.A.W.S")]
    [True, False, True]
    """
    if "." in surface and "." not in term.text:
        return surface.replace(".", "") == term.text
    between = all((c.isalnum() and c.isascii()) or c in _BETWEEN_WORDS or c in term.text for c in surface)
    # A headline in capitals says nothing of case; of an abbreviation it does not say that it is one.
    of_words = headline and any(map(str.islower, term.text))
    return between and (not term.case_sensitive or of_words or _same_case(term, surface, headline=headline))


def _same_case(term: Term, surface: str, *, headline: bool) -> bool:
    """Capitals as in the term; all capitals are a heading.

    Where words of capitals or numbers tell a term of several words, the others may be small (*directive 3000.09*).
    """
    if " " in term.text and " " in surface:
        telling = [_telling(word) for word in term.text.split(" ")]
        if any(telling) and len(surface.split(" ")) == len(telling):
            return all(
                word.isupper() or not word.isalpha() for word, t in zip(surface.split(" "), telling, strict=True) if t
            )
    letters = [c for c in surface if c.isalnum()]
    wanted = [c for c in term.text if c.isalnum()]
    # The pattern has told that it is this term; its spelling may be another (Defence).
    same = all(one.isupper() == other.isupper() for one, other in zip(letters, wanted, strict=False))
    tail = "".join(letters[len(wanted) :])
    tail_is_inflection = (tail.lower() if headline else tail) in ("", "s", "es")
    heading = surface.isupper() and " " in surface and any(c.islower() for c in term.text)
    return (same and tail_is_inflection) or heading


def _telling(word: str) -> bool:
    return len(word) > 1 and (word.isupper() or any(map(str.isdigit, word)))


def in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the words around one are all capitals too."""
    before = text[max(0, start - HEADLINE) : start].rpartition("\n")[2]
    around = before + text[end : end + HEADLINE].partition("\n")[0]
    return around.isupper() and sum(map(str.isalpha, around)) > HEADLINE // 2
