"""Wrapped lines: what a line break inside a paragraph stands for.

In English it is a space. Chinese is written without spaces, so between Chinese characters, or between one
and a mark of its punctuation, a line break is nothing (what Unicode and CSS Text 3, section 4.1.3, ask for).
"""

from __future__ import annotations

import re

_HAN = (
    "\u2e80-\u303e\u3041-\u33ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
)
_SHARED = "“”‘’…—·"
"""Marks that both languages have: they are Chinese beside a Chinese character."""
_FITS = re.compile(f"[{_HAN}][{_HAN}{_SHARED}]|[{_SHARED}][{_HAN}]")
_BREAK = re.compile(r"[^\S\n\r\u2028\u2029]*[\n\r\u2028\u2029]\s*")


def is_seamless(before: str, after: str) -> bool:
    """Whether nothing stands between two characters where a line is broken between them.

    >>> is_seamless("控", "制"), is_seamless("。", "”"), is_seamless("控", "A"), is_seamless("a", "b")
    (True, True, False, False)
    """
    return _FITS.fullmatch(before + after) is not None


def unwrapped(text: str, start: int = 0, end: int | None = None) -> str:
    r"""A part of a text on one line.

    >>> unwrapped("human\n  control"), unwrapped("人类\n控制"), unwrapped("AI\n安全")
    ('human control', '人类控制', 'AI 安全')
    """
    end = len(text) if end is None else end
    kept: list[str] = []
    for match in _BREAK.finditer(text, start, end):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        kept += [text[start : match.start()], "" if is_seamless(before, after) else " "]
        start = match.end()
    return "".join([*kept, text[start:end]])
