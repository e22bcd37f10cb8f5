"""Alignment of translated passages: sentences into beads, then terms inside each bead.

`align` splits the passages, gathers what each pair of sentences has in common, finds the beads and
links the terms. Long passages are cut at anchors first, so that time and memory grow linearly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossary.align import beads as bead_search
from glossary.align.anchors import stretches
from glossary.align.evidence import gather
from glossary.align.links import link
from glossary.align.passages import check_languages, sentences
from glossary.models import Alignment, Bead, Mention, Sentence, Span
from glossary.recognize import Recognizer


def align(en: str | Sequence[str], zh: str | Sequence[str], recognizer: Recognizer) -> Alignment:
    """Align a passage with its translation, sentence by sentence and term by term.

    Args:
        en: the English passage; a str is split into sentences, a sequence of str kept as it is.
        zh: the Chinese one.
        recognizer: finds the terms, which are evidence for the beads and linked inside them.

    Returns:
        Sentences of both sides and their beads. Spans point into the passages.

    Raises:
        LanguageError: when the sides are exchanged or in one language.

    >>> import glossary
    >>> alignment = glossary.load().align("AI is used. Robots help.", "人工智能得到应用。机器人提供帮助。")
    >>> [(bead.en, bead.zh) for bead in alignment.beads]
    [((0,), (0,)), ((1,), (1,))]
    """
    en_text, en_sentences = sentences(en)
    zh_text, zh_sentences = sentences(zh)
    check_languages(en_text, zh_text)
    en_mentions = _by_sentence(recognizer.recognize(en_text, overlaps=True), en_sentences)
    zh_mentions = _by_sentence(recognizer.recognize(zh_text, overlaps=True), zh_sentences)
    found: list[Bead] = []
    for en_range, zh_range in stretches([s.text for s in en_sentences], [s.text for s in zh_sentences]):
        found += _align_stretch(en_sentences, zh_sentences, en_mentions, zh_mentions, en_range, zh_range)
    return Alignment(en_sentences, zh_sentences, tuple(found))


def _align_stretch(
    en: Sequence[Sentence],
    zh: Sequence[Sentence],
    en_mentions: Sequence[list[Mention]],
    zh_mentions: Sequence[list[Mention]],
    en_range: range,
    zh_range: range,
) -> Iterator[Bead]:
    en_texts, zh_texts = [en[i].text for i in en_range], [zh[j].text for j in zh_range]
    evidence = gather(
        en_texts, zh_texts, [_ids(en_mentions[i]) for i in en_range], [_ids(zh_mentions[j]) for j in zh_range]
    )
    for en_part, zh_part, score in bead_search.beads(evidence, [len(t) for t in en_texts], [len(t) for t in zh_texts]):
        en_ids = tuple(en_range[i] for i in en_part)
        zh_ids = tuple(zh_range[j] for j in zh_part)
        links = link(
            [m for i in en_ids for m in en_mentions[i]],
            [m for j in zh_ids for m in zh_mentions[j]],
            _extent(en_ids, en),
            _extent(zh_ids, zh),
        )
        yield Bead(en_ids, zh_ids, score, links)


def _ids(mentions: Sequence[Mention]) -> set[str]:
    return {concept.id for mention in mentions for concept in mention.concepts}


def _extent(ids: tuple[int, ...], all_sentences: Sequence[Sentence]) -> Span:
    return (all_sentences[ids[0]].start, all_sentences[ids[-1]].end) if ids else (0, 0)


def _by_sentence(mentions: Sequence[Mention], all_sentences: Sequence[Sentence]) -> list[list[Mention]]:
    """The mentions that lie in each sentence; both lists are in order."""
    found: list[list[Mention]] = [[] for _ in all_sentences]
    number = 0
    for mention in mentions:
        while number < len(all_sentences) and all_sentences[number].end <= mention.start:
            number += 1
        if number < len(all_sentences) and mention.end <= all_sentences[number].end:
            found[number].append(mention)
    return found
