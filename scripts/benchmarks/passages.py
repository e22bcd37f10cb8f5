"""The annotated passages of tests/gold: sentences, mentions and beads as marked by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_MARK = re.compile(r"\[\[(.*?)\|(.*?)\]\]")
HALVES = {
    "dev": ("speech", "interview", "whitepaper", "news", "explainer"),
    "test": ("training", "paper", "command", "regulation", "oped"),
}
"""The passages of tests/gold/passages: to develop on, and to measure on."""


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
    return Passage(texts, sentences, mentions, _beads(ROOT / "tests" / "gold" / f"{name}.beads.txt"))


@dataclass(frozen=True)
class Linked:
    """A passage with term links.

    `sentences` by language, without the blank lines. `links` are the marked mentions of the original: concept, its
    span, and the span of its rendering or None, in the texts that the sentences joined by line breaks make.
    """

    name: str
    original: str
    sentences: dict[str, list[str]]
    links: list[tuple[str, tuple[int, int], tuple[int, int] | None]]
    beads: list[tuple[tuple[int, ...], tuple[int, ...]]]


def read_linked(name: str) -> Linked:
    folder = ROOT / "tests" / "gold" / "passages"
    original = (folder / f"{name}.about.txt").read_text(encoding="utf-8").split("original:")[1].split()[0]
    sentences: dict[str, list[str]] = {}
    spans: dict[str, dict[str, tuple[str, tuple[int, int]]]] = {}
    for lang in ("en", "zh"):
        lines = (folder / f"{name}.{lang}.txt").read_text(encoding="utf-8").split("\n")
        marked = [line for line in lines if line.strip()]
        sentences[lang] = [_MARK.sub(r"\1", line) for line in marked]
        found = _mentions("\n".join(sentences[lang]), marked)
        spans[lang] = {mark.partition("#")[2]: (mark.partition("#")[0], (a, b)) for a, b, mark in found}
    other = "zh" if original == "en" else "en"
    links = [(id, span, spans[other].get(n, (id, None))[1]) for n, (id, span) in spans[original].items()]
    return Linked(name, original, sentences, links, _beads(folder / f"{name}.beads.txt"))


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


def _beads(path: Path) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [_bead(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _bead(line: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    en, zh = (tuple(int(n) for n in side.split(",") if n.strip()) for side in line.split(":"))
    return en, zh
