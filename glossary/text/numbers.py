"""Numbers and dates of English and Chinese text, in one form.

Each is a string that both languages yield: ``2024``, ``month 5``, ``percent``-less. What is too
common to tell anything (``one``, a bare 一) is left out.
"""

from __future__ import annotations

import re

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_WORDS = {word: n for n, word in enumerate(_SMALL)} | {word: n for n, word in enumerate(_ORDINALS, start=1)}
_WORDS |= {word: 10 * n for n, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)}
_MONTHS = {
    name: n
    for n, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
        "november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_SCALE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12, "XIII": 13, "XIV": 14}
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}
_COMMON = frozenset("一 十 百 千 万 亿 万一 千万 一一".split())  # words in which nothing is counted
_LATIN = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th)?(?:\s+(thousand|million|billion|trillion))?", re.IGNORECASE)
_CHINESE = re.compile("第?[零〇一二两三四五六七八九十百千万亿]+|\\d[\\d,]*(?:\\.\\d+)?[万亿]*")


def of_english(text: str) -> set[str]:
    """The numbers of an English text.

    >>> sorted(of_english("On May 14, 2024 the ninth round; Round IX; 1.4 billion people"))
    ['14', '1400000000', '2024', '9', 'month 5']
    """
    found = {
        _text(float(m.group(1).replace(",", "")) * _SCALE.get((m.group(2) or "").lower(), 1))
        for m in _LATIN.finditer(text)
    }
    for word in re.findall(r"[A-Za-z]+", text):
        lower = word.lower()
        if lower in _MONTHS and word[0].isupper():
            found.add(f"month {_MONTHS[lower]}")
        elif lower in _WORDS and lower not in ("zero", "one", "second", "first"):
            found.add(str(_WORDS[lower]))
        elif word in _ROMAN:
            found.add(str(_ROMAN[word]))
    return found


def of_chinese(text: str) -> set[str]:
    """The numbers of a Chinese text.

    >>> sorted(of_chinese("2024年5月14日，第九轮，14亿人，三个"))
    ['14', '1400000000', '2024', '3', '9', 'month 5']
    """
    found = set()
    for match in _CHINESE.finditer(text):
        number = match.group()
        following = text[match.end() : match.end() + 1]
        value = _value(number.removeprefix("第"))
        if value is None or number in _COMMON:
            continue
        if following == "月" and 1 <= value <= 12:
            found.add(f"month {int(value)}")
        else:
            found.add(_text(value))
    return found


def _text(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _value(number: str) -> float | None:
    """A number in Chinese or Arabic digits, or both."""
    if match := re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)([万亿]*)", number):
        value = float(match.group(1).replace(",", ""))
        for unit in match.group(2):
            value *= _BIG[unit]
        return round(value, 6)
    if not number:
        return None
    if all(c in _DIGITS for c in number):  # 二〇二四
        return float("".join(str(_DIGITS[c]) for c in number))
    total = section = digit = 0
    for c in number:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _UNITS:
            section += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            total = (total + section + digit or 1) * _BIG[c] if c == "亿" else total + (section + digit or 1) * _BIG[c]
            section = digit = 0
    return float(total + section + digit)
