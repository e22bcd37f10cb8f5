"""Short forms that a text introduces: *large language model (LLM)*, 《…暂行办法》（以下简称《办法》）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.models import Concept, Lang, Span
from glossary.recognize.surfaces import is_latin

_INTRODUCED = re.compile(
    r"[“\"'‘]?([A-Z][A-Za-z0-9&-]{1,9}?)s?[”\"'’]?[)）]"
    r"|(?:the |hereinafter |hereafter )+[“\"'‘]([A-Z][A-Za-z ]{2,40})[”\"'’][)）]"
    r"|(?:以下|下文|下)?(?:简|统)?称(?:为)?[:：]?[“《]?([^“”《》（）()，,、；;]{2,12})[”》]?[)）]"
)
"""What stands in brackets after a term that it abbreviates."""
_QUOTES_OR_SHORT = frozenset("“\"'‘以下简统称th")


def brackets(text: str) -> Iterator[re.Match[str]]:
    """What in brackets may be a short form: its one group is that.

    >>> [match[match.lastindex] for match in brackets("large language models (LLMs); 《管理办法》（以下简称《办法》）")]
    ['LLM', '办法']
    """
    for bracket in ("(", "（"):
        at = text.find(bracket)
        while at >= 0:
            # A look at one character spares most of the others the pattern.
            first = text[at + 1 : at + 2]
            if (first.isupper() or first in _QUOTES_OR_SHORT) and (match := _INTRODUCED.match(text, at + 1)):
                yield match
            at = text.find(bracket, at + 1)


def before_bracket(text: str, match: re.Match[str]) -> int:
    """Where the words before a bracket end."""
    at = match.start() - 1
    return at - 1 if at and text[at - 1] in ' 》”"' else at


def occurrences(text: str, short: str, begin: int) -> Iterator[Span]:
    """Where an abbreviation stands as a word of its own, or with the ``s`` of a plural."""
    at = text.find(short, begin)
    while at >= 0:
        end = at + len(short)
        if text.startswith("s", end):
            end += 1
        if not is_latin(text[at - 1 : at]) and not is_latin(text[end : end + 1]):
            yield at, end
        at = text.find(short, end)


def abbreviates(short: str, surface: str, lang: Lang, concepts: Sequence[Concept]) -> bool:
    """Whether a short form is one of a surface: the first letters of its words, or some of its characters.

    A short form in Latin letters after a Chinese term is one of its English terms.
    """
    if not short.isascii():
        return lang == "zh" and _in_order(short, surface)
    if " " in short:
        return _in_order(short.lower().split(), surface.lower().split())
    longs = [surface] if lang == "en" else [t.text for c in concepts for t in c.terms if t.lang == "en"]
    letters = "".join(c for c in short.lower() if c.isalpha())
    for long in longs:
        initials = "".join(word[0] for word in re.findall(r"\w+", long)).lower()
        if letters[:1] == initials[:1] and _in_order(letters, initials):
            return True
    return False


def _in_order(some: Sequence[str], every: Sequence[str]) -> bool:
    rest = iter(every)
    return all(one in rest for one in some)
