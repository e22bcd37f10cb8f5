"""Passages: what `align` is given, as sentences with places, and whether the sides can be right."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glossary.align.encoders import Encoder, vectors_of
from glossary.align.signals import Side
from glossary.errors import LanguageError
from glossary.models import Span
from glossary.recognize import Recognizer
from glossary.results import Mention, Sentence
from glossary.text.sentences import pieces, split

if TYPE_CHECKING:
    import numpy as np

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z]")
_FEW = 8
"""Letters that a side must have before its language is judged."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One side: its text and sentences, the mentions in each, which begin a paragraph, and their vectors if any."""

    text: str
    sentences: tuple[Sentence, ...]
    mentions: Sequence[Sequence[Mention]]
    begins: Sequence[bool]
    vectors: np.ndarray[Any, Any] | None = None

    def extent(self, ids: Sequence[int]) -> Span:
        """From the first to the last character of these sentences."""
        return (self.sentences[ids[0]].start, self.sentences[ids[-1]].end) if ids else (0, 0)

    def within(self, ids: Sequence[int]) -> list[Mention]:
        """The mentions in these sentences."""
        return [mention for i in ids for mention in self.mentions[i]]

    def concepts(self, id: int) -> set[str]:
        """The ids of all concepts that a sentence's mentions can mean."""
        return {concept.id for mention in self.mentions[id] for concept in mention.concepts}

    def part(self, where: range) -> Side:
        """What signals need to know of a run of sentences."""
        return Side.of(
            [self.sentences[i].text for i in where],
            [self.begins[i] for i in where],
            None if self.vectors is None else self.vectors[where.start : where.stop],
        )


def passage_of(passage: str | Sequence[str], recognizer: Recognizer, encoder: Encoder | None = None) -> Passage:
    """A passage with all that alignment needs; a str is split into sentences, a sequence of str kept as it is."""
    text, found = sentences(passage)
    return Passage(
        text,
        found,
        _by_sentence(recognizer.recognize(text, overlaps=True), found),
        begins(text, found, as_given=not isinstance(passage, str)),
        vectors_of([s.text for s in found], encoder) if encoder else None,
    )


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


def text_of(passage: str | Sequence[str]) -> str:
    """The text that spans point into: of a sequence its sentences, joined by line breaks."""
    return passage if isinstance(passage, str) else "\n".join(passage)


def sentences(passage: str | Sequence[str]) -> tuple[str, tuple[Sentence, ...]]:
    """The text of a passage and its sentences: a str is split, a sequence of str kept as it is.

    >>> sentences(["One.", "", "Two."])[1]
    (Sentence(text='One.', start=0, end=4), Sentence(text='', start=5, end=5), Sentence(text='Two.', start=6, end=10))
    """
    if isinstance(passage, str):
        return passage, tuple(Sentence(passage[start:end], start, end) for start, end in split(passage))
    found: list[Sentence] = []
    start = 0
    for text in passage:
        found.append(Sentence(text, start, start + len(text)))
        start += len(text) + 1
    return text_of(passage), tuple(found)


def begins(text: str, found: Sequence[Sentence], *, as_given: bool) -> list[bool]:
    r"""Which sentences begin a paragraph, heading or list item; of sentences as given, those after an empty one.

    >>> text = "Robots\n\nOne. Two."
    >>> begins(text, sentences(text)[1], as_given=False)
    [True, True, False]
    """
    if as_given:
        return [not n or not found[n - 1].text.strip() for n in range(len(found))]
    ends = [end for _, end in pieces(text)]
    first: list[bool] = []
    piece = -1
    for sentence in found:
        number = bisect_left(ends, sentence.end)
        first.append(number != piece)
        piece = number
    return first


def check_languages(en: str, zh: str) -> None:
    """Refuse sides that are clearly exchanged, or clearly in one language.

    >>> check_languages("人工智能的安全与治理问题", "AI safety and governance")
    Traceback (most recent call last):
    glossary.errors.LanguageError: the sides are exchanged; give the English one first, then the Chinese
    """
    first, second = _language(en), _language(zh)
    if first == "zh" and second == "en":
        raise LanguageError("the sides are exchanged; give the English one first, then the Chinese")
    if first == second == "zh":
        raise LanguageError("both sides are Chinese; give the English text first and its Chinese translation second")
    if first == second == "en":
        raise LanguageError("both sides are English; give the English text first and its Chinese translation second")


def _language(text: str) -> str | None:
    """The language of a passage where there is no doubt: a Chinese text may hold Latin words, not the reverse."""
    sample = text if len(text) < 200_000 else text[:100_000] + text[-100_000:]
    han, latin = len(_HAN.findall(sample)), len(_LATIN.findall(sample))
    if han + latin < _FEW:
        return None
    if han * 3 > latin:  # an English word has five letters, a Chinese one two characters
        return "zh"
    return "en" if han * 20 < latin else None
