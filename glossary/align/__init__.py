"""Alignment of translated passages: sentences into beads, then terms inside each bead.

`align` splits the passages, gathers what each pair of sentences has in common, finds the beads and
links the terms. Long passages are cut at anchors and worked on in windows, so that time and memory grow
linearly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from glossary.align.encoders import Encoder
from glossary.align.links import link
from glossary.align.passages import check_languages, passage_of, text_of
from glossary.align.windows import beads_of
from glossary.recognize import Recognizer
from glossary.results import Alignment, Bead

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
    check_languages(text_of(en), text_of(zh))
    en_side, zh_side = passage_of(en, recognizer, encoder), passage_of(zh, recognizer, encoder)
    total = len(en_side.sentences) + len(zh_side.sentences)
    found: list[Bead] = []
    done = 0
    for i, j, score in beads_of(en_side, zh_side):
        links = link(en_side.within(i), zh_side.within(j), en_side.extent(i), zh_side.extent(j))
        found.append(Bead(i, j, round(score, 3), links))
        done += len(i) + len(j)
        if progress and len(found) % 100 == 0:
            progress(done, total)
    if progress:
        progress(total, total)
    return Alignment(en_side.sentences, zh_side.sentences, tuple(found))
