"""Concepts made for the tests."""

from __future__ import annotations

from glossary.models import Bilingual, Concept, Term


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
