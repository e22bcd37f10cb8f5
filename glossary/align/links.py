"""Links: which mention of a term in one sentence of a bead is which in the other.

Both sides' mentions are known. Those of a shared concept are paired, the nearest in relative position
first (competitive linking, Melamed 2000); where a surface can mean several concepts, the one that the
other side confirms is taken. A mention whose concept the other side lacks stays alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from glossary.models import Concept, Link, Mention, Span


def link(en: Sequence[Mention], zh: Sequence[Mention], en_span: Span, zh_span: Span) -> tuple[Link, ...]:
    """The links of a bead, by the English and then the Chinese place.

    Args:
        en: mentions in the bead's English sentences, with overlaps or without.
        zh: the same for the Chinese.
        en_span: from the first to the last character of the bead in the English passage.
        zh_span: the same for the Chinese.

    Returns:
        Links of origin ``base``. The score of a pair is 1 less what its relative positions differ by,
        at least 0.5; that of a mention without a partner is 0.
    """
    pairs = sorted(
        (abs(_position(e, en_span) - _position(z, zh_span)), n, m)
        for n, e in enumerate(en)
        for m, z in enumerate(zh)
        if _shared(e, z)
    )
    links: list[Link] = []
    used_en: list[Span] = []
    used_zh: list[Span] = []
    for distance, n, m in pairs:
        e, z = (en[n].start, en[n].end), (zh[m].start, zh[m].end)
        if _free(e, used_en) and _free(z, used_zh):
            concept = _shared(en[n], zh[m])[0]
            links.append(Link(concept, e, z, round(1 - distance / 2, 3), "base"))
            used_en.append(e)
            used_zh.append(z)
    links += [Link(m.concept, span, None, 0.0, "base") for m in _left(en, used_en) if (span := (m.start, m.end))]
    links += [Link(m.concept, None, span, 0.0, "base") for m in _left(zh, used_zh) if (span := (m.start, m.end))]
    return tuple(sorted(links, key=lambda k: (k.en is None, k.en or (0, 0), k.zh or (0, 0))))


def _shared(en: Mention, zh: Mention) -> list[Concept]:
    ids = {concept.id for concept in zh.concepts}
    return [concept for concept in en.concepts if concept.id in ids]


def _position(mention: Mention, span: Span) -> float:
    return ((mention.start + mention.end) / 2 - span[0]) / max(1, span[1] - span[0])


def _free(span: Span, used: Sequence[Span]) -> bool:
    return all(span[1] <= start or span[0] >= end for start, end in used)


def _left(mentions: Sequence[Mention], used: Sequence[Span]) -> list[Mention]:
    """The mentions that no link took, the longest of overlapping ones."""
    left: list[Mention] = []
    taken = list(used)
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        if _free((mention.start, mention.end), taken):
            left.append(mention)
            taken.append((mention.start, mention.end))
    return left
