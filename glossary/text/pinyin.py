"""Pinyin of Chinese terms, by pypinyin, and how it is typed.

pypinyin reads words in context, so 重置 is chóng zhì; where it errs, a term file settles the reading.
It is imported only where a base is compiled or names are compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_MISREAD = {
    "微调": "wēi tiáo", "调优": "tiáo yōu", "调参": "tiáo cān", "重置": "chóng zhì", "重构": "chóng gòu",
    "干涉": "gān shè", "不干涉": "bù gān shè", "落差": "luò chā", "华为": "huá wéi", "重放": "chóng fàng",
    "负责任地": "fù zé rèn de", "可靠地": "kě kào de", "长文本": "cháng wén běn", "长程": "cháng chéng",
}  # fmt: skip


def pinyin(text: str) -> str:
    """The reading of a text, with tone marks, syllables apart.

    >>> pinyin("有意义的人类控制")
    'yǒu yì yì de rén lèi kòng zhì'
    """
    from pypinyin import Style, lazy_pinyin

    _teach()
    return " ".join(part.strip() for part in lazy_pinyin(text, style=Style.TONE) if part.strip())


_WITHOUT_TONES = {
    ord(unicodedata.normalize("NFC", vowel + mark)): "u" if vowel == "ü" else vowel
    for vowel in "aeiouünm"
    for mark in ("", "\u0304", "\u0301", "\u030c", "\u0300")
    if len(unicodedata.normalize("NFC", vowel + mark)) == 1
} | {ord("v"): "u"}


@cache
def _teach() -> None:
    """Tell pypinyin the words of our field that it misreads; a longer one that it knows wins."""
    from pypinyin import load_phrases_dict

    load_phrases_dict({word: [[part] for part in reading.split()] for word, reading in _MISREAD.items()})


def readings() -> Iterator[tuple[str, str]]:
    """The characters of GB 2312, each with its usual reading as it is typed."""
    from pypinyin import Style, pinyin

    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            character = bytes((high, low)).decode("gb2312", "ignore")
            if character:
                yield character, "".join(syllables(pinyin(character, style=Style.NORMAL)[0][0]))


def syllables(reading: str) -> list[str]:
    """A reading as it is typed: without tones, ``ü`` and ``v`` as ``u``, in lower case.

    >>> syllables("lǜ sè"), syllables("nv2 ren2")
    (['lu', 'se'], ['nu', 'ren'])
    """
    plain = reading.lower().translate(_WITHOUT_TONES)
    if plain.isascii() and plain.replace(" ", "").isalpha():
        return plain.split()
    letters = unicodedata.normalize("NFD", reading.lower())
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    return [
        re.sub(r"[^a-z]", "", part).replace("v", "u")
        for part in re.split(r"[\s'’\-]+", letters)
        if re.search("[a-z]", part)
    ]
