"""Context: what a surface means here, by what stands around it.

For surfaces with several meanings (安全: safety, security) and for one-word terms that are also everyday
words (*risk*, 训练), ``homographs.yaml`` lists, by meaning, words that stand near it. What is found of
them around a mention is counted, the nearer the more; so are the other terms of the same field around
it. The confidence is the share of the first meaning (Laplace 1814, with one more than seen for each).
"""

from __future__ import annotations

import re
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


def window(text: str, span: Span) -> Span:
    """What is looked at around a mention: so many characters on each side, within the paragraph."""
    start, end = span
    stop = text.find("\n\n", end)
    return max(text.rfind("\n\n", 0, start) + 1, start - WIDTH), min(len(text) if stop < 0 else stop, end + WIDTH)


def weighed(
    text: str,
    span: Span,
    concepts: tuple[Concept, ...],
    known: Mapping[str, Sequence[str]],
    others: Sequence[Concept],
) -> tuple[tuple[Concept, ...], float]:
    """The concepts of a surface, the likeliest here first, and how likely that is.

    Args:
        text: the text.
        span: where the mention stands in it.
        concepts: what the surface can mean, at least one.
        known: the words that speak for each meaning, from ``homographs.yaml``.
        others: the concepts of the other mentions in the window; one of the same field speaks for a meaning.
    """
    start, end = span
    begin, stop = window(text, span)
    before, after = text[begin:start].lower(), text[end:stop].lower()
    points = {c.id: _points(before, after, known.get(c.id, ())) + min(_akin(c, others), 3) for c in concepts}
    order = sorted(concepts, key=lambda c: -points[c.id])
    total: float = sum(points.values()) + len(points)
    if EVERYDAY in known:
        total += _points(before, after, known[EVERYDAY]) + EVERYDAY_PRIOR
    return tuple(order), round((points[order[0].id] + 1) / total, 3)


def _akin(concept: Concept, others: Sequence[Concept]) -> int:
    """How many of the other concepts are of a field of this one."""
    fields = set(concept.domains)
    return sum(other.id != concept.id and bool(fields.intersection(other.domains)) for other in others)


EVERYDAY_PRIOR = 1.5
"""What an everyday meaning has before anything is seen: the word alone is no term."""


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
