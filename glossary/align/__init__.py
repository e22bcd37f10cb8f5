"""Alignment of translated passages: sentences into beads, then terms inside each bead.

`align` splits the passages, gathers what each pair of sentences has in common, finds the beads and
links the terms. Long passages are cut at anchors and worked on in windows, so that time and memory grow
linearly.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glossary.align import signals
from glossary.align.anchors import stretches
from glossary.align.beads import find_beads
from glossary.align.encoders import Encoder, vectors_of
from glossary.align.evidence import gather
from glossary.align.links import link
from glossary.align.passages import begins, check_languages, sentences
from glossary.models import Span
from glossary.recognize import Recognizer
from glossary.results import Alignment, Bead, Mention, Sentence

if TYPE_CHECKING:
    import numpy as np

DOUBTFUL = 0.5
"""The score below which a bead is as likely wrong as right."""

Progress = Callable[[int, int], None]
"""Is told how many sentences of both sides are done, and how many there are."""


def align(
    en: str | Sequence[str],
    zh: str | Sequence[str],
    recognizer: Recognizer,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
) -> Alignment:
    """Align a passage with its translation, sentence by sentence and term by term.

    Args:
        en: the English passage; a str is split into sentences, a sequence of str kept as it is.
        zh: the Chinese one.
        recognizer: finds the terms, which are evidence for the beads and linked inside them.
        encoder: gives a vector for each of a list of texts, of either language; see `glossary.align.encoders`.
        progress: called now and then with the sentences done, and all.

    Returns:
        Sentences of both sides and their beads. Spans point into the passages. A bead's score is the probability
        that exactly these sentences belong together.

    Raises:
        LanguageError: when the sides are exchanged or in one language.
        InputError: when the encoder does not give one vector for each text.

    >>> import glossary
    >>> alignment = glossary.load().align("AI is used. Robots help.", "人工智能得到应用。机器人提供帮助。")
    >>> [(bead.en, bead.zh) for bead in alignment.beads]
    [((0,), (0,)), ((1,), (1,))]
    """
    en_side, zh_side = _side(en, recognizer, encoder), _side(zh, recognizer, encoder)
    check_languages(en_side.text, zh_side.text)
    found: list[Bead] = []
    total = len(en_side.sentences) + len(zh_side.sentences)
    done = 0
    for en_range, zh_range in stretches([s.text for s in en_side.sentences], [s.text for s in zh_side.sentences]):
        for bead in _align_in_windows(en_side, zh_side, en_range, zh_range):
            found.append(bead)
            done += len(bead.en) + len(bead.zh)
            if progress and len(found) % 100 == 0:
                progress(done, total)
    if progress:
        progress(total, total)
    return Alignment(en_side.sentences, zh_side.sentences, tuple(found))


@dataclass(frozen=True, slots=True)
class _Side:
    """A passage with its sentences, the mentions in each, which begin a paragraph, and their vectors."""

    text: str
    sentences: tuple[Sentence, ...]
    mentions: Sequence[Sequence[Mention]]
    begins: Sequence[bool]
    vectors: np.ndarray[Any, Any] | None

    def extent(self, ids: Sequence[int]) -> Span:
        return (self.sentences[ids[0]].start, self.sentences[ids[-1]].end) if ids else (0, 0)

    def within(self, ids: Sequence[int]) -> list[Mention]:
        return [mention for i in ids for mention in self.mentions[i]]

    def part(self, where: range) -> signals.Side:
        return signals.Side.of(
            [self.sentences[i].text for i in where],
            [self.begins[i] for i in where],
            None if self.vectors is None else self.vectors[where.start : where.stop],
        )


def _side(passage: str | Sequence[str], recognizer: Recognizer, encoder: Encoder | None) -> _Side:
    text, found = sentences(passage)
    return _Side(
        text,
        found,
        _by_sentence(recognizer.recognize(text, overlaps=True), found),
        begins(text, found, as_given=not isinstance(passage, str)),
        vectors_of([s.text for s in found], encoder) if encoder else None,
    )


WINDOW = 400
"""Sentences that are aligned in one piece; the matrices have the square of that."""


def _align_in_windows(en: _Side, zh: _Side, en_range: range, zh_range: range) -> Iterator[Bead]:
    """The beads of a stretch of any length: of each window only the part that its end cannot have bent is kept."""
    while max(len(en_range), len(zh_range)) > WINDOW:
        share = WINDOW / max(len(en_range), len(zh_range))
        n, m = math.ceil(len(en_range) * share), math.ceil(len(zh_range) * share)
        found = _settled(list(_align_stretch(en, zh, en_range[:n], zh_range[:m])), n, m)
        yield from found
        en_range = en_range[sum(len(bead.en) for bead in found) :]
        zh_range = zh_range[sum(len(bead.zh) for bead in found) :]
    yield from _align_stretch(en, zh, en_range, zh_range)


def _settled(found: list[Bead], n: int, m: int) -> list[Bead]:
    """The beads of a window up to the last sure one in its first three quarters that nothing crosses."""
    cut = 0
    en_seen: set[int] = set()
    zh_seen: set[int] = set()
    for number, bead in enumerate(found, start=1):
        en_seen |= set(bead.en)
        zh_seen |= set(bead.zh)
        if len(en_seen) > n * 3 / 4 or len(zh_seen) > m * 3 / 4:
            break
        if bead.en and bead.zh and bead.score >= SURE and _is_run(en_seen) and _is_run(zh_seen):
            cut = number
    return found[:cut] or found


def _is_run(numbers: set[int]) -> bool:
    return max(numbers) - min(numbers) + 1 == len(numbers)


SURE = 0.9
"""The score of a bead after which a window may be cut."""


def _align_stretch(en: _Side, zh: _Side, en_range: range, zh_range: range) -> Iterator[Bead]:
    en_texts, zh_texts = [en.sentences[i].text for i in en_range], [zh.sentences[j].text for j in zh_range]
    en_ids, zh_ids = [_ids(en.mentions[i]) for i in en_range], [_ids(zh.mentions[j]) for j in zh_range]
    evidence = gather(en_texts, zh_texts, en_ids, zh_ids)
    for en_part, zh_part, score in find_beads(evidence, en.part(en_range), zh.part(zh_range)):
        i = tuple(en_range[n] for n in en_part)
        j = tuple(zh_range[n] for n in zh_part)
        yield Bead(i, j, round(score, 3), link(en.within(i), zh.within(j), en.extent(i), zh.extent(j)))


def _ids(mentions: Sequence[Mention]) -> set[str]:
    return {concept.id for mention in mentions for concept in mention.concepts}


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
