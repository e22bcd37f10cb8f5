"""The two sides of a bead as every form of an alignment shows them: on one line, with the terms marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossary.models import Lang
from glossary.results import Alignment, Bead, Sentence
from glossary.text.scripts import is_traditional
from glossary.text.wrapping import is_seamless, unwrapped


class Run(NamedTuple):
    """A part of a side: a term, with the number of its link in the bead, or what stands between terms."""

    text: str
    link: int | None


def side(alignment: Alignment, bead: Bead, lang: Lang) -> list[Run]:
    """One side of a bead, in runs without line breaks.

    Sentences are joined as they stood: by a space, unless they touch or Chinese is on both sides of the seam.
    """
    sentences = _sentences(alignment, bead, lang)
    spans = sorted((*span, n) for n, link in enumerate(bead.links) if (span := link.en if lang == "en" else link.zh))
    runs: list[Run] = []
    for number, sentence in enumerate(sentences):
        if number and _is_apart(sentences[number - 1], sentence):
            runs.append(Run(" ", None))
        runs += _runs(sentence, spans)
    return runs


def text(alignment: Alignment, bead: Bead, lang: Lang) -> str:
    r"""One side of a bead on one line.

    >>> sentences = (Sentence("Human\ncontrol.", 0, 14), Sentence("Yes.", 15, 19))
    >>> text(Alignment(sentences, (), ()), Bead((0, 1), (), 0.0), "en")
    'Human control. Yes.'
    """
    return "".join(run.text for run in side(alignment, bead, lang))


def is_pair(alignment: Alignment, bead: Bead) -> bool:
    """Whether a bead has text on both sides."""
    return all(any(s.text.strip() for s in _sentences(alignment, bead, lang)) for lang in LANGS)


def chinese(alignment: Alignment) -> str:
    """The language tag of the Chinese side (BCP 47); a sample of it tells the script."""
    sample = "".join(sentence.text for sentence in alignment.zh[:2000])[:20_000]
    return "zh-Hant" if is_traditional(sample) else "zh-Hans"


def holdable(text: str) -> str:
    r"""A text with U+FFFD in place of what XML and HTML cannot hold (all but the Char of XML 1.0).

    >>> holdable("a\0b\tc")
    'a�b\tc'
    """
    return _UNHOLDABLE.sub("\ufffd", text)


LANGS: tuple[Lang, Lang] = ("en", "zh")
_UNHOLDABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _sentences(alignment: Alignment, bead: Bead, lang: Lang) -> list[Sentence]:
    if lang == "en":
        return [alignment.en[number] for number in bead.en]
    return [alignment.zh[number] for number in bead.zh]


def _is_apart(before: Sentence, after: Sentence) -> bool:
    if before.end == after.start or not before.text or not after.text:
        return False
    return not is_seamless(before.text[-1], after.text[0])


def _runs(sentence: Sentence, spans: Sequence[tuple[int, int, int]]) -> Iterator[Run]:
    done = 0
    for start, end, link in spans:
        a, b = start - sentence.start, end - sentence.start
        if done <= a < b <= len(sentence.text):
            if done < a:
                yield Run(unwrapped(sentence.text, done, a), None)
            yield Run(unwrapped(sentence.text, a, b), link)
            done = b
    if done < len(sentence.text):
        yield Run(unwrapped(sentence.text, done), None)
