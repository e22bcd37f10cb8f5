"""Long passages: cut at anchors, and between them worked on in windows, so that time and memory grow linearly."""

from __future__ import annotations

import math
from collections.abc import Iterator

from glossary.align.anchors import stretches
from glossary.align.beads import Raw, find_beads
from glossary.align.evidence import gather
from glossary.align.passages import Passage

WINDOW = 240
"""Sentences that are aligned in one piece; the matrices have the square of that."""

SURE = 0.9
"""The score of a bead after which a window may be cut."""


def beads_of(en: Passage, zh: Passage, weights: dict[str, float] | None = None) -> Iterator[Raw]:
    """The beads of two passages of any length, in order; their scores from 0 to 1.

    Args:
        en: the English passage.
        zh: the Chinese one.
        weights: what each signal counts; by default as `glossary.align.beads.weights_for` says.
    """
    for en_range, zh_range in stretches([s.text for s in en.sentences], [s.text for s in zh.sentences]):
        yield from _in_windows(en, zh, en_range, zh_range, weights)


def _in_windows(
    en: Passage, zh: Passage, en_range: range, zh_range: range, weights: dict[str, float] | None
) -> Iterator[Raw]:
    """The beads of a stretch of any length: of each window only the part that its end cannot have bent is kept."""
    while max(len(en_range), len(zh_range)) > 1.5 * WINDOW:
        share = WINDOW / max(len(en_range), len(zh_range))
        n, m = math.ceil(len(en_range) * share), math.ceil(len(zh_range) * share)
        found = _settled(list(_in_one_piece(en, zh, en_range[:n], zh_range[:m], weights)), n, m)
        yield from found
        en_range = en_range[sum(len(bead[0]) for bead in found) :]
        zh_range = zh_range[sum(len(bead[1]) for bead in found) :]
    yield from _in_one_piece(en, zh, en_range, zh_range, weights)


def _settled(found: list[Raw], n: int, m: int) -> list[Raw]:
    """The beads of a window up to the last sure one in its first three quarters that nothing crosses."""
    cut = 0
    en_seen: set[int] = set()
    zh_seen: set[int] = set()
    for number, (en, zh, score) in enumerate(found, start=1):
        en_seen |= set(en)
        zh_seen |= set(zh)
        if len(en_seen) > n * 3 / 4 or len(zh_seen) > m * 3 / 4:
            break
        if en and zh and score >= SURE and _is_run(en_seen) and _is_run(zh_seen):
            cut = number
    return found[:cut] or found


def _is_run(numbers: set[int]) -> bool:
    return max(numbers) - min(numbers) + 1 == len(numbers)


def _in_one_piece(
    en: Passage, zh: Passage, en_range: range, zh_range: range, weights: dict[str, float] | None
) -> Iterator[Raw]:
    evidence = gather(
        [en.sentences[i].text for i in en_range],
        [zh.sentences[j].text for j in zh_range],
        [en.concepts(i) for i in en_range],
        [zh.concepts(j) for j in zh_range],
    )
    for en_part, zh_part, score in find_beads(evidence, en.part(en_range), zh.part(zh_range), weights):
        yield tuple(en_range[n] for n in en_part), tuple(zh_range[n] for n in zh_part), score
