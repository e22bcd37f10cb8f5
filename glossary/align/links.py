"""Links: which mention of a term in one sentence of a bead is which in the other.

Both sides' mentions are known. Those of a shared concept are paired, the nearest in relative position
first (competitive linking, Melamed 2000); where a surface can mean several concepts, the one that the
other side confirms is taken. A mention whose concept the other side lacks stays alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossary.models import Concept, Span
from glossary.recognize import longest_of
from glossary.results import Link, Mention


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
    matches = [(e, z) for e in en for z in zh if _shared(e, z)]
    whole_en, whole_zh = _unshielded([e for e, _ in matches]), _unshielded([z for _, z in matches])
    pairs = sorted(
        matches,
        key=lambda p: (
            (_span(p[0]) not in whole_en) + (_span(p[1]) not in whole_zh),
            abs(_position(p[0], en_span) - _position(p[1], zh_span)),
            _span(p[0]),
            _span(p[1]),
        ),
    )
    chosen: dict[str, list[tuple[Mention, Mention]]] = {}
    used_en: list[Span] = []
    used_zh: list[Span] = []
    for e, z in pairs:
        if _free(_span(e), used_en) and _free(_span(z), used_zh):
            chosen.setdefault(_shared(e, z)[0].id, []).append((e, z))
            used_en.append(_span(e))
            used_zh.append(_span(z))
    links = [link for same in chosen.values() for link in _in_order(same, en_span, zh_span)]
    links += [Link(m.concept, _span(m), None, 0.0, "base") for m in longest_of(en, used_en)]
    links += [Link(m.concept, None, _span(m), 0.0, "base") for m in longest_of(zh, used_zh)]
    return tuple(sorted(links, key=lambda k: (k.en is None, k.en or (0, 0), k.zh or (0, 0))))


def _in_order(same: Sequence[tuple[Mention, Mention]], en_span: Span, zh_span: Span) -> Iterator[Link]:
    """The links of one concept: its mentions keep their order, whatever is nearest."""
    concept = _shared(*same[0])[0]
    for e, z in zip(sorted((e for e, _ in same), key=_span), sorted((z for _, z in same), key=_span), strict=True):
        distance = abs(_position(e, en_span) - _position(z, zh_span))
        yield Link(concept, _span(e), _span(z), round(1 - distance / 2, 3), "base")


def _shared(en: Mention, zh: Mention) -> list[Concept]:
    ids = {concept.id for concept in zh.concepts}
    return [concept for concept in en.concepts if concept.id in ids]


def _span(mention: Mention) -> Span:
    return mention.start, mention.end


def _unshielded(mentions: Sequence[Mention]) -> set[Span]:
    """The spans that lie in no longer one: *weapons system* inside *autonomous weapons system* does."""
    spans = {_span(m) for m in mentions}
    return {s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)}


def _position(mention: Mention, span: Span) -> float:
    return ((mention.start + mention.end) / 2 - span[0]) / max(1, span[1] - span[0])


def _free(span: Span, used: Sequence[Span]) -> bool:
    return all(span[1] <= start or span[0] >= end for start, end in used)
