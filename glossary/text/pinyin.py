"""Pinyin of Chinese terms, by pypinyin, and how it is typed.

pypinyin reads words in context, so 重置 is chóng zhì; where it errs, a term file settles the reading.
It is imported only where a base is compiled or names are compared.
"""

from __future__ import annotations

import re
import unicodedata


def pinyin(text: str) -> str:
    """The reading of a text, with tone marks, syllables apart.

    >>> pinyin("有意义的人类控制")
    'yǒu yì yì de rén lèi kòng zhì'
    """
    from pypinyin import Style, lazy_pinyin

    return " ".join(part.strip() for part in lazy_pinyin(text, style=Style.TONE) if part.strip())


def syllables(reading: str) -> list[str]:
    """A reading as it is typed: without tones, ``ü`` and ``v`` as ``u``, in lower case.

    >>> syllables("lǜ sè"), syllables("nv2 ren2")
    (['lu', 'se'], ['nu', 'ren'])
    """
    letters = unicodedata.normalize("NFD", reading.lower())
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    return [
        re.sub(r"[^a-z]", "", part).replace("v", "u")
        for part in re.split(r"[\s'’\-]+", letters)
        if re.search("[a-z]", part)
    ]
