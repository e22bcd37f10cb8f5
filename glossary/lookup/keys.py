"""Keys: under what a term is found, and the grams by which keys that are nearly alike are found.

A key is the folded words of a term, joined (`glossary.text.folding.key`), or its reading. Grams are
those of Ukkonen (1992): trigrams of padded Latin words, single Chinese characters and their pairs.
The letters of a short word in order of the alphabet are a gram too: a transposition, which leaves no
trigram of *roubst* in place, keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from glossary.text.folding import SMALL_WORDS, is_han, words
from glossary.text.pinyin import syllables
from glossary.text.scripts import to_simplified

if TYPE_CHECKING:
    from glossary.models import Term

SHORT = 9
"""Letters up to which a word has its sorted letters as a gram; in longer ones some trigram is left."""


KINDS = ("exact", "folded", "sorted", "stem", "pinyin", "initials")
"""The kinds of key, by number in the tables."""


def forms(term: Term) -> Iterator[tuple[str, str, str]]:
    """The keys of a term: the table, the key, and the words whose grams find it, where it is found by grams.

    >>> from glossary.models import Term
    >>> sorted(forms(Term("human control", "en")))[:2]
    [('folded', 'humancontrol', 'human control'), ('initials', 'hc', '')]
    """
    folded = words(term.text)
    joined = "".join(folded)
    if not joined:
        yield "exact", term.text, ""  # signs alone
        return
    yield "folded", joined, " ".join(folded)
    if term.lang == "en" and (stemmed := stem(folded)) != joined:
        yield "stem", stemmed, ""
    if term.traditional and to_simplified(term.traditional) != term.text:
        traditional = words(term.traditional)
        yield "folded", "".join(traditional), " ".join(traditional)
    if len(folded) > 1:
        yield "sorted", " ".join(sorted(folded)), ""
        if term.lang == "en":
            short = [word for word in folded if word not in SMALL_WORDS]
            for parts in (folded, short):
                if len(parts) > 1:
                    yield "initials", "".join(word[0] for word in parts), ""
    if term.pinyin and (parts := syllables(term.pinyin)):
        joined = "".join(parts)
        yield "pinyin", joined, joined
        if len(parts) > 1:
            yield "initials", "".join(part[0] for part in parts), ""


def stem(folded: list[str]) -> str:
    """Folded words without the endings of verbs: *fine-tuned* and *fine-tuning* are one.

    >>> stem(["fine", "tuned"]) == stem(["fine", "tuning"]), stem(["large", "language", "modeling"])
    (True, 'largelanguagemodel')
    """
    last = re.sub(r"(?<=[a-z]{3})(?:ing|ed|e)$", "", folded[-1]) if folded else ""
    if last[-1:] == last[-2:-1] and len(last) > 3 and last[-1:] not in "ls":
        last = last[:-1]
    return "".join([*folded[:-1], last])


def grams(folded: list[str]) -> set[str]:
    """The grams of folded words.

    >>> sorted(grams(["risk"])), sorted(grams(["人类"]))
    (['#ikrs', '^r', '^ri', 'isk', 'k$', 'ris', 'sk$'], ['人', '人类', '类'])
    """
    found: set[str] = set()
    for word in folded:
        if is_han(word):
            found.update(word)
            found.update(word[i : i + 2] for i in range(len(word) - 1))
        else:
            padded = f"^{word}$"
            found.update((padded[:2], padded[-2:]))
            found.update(padded[i : i + 3] for i in range(len(padded) - 2))
            if len(word) <= SHORT:
                found.add("#" + "".join(sorted(word)))
    return found


def reading_grams(reading: str) -> set[str]:
    """The grams of a reading, told apart from those of English words.

    >>> sorted(reading_grams("renlei"))
    ['~^re', '~ei$', '~enl', '~lei', '~nle', '~ren']
    """
    padded = f"^{reading}$"
    return {f"~{padded[i : i + 3]}" for i in range(len(padded) - 2)}
