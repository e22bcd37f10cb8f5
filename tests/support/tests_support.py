"""Concepts made for the tests."""

from __future__ import annotations

import re
from itertools import zip_longest

from glossary.formats.extract import Extract
from glossary.models import Bilingual, Concept, Term
from glossary.results import Alignment, Bead, Link, Sentence


def concept(id: str, en: list[str | Term], zh: list[str | Term], **fields: object) -> Concept:
    terms = []
    for lang, texts in (("en", en), ("zh", zh)):
        for number, text in enumerate(texts):
            acceptability = "admitted" if number else "preferred"
            terms.append(text if isinstance(text, Term) else Term(text, lang, acceptability=acceptability))
    return Concept(id, tuple(terms), **fields)


SMALL = (
    concept(
        "autonomous-weapons-system",
        ["autonomous weapons system", Term("AWS", "en", "abbreviation", case_sensitive=True)],
        ["自主武器系统", Term("自动武器系统", "zh", acceptability="deprecated", note="自动 means automatic")],
        domains=("autonomy", "military-ai"),
        definition=Bilingual("weapons system that selects targets by itself", "自行选择目标的武器系统"),
    ),
    concept("weapons-system", ["weapons system"], ["武器系统"], domains=("military-ai",)),
    concept("weapon", ["weapon"], ["武器"], domains=("military-ai",)),
    concept("ai", ["artificial intelligence", Term("AI", "en", "abbreviation", case_sensitive=True)], ["人工智能"]),
    concept("meaningful-human-control", ["meaningful human control"], ["有意义的人类控制"], domains=("human-control",)),
    concept("safety", ["safety"], ["安全"]),
    concept("security", ["security"], ["安全"]),
    concept("multi-agent-system", ["multi-agent system"], ["多智能体系统"]),
    concept("corpus", [Term("corpus", "en", plural="corpora")], ["语料库"]),
    concept("track-1-5", ["Track 1.5 dialogue"], ["1.5轨对话"]),
    concept("tw-information", ["information"], ["信息", Term("资讯", "zh", regions=("TW",))]),
    concept(
        "drone", ["drone"], ["无人机"], status="deprecated", superseded_by=("weapon",), formerly=("uav",)
    ),
)  # fmt: skip


def check_places(extract: Extract, source: str) -> None:
    """The places of a text are in order, and inside what it was read from."""
    places = [extract.place(offset) for offset in range(len(extract.text) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(source) for place in places)
    for start in range(len(extract.text)):
        a, b = extract.span((start, start + 1))
        assert places[start] == a <= b <= len(source)


def alignment(*beads: tuple[str | list[str], str | list[str], float]) -> Alignment:
    """An alignment of beads given as their texts and score; ``[term]`` in a text is linked, in order."""
    sides: dict[str, list[Sentence]] = {"en": [], "zh": []}
    offsets = {"en": 0, "zh": 0}
    made = []
    for *texts, score in beads:
        numbers: dict[str, list[int]] = {"en": [], "zh": []}
        spans: dict[str, list[tuple[int, int]]] = {"en": [], "zh": []}
        for lang, parts in zip(("en", "zh"), texts, strict=True):
            for part in [parts] if isinstance(parts, str) else parts:
                start = offsets[lang]
                pieces = re.split(r"\[(.*?)\]", part, flags=re.DOTALL)
                for number, piece in enumerate(pieces):
                    if number % 2:
                        spans[lang].append((offsets[lang], offsets[lang] + len(piece)))
                    offsets[lang] += len(piece)
                numbers[lang].append(len(sides[lang]))
                sides[lang].append(Sentence("".join(pieces), start, offsets[lang]))
                offsets[lang] += 1
        links = tuple(Link(SMALL[0], en, zh, 0.9, "base") for en, zh in zip_longest(spans["en"], spans["zh"]))
        made.append(Bead(tuple(numbers["en"]), tuple(numbers["zh"]), score, links))
    return Alignment(tuple(sides["en"]), tuple(sides["zh"]), tuple(made))
