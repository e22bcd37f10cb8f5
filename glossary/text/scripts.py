"""Scripts: traditional to simplified and back, by OpenCC; Han or Latin.

OpenCC is imported when a text first needs it. Both directions keep the number of characters, which
offsets rely on; where OpenCC should not, the text stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


def is_common(text: str) -> bool:
    """Whether all characters stand in GB 2312: simplified Chinese as most texts have it. Fast.

    >>> is_common("有意义的人类控制"), is_common("有意義的人類控制")
    (True, False)
    """
    try:
        # Python's codec knows the dash and the dot of Chinese texts as other characters.
        text.replace("—", "-").replace("·", "-").encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def to_simplified(text: str) -> str:
    """Traditional characters replaced by simplified ones, one for one.

    >>> to_simplified("有意義的人類控制")
    '有意义的人类控制'
    """
    return text if is_common(text) else _convert(text, "t2s")


def to_traditional(text: str) -> str:
    """Simplified characters replaced by traditional ones, one for one.

    >>> to_traditional("有意义的人类控制")
    '有意義的人類控制'
    """
    return _convert(text, "s2t")


def is_traditional(text: str) -> bool:
    """Whether more characters of a text are traditional alone than simplified alone.

    >>> is_traditional("有意義的人類控制"), is_traditional("有意义的人类控制"), is_traditional("人工智能")
    (True, False, False)
    """
    if is_common(text):
        return False
    simplified, traditional = to_simplified(text), to_traditional(text)
    return _differences(text, simplified) > _differences(text, traditional)


def _differences(text: str, other: str) -> int:
    return sum(a != b for a, b in zip(text, other, strict=True))


def all_to_traditional(texts: Sequence[str]) -> list[str]:
    """Many texts at once, which is several times as fast.

    >>> all_to_traditional(["人类控制", "安全"])
    ['人類控制', '安全']
    """
    if not texts or any("\n" in text for text in texts):
        return [to_traditional(text) for text in texts]
    converted = to_traditional("\n".join(texts)).split("\n")
    return [new if len(new) == len(old) else to_traditional(old) for old, new in zip(texts, converted, strict=True)]


def from_taiwan(text: str) -> str:
    """Traditional Chinese in simplified characters, with the mainland's words for those of Taiwan.

    >>> from_taiwan("資料中心"), from_taiwan("人工智慧")
    ('数据中心', '人工智能')
    """
    converted: str = _opencc("tw2sp").convert(text.encode("utf-8", "replace").decode("utf-8"))
    return converted


def _convert(text: str, direction: str) -> str:
    converted = _opencc(direction).convert(text.encode("utf-8", "replace").decode("utf-8"))
    return converted if len(converted) == len(text) else text


@cache
def _opencc(direction: str) -> OpenCC:
    import opencc

    # By its path: a bare name would first be looked for in the working directory.
    config = Path(opencc.__file__).parent / "clib" / "share" / "opencc" / f"{direction}.json"
    return opencc.OpenCC(str(config) if config.is_file() else direction)
