"""The annotated passages of tests/gold: sentences, mentions and beads as marked by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_MARK = re.compile(r"\[\[(.*?)\|(.*?)\]\]")


@dataclass(frozen=True)
class Passage:
    """Texts by language, sentences, mentions (start, end, id) in the text, and beads (en, zh)."""

    texts: dict[str, str]
    sentences: dict[str, list[str]]
    mentions: dict[str, list[tuple[int, int, str]]]
    beads: list[tuple[tuple[int, ...], tuple[int, ...]]]


def read(name: str = "dialogue") -> Passage:
    texts, sentences, mentions = {}, {}, {}
    for lang in ("en", "zh"):
        text = (ROOT / "examples" / f"{name}.{lang}.txt").read_text(encoding="utf-8")
        marked = (ROOT / "tests" / "gold" / f"{name}.{lang}.txt").read_text(encoding="utf-8").splitlines()
        texts[lang] = text
        sentences[lang] = [_MARK.sub(r"\1", line) for line in marked]
        mentions[lang] = _mentions(text, marked)
    lines = (ROOT / "tests" / "gold" / f"{name}.beads.txt").read_text(encoding="utf-8").splitlines()
    return Passage(texts, sentences, mentions, [_bead(line) for line in lines if line.strip()])


def _mentions(text: str, marked: list[str]) -> list[tuple[int, int, str]]:
    found = []
    position = 0
    for line in marked:
        plain = _MARK.sub(r"\1", line)
        start = text.index(plain, position)
        position = start + len(plain)
        removed = 0
        for match in _MARK.finditer(line):
            begin = start + match.start() - removed
            found.append((begin, begin + len(match[1]), match[2]))
            removed += len(match[0]) - len(match[1])
    return found


def _bead(line: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    en, zh = (tuple(int(n) for n in side.split(",") if n.strip()) for side in line.split(":"))
    return en, zh
