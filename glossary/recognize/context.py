"""Context: what a surface means here, by what stands around it.

For surfaces with several meanings (安全: safety, security) and for one-word terms that are also everyday
words (*risk*, 训练), ``homographs.yaml`` lists, by meaning, words that stand near it. What is found of
them around a mention is counted, the nearer the more; so are the other terms around it, which speak for
the meaning as a term. The confidence is the share of the first meaning (Laplace 1814, with one more than
seen for each).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from glossary.models import Concept, Span

Homographs = Mapping[str, Mapping[str, Sequence[str]]]
"""By surface in lower case: by concept, or `EVERYDAY`, words that stand near it in that meaning."""

EVERYDAY = "everyday"
"""The meaning of a word that is no term."""

WIDTH = 100
"""Characters on each side that are looked at, within the paragraph."""

NEAR = 12
"""Characters on each side in which a word counts double."""


def weighed(
    text: str,
    span: Span,
    concepts: tuple[Concept, ...],
    known: Mapping[str, Sequence[str]],
    others: Sequence[Span],
) -> tuple[tuple[Concept, ...], float]:
    """The concepts of a surface, the likeliest here first, and how likely that is.

    Args:
        text: the text.
        span: where the mention stands in it.
        concepts: what the surface can mean, at least one.
        known: the words that speak for each meaning, from ``homographs.yaml``.
        others: all mentions in the text, in order; those around this one speak for a term against an everyday word.
    """
    start, end = span
    begin = max(text.rfind("\n\n", 0, start) + 1, start - WIDTH)
    stop = text.find("\n\n", end)
    stop = min(len(text) if stop < 0 else stop, end + WIDTH)
    before, after = text[begin:start].lower(), text[end:stop].lower()
    points: dict[str, float] = {concept.id: _points(before, after, known.get(concept.id, ())) for concept in concepts}
    order = sorted(concepts, key=lambda c: -points[c.id])
    total = sum(points.values()) + len(points)
    if EVERYDAY in known:
        everyday = _points(before, after, known[EVERYDAY])
        around = _around(others, (begin, start), (end, stop))
        points[order[0].id] += min(around, 3)
        total = sum(points.values()) + len(points) + everyday + EVERYDAY_PRIOR
    return tuple(order), round((points[order[0].id] + 1) / total, 3)


EVERYDAY_PRIOR = 1.5
"""What an everyday meaning has before anything is seen: the word alone is no term."""


def _around(spans: Sequence[Span], *windows: Span) -> int:
    """How many of the spans stand in the windows."""
    found = 0
    for begin, stop in windows:
        at = bisect_left(spans, (begin, begin))
        while at < len(spans) and spans[at][0] < stop:
            found += spans[at][1] <= stop
            at += 1
    return found


def _points(before: str, after: str, cues: Sequence[str]) -> int:
    """Each word once, double where it stands close."""
    points = 0
    for cue in cues:
        if _stands(cue, before[-NEAR:]) or _stands(cue, after[:NEAR]):
            points += 2
        elif _stands(cue, before) or _stands(cue, after):
            points += 1
    return points


def _stands(cue: str, text: str) -> bool:
    if not cue.isascii():
        return cue in text
    return bool(re.search(rf"(?<![a-z]){re.escape(cue)}", text))
