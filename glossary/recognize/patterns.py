"""Patterns: the forms in which a term may stand in a text, made once, when a base is compiled.

English: every inflected form, in the ASCII projection of the text: lower case, every other character a
space. Chinese: simplified and traditional, with and without a space beside Latin letters. Beside them
stand *blockers*: words of a Chinese dictionary (that of jieba) in which the characters of a term
are no term, as 控制 in 控制论. They are patterns too, so they cost no time when a text is read.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from glossary.models import Term
from glossary.text.folding import HAN, clean
from glossary.text.inflection import inflected
from glossary.text.scripts import to_simplified, to_traditional

TABLE = bytes(c + 32 if 65 <= c <= 90 else c if chr(c).isalnum() and c < 128 else 32 for c in range(256))
"""The ASCII projection: offsets stay one to one."""

LONGEST_BLOCKER = 4
"""Characters; longer words of the dictionary are mostly names and phrases, inside which terms are terms."""

RARE = 3
"""Occurrences in the dictionary's corpus below which a word blocks nothing."""

COMMON = 300
"""Occurrences from which a word is weighed against a term that begins inside it."""

EXPECTED = math.log(2)
"""How much likelier a term is in our texts than in the dictionary's corpus, at least."""

_HAN_LATIN_EDGE = re.compile(f"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{HAN}])")
_ALL_HAN = re.compile(f"[{HAN}]+")


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
    # A point and a space are two spaces in the projection; a writer may leave the point out.
    forms |= {" ".join(form.split()) for form in forms}
    return {f" {form} ".encode() for form in forms if form.strip()}


def _spellings(text: str) -> set[str]:
    """Hyphened words may also be written together."""
    return {text, text.replace("-", "")} if "-" in text else {text}


def _plain(text: str) -> str:
    return project(clean(text).text).decode().strip()


def chinese(term: Term) -> set[str]:
    """The patterns of a Chinese term, in both scripts.

    >>> sorted(chinese(Term("AI芯片", "zh", traditional="AI晶片")))[:4]
    ['AI 晶片', 'AI 芯片', 'AI晶片', 'AI芯片']
    """
    texts = {clean(form).text for form in (term.text, term.traditional) if form}
    texts |= {to_simplified(text) for text in texts}
    texts |= {_HAN_LATIN_EDGE.sub(" ", text) for text in texts}
    if any(c.isascii() and c.isalpha() for c in term.text):
        texts |= {cased for text in texts for cased in (text.lower(), text.upper(), text.title())}
    return texts


def blockers(patterns: Collection[str]) -> set[str]:
    """What keeps Chinese patterns from being terms, in both scripts: no term stands inside one of these.

    Words of the dictionary that contain a pattern (控制论, 控制); and a word with the rest of a pattern
    that begins in it, where the word is the likelier cut (学生|成, not 学|生成), by the frequencies
    that jieba decides by. What is a pattern itself blocks nothing.
    """
    frequencies = _frequencies()
    terms = {pattern for pattern in patterns if _ALL_HAN.fullmatch(pattern)}
    heads: dict[str, list[str]] = {}
    for term in terms:
        if len(term) <= LONGEST_BLOCKER:
            for size in range(1, len(term)):
                heads.setdefault(term[:size], []).append(term)
    letters = {letter for term in terms for letter in term}
    found: set[str] = set()
    for word, frequency in frequencies.items():
        if len(word) < 2 or letters.isdisjoint(word):
            continue
        if _contains(word, terms):
            found.add(word)
        if frequency >= COMMON:
            for start in range(1, len(word)):
                for term in heads.get(word[start:], ()):
                    rest = term[len(word) - start :]
                    cut = _log(frequencies, word) + _log(frequencies, rest)
                    if cut > _log(frequencies, word[:start]) + _log(frequencies, term) + EXPECTED:
                        found.add(word + rest)
    found -= terms
    return found | ({to_traditional(word) for word in found} - terms)


def _contains(word: str, terms: Collection[str]) -> bool:
    """Whether a term stands in a word, not at its end: what is at the end is the head, as 算法 in 加密算法.

    A single character is blocked at the end too (种类 is not 类).
    """
    size = len(word)
    places = ((i, j) for i in range(size) for j in range(i + 1, size + 1) if j - i < size)
    return any(word[i:j] in terms for i, j in places if j < size or j - i == 1)


def _log(frequencies: Mapping[str, int], word: str) -> float:
    return math.log(frequencies.get(word, 0.5))


@cache
def _frequencies() -> dict[str, int]:
    """The words of jieba's dictionary, as the package jieba3 brings it; read as data, the package is not imported.

    Its smaller list: the rarer words are mostly names, and take three times as long.
    """
    spec = find_spec("jieba3")
    if spec is None or spec.origin is None:
        return {}
    stated = json.loads((Path(spec.origin).parent / "model.small.json").read_text(encoding="utf-8"))["freq"]
    return {
        word: count
        for word, count in stated.items()
        if count >= RARE and len(word) <= LONGEST_BLOCKER and _ALL_HAN.fullmatch(word)
    }
