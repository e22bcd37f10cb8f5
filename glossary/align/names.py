"""Names: whether a Chinese word writes the sound of an English one.

Both are brought to the consonants that a transcription keeps apart (夏尔马 *xiaerma*, Sharma), and compared
by edit distance, half by those and half by the letters of the pinyin.
"""

from __future__ import annotations

import re
from functools import lru_cache

from glossary.align import dictionary

SURE = 0.6
"""Alikeness below which two words are not the same name."""

_SOUNDS = (
    ("ph", "f"), ("x", "s"), ("sh", "s"), ("zh", "j"), ("ch", "q"), ("c", "k"), ("q", "k"), ("r", "l"), ("v", "w"),
    ("th", "t"), ("d", "t"), ("b", "p"), ("g", "k"), ("z", "s"), ("j", "k"), ("h", ""), ("y", ""), ("w", ""),
)  # fmt: skip
"""Letters that one stands for the other in transcriptions, applied in this order."""

_MANY = 30
"""Readings of a word that are looked at; a word with more is hardly a name."""


@lru_cache(maxsize=200_000)
def alike(en: str, zh: str) -> float:
    """How alike a word in lower case and a Chinese one of two characters or more sound: 0, or `SURE` to 1.

    >>> alike("beijing", "北京"), alike("sharma", "夏尔马") > SURE, alike("treaty", "条约")
    (1.0, True, 0.0)
    """
    from rapidfuzz.distance import Levenshtein

    if len(en) < 3 or len(zh) < 2:
        return 0.0
    readings = _readings(zh)
    if en in readings:
        return 1.0
    sound = _sound(en)
    if len(sound) < 2:
        return 0.0
    best = 0.0
    for reading in sorted(readings):
        other = _sound(reading)
        if len(other) > 1:
            by_sound = Levenshtein.normalized_similarity(sound, other)
            best = max(best, (by_sound + Levenshtein.normalized_similarity(en, reading)) / 2)
    return best if best > SURE else 0.0


@lru_cache(maxsize=50_000)
def _sound(letters: str) -> str:
    for written, kept in _SOUNDS:
        letters = letters.replace(written, kept)
    return re.sub("[aeiou]", "", letters)


@lru_cache(maxsize=50_000)
def _readings(word: str) -> frozenset[str]:
    """How a word may be written in pinyin, without tones."""
    known = dictionary.words()
    ends = {""}
    for character in word:
        readings = known[character].readings if character in known else frozenset()
        ends = {end + reading for end in ends for reading in readings}
        if not ends or len(ends) > _MANY:
            return frozenset()
    return frozenset(ends)
