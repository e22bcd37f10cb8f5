"""Keys: under what a term is found, and the grams by which keys that are nearly alike are found.

A key is the folded words of a term, joined (`glossary.text.folding.key`), or its reading. Grams are
those of Ukkonen (1992): trigrams of padded Latin words, single Chinese characters and their pairs.
The letters of a short word in order of the alphabet are a gram too: a transposition, which leaves no
trigram of *roubst* in place, keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.models import Term
from glossary.text.folding import is_han, words
from glossary.text.pinyin import syllables
from glossary.text.scripts import to_simplified

SMALL_WORDS = frozenset("a an and at by for from in of on or the to with".split())
SHORT = 9
"""Letters up to which a word has its sorted letters as a gram; in longer ones some trigram is left."""


def forms(term: Term) -> Iterator[tuple[str, str, str]]:
    """The keys of a term: the table, the key, and the words whose grams find it, where it is found by grams.

    >>> sorted(forms(Term("human control", "en")))[:2]
    [('exact', 'human control', ''), ('folded', 'humancontrol', 'human control')]
    """
    yield "exact", term.text, ""
    folded = words(term.text)
    joined = "".join(folded)
    if joined:
        yield "folded", joined, " ".join(folded)
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
