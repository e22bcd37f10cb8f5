"""Folding: what makes two spellings the same for matching.

Running text is folded once for recognition (`clean`), with a sparse map of offsets, so that a match
in the copy is exact in the text as given. Most text needs no folding at all: only what the pattern
`_DIRTY` finds is rewritten, and without a find the copy is the text itself.

Terms and queries are folded to keys (`words`, `key`): lower case, one width, simplified script,
singular, without punctuation, hyphens and spaces.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from glossary.text.inflection import singular
from glossary.text.scripts import is_common, to_simplified

SMALL_WORDS = frozenset("a an and at by for from in of on or the to with".split())
"""English words that initials leave out."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
Span = tuple[int, int]

_LATIN_WORD = re.compile(r"[a-z0-9]+[+#]*")  # C++ and C# are words
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_ACCENTED = "\u00c0-\u024f\u1e00-\u1eff"  # Latin letters
_COMPATIBLE = (
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"  # full-width letters and digits, not punctuation
    "\u00aa\u00b2\u00b3\u00b9\u00ba\u2100-\u214f\u2460-\u24ff\u2e80-\u2fdf\u3300-\u33ff"
    "\uf900-\ufaff\ufb00-\ufb06\U0001d400-\U0001d7ff\U0002f800-\U0002fa1f"
)
# One class of characters, so that clean text is passed over fast; runs are taken together.
_ODD = f"[{_INVISIBLE}{_ACCENTED}{_COMPATIBLE}\ud800-\udfff{_MARKS}][{_INVISIBLE}{_MARKS}]*"
_COMMON_ODD = f"[\u00c0-\u024f\u2100-\u214f\u2460-\u24ff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a][{_INVISIBLE}{_MARKS}]*"
"""What of that stands in GB 2312, the common characters."""

_BROKEN_LINE = f"\n(?=[{HAN}])(?<=[{HAN}]\n)"
_SPACED = f" (?=[{HAN}])(?<=[{HAN}] )"
_SPACE = re.compile(r"\s+")
_GAPS = ("  ", " \n", "\n ", "\t", "\r")
"""Where white space may be more than one space or line end. Looked for one by one: `find` is many times as
fast as a pattern that stops at every space of a text."""


class Cleaned(NamedTuple):
    """A folded copy of a text, and the way back.

    `pieces` has, for each rewritten piece, its place in the copy and in the text: the copy's start
    and end, the text's start and end. Between pieces the two run in step.
    """

    text: str
    pieces: tuple[tuple[int, int, int, int], ...] = ()
    starts: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Where a non-empty span of the copy stands in the text."""
        return self.restored([(start, end, 0)])[0][:2]

    def restored(self, spans: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """Non-empty spans of the copy, in order, as they stand in the text; the third number is the caller's."""
        if not self.pieces:
            return list(spans)
        starts, found = self.starts, []
        after, until, shift = 0, starts[0], 0  # between two pieces, copy and text run in step
        for span in spans:
            start, end, number = span
            if after <= start and end <= until:
                found.append((start + shift, end + shift, number) if shift else span)
                continue
            begin, piece = self._back(start, 0)
            stop, _ = self._back(end - 1, 1)
            found.append((begin, stop, number))
            after = self.pieces[piece][1] if piece >= 0 else 0
            until = starts[piece + 1] if piece + 1 < len(starts) else sys.maxsize
            shift = self.pieces[piece][3] - after if piece >= 0 else 0
        return found

    def _back(self, position: int, step: int) -> tuple[int, int]:
        """The place in the text, and the number of the piece at or before it."""
        number = bisect_right(self.starts, position) - 1
        if number < 0:
            return position + step, number
        _, copy_end, text_start, text_end = self.pieces[number]
        if position < copy_end:
            return (text_end if step else text_start), number
        return text_end + position - copy_end + step, number


def clean(text: str, *, gaps_only: bool = False) -> Cleaned:
    r"""A copy of running text for matching: one width, no accents, no invisible characters, one space.

    A line break within a paragraph becomes a space, or nothing between Chinese characters; where it
    stands alone between other characters it stays, as no letter. A blank line stays too, which no term
    crosses. `gaps_only`: nothing but white space is looked at.

    >>> copy = clean("ａｕｔｏｎｏｍｏｕｓ\r\n  weapons")
    >>> copy.text, copy.span(11, 18)
    ('autonomous weapons', (14, 21))
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int, int]] = []
    done = length = 0
    for start, end in _gaps(text) if gaps_only else sorted({*_gaps(text), *_odd(text)}):
        if start < done:
            continue
        # A mark belongs to the character before it.
        begin = start - 1 if start > done and unicodedata.combining(text[start]) else start
        piece = text[begin:end]
        new = _rewrite(piece, text, begin, end)
        if new == piece:
            continue
        length += begin - done
        parts += (text[done:begin], new)
        pieces.append((length, length + len(new), begin, end))
        length += len(new)
        done = end
    if not pieces:
        return Cleaned(text)
    parts.append(text[done:])
    return Cleaned("".join(parts), tuple(pieces), tuple(piece[0] for piece in pieces))


def is_han(text: str) -> bool:
    """Whether a text begins with a Chinese character. No pattern: one of so wide a range takes 4 ms to compile.

    >>> is_han("控制"), is_han("AI控制"), is_han("")
    (True, False, False)
    """
    first = text[:1]
    return (
        "\u3400" <= first <= "\u4dbf"
        or "\u4e00" <= first <= "\u9fff"
        or ("\uf900" <= first <= "\ufaff" or "\U00020000" <= first <= "\U0003ffff")
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A large class takes milliseconds to compile: when it is first needed."""
    return re.compile(pattern)


def _gaps(text: str) -> list[Span]:
    """The white space to rewrite, in order. Only between two letters: no term goes on across a sign."""
    found: set[Span] = set()
    for gap in _GAPS:
        at = text.find(gap)
        while at >= 0:
            start, end = at, at + len(gap)
            while start and text[start - 1].isspace():
                start -= 1
            if start and text[start - 1].isalnum():
                end = _SPACE.match(text, at).end()  # type: ignore[union-attr]
                if text[end : end + 1].isalnum():
                    found.add((start, end))
            at = text.find(gap, end)
    if not text.isascii():
        for pattern in (_BROKEN_LINE, _SPACED):
            found.update(match.span() for match in _compiled(pattern).finditer(text))
    return sorted(found)


def _odd(text: str) -> Iterator[Span]:
    """The characters that are not clean: most texts have few of them."""
    if not text.isascii():
        yield from (match.span() for match in _compiled(_COMMON_ODD if is_common(text) else _ODD).finditer(text))


def odd_characters() -> Iterator[str]:
    """Every character that `clean` rewrites, but white space and lone surrogates."""
    yield from (chr(c) for c in range(0x80, 0x30000) if _compiled(_ODD).match(chr(c)) and not 0xD800 <= c <= 0xDFFF)


def _rewrite(piece: str, text: str, start: int, end: int) -> str:
    if piece.isspace():
        if piece.count("\n") > 1 or (piece.count("\r") > 1 and "\n" not in piece):
            return "\n\n"
        if is_han(text[start - 1 : start]) and is_han(text[end : end + 1]):
            return ""
        return " "
    if "\ud800" <= piece[0] <= "\udfff":
        return "?" * len(piece)
    folded = "".join(c for c in unicodedata.normalize("NFKD", piece) if not unicodedata.combining(c))
    return re.sub(f"[{_INVISIBLE}]", "", unicodedata.normalize("NFC", folded))


def words(text: str) -> list[str]:
    """The folded words of a term or query: Latin words in the singular, runs of Chinese characters.

    >>> words("Human control, meaningful"), words("有意義的人類控制"), words("LLMs")
    (['human', 'control', 'meaningful'], ['有意义的人类控制'], ['llm'])
    """
    plain = text if text.isascii() else to_simplified(_without_odd(text))
    plain = plain.lower().replace("’s ", "'s ").replace("'s ", " ")
    if plain.isascii():
        return [singular(word) for word in _LATIN_WORD.findall(plain)]
    runs = ((kind, "".join(run)) for kind, run in groupby(plain, key=_kind))
    joined: list[str] = []
    last = ""
    for kind, run in runs:
        if kind == "+":
            if last == "a":
                joined[-1] += run
        elif kind:
            joined.append(run)
        last = kind
    return [singular(word) for word in joined]


def _kind(character: str) -> str:
    """What of a word a character is. No pattern: one with all Chinese characters takes 4 ms to compile."""
    if is_han(character):
        return "h"
    if character.isalnum():
        return "a"
    return "+" if character in "+#" else ""


def _without_odd(text: str) -> str:
    return clean(text).text if any(map(_is_odd, text)) else text


def _is_odd(character: str) -> bool:
    """Whether `clean` may rewrite a character; without the pattern, for the same reason."""
    ordinary = "\u2010" <= character <= "\u2027" or "\u3001" <= character <= "\u32ff"
    return character > "\u00a9" and not (ordinary or "\u3400" <= character <= "\u9fff")


def key(text: str) -> str:
    """The folded words joined: what an exact match up to spelling compares.

    >>> key("Multi-Agent systems") == key("multiagent system")
    True
    """
    return "".join(words(text))


def folded_offsets(text: str) -> tuple[str, list[int]]:
    """`text` folded without a change of words, and for each character of that its place in `text`.

    >>> folded_offsets("Ｗeapon-s")
    ('weapons', [0, 1, 2, 3, 4, 5, 7])
    """
    folded: list[str] = []
    offsets: list[int] = []
    for place, character in enumerate(to_simplified(text)):
        for part in _without_odd(character).lower():
            if part.isalnum():
                folded.append(part)
                offsets.append(place)
    return "".join(folded), offsets
