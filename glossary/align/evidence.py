"""Evidence that an English and a Chinese sentence say the same: what they have in common.

Each sentence becomes a set of features. Those of an English sentence are the stems of its words, its
numbers, names, Latin strings, marks and the concepts of the term base. Those of a Chinese sentence
are its words, each with the English features that it can stand for. Features are weighted by rarity
in the document (inverse document frequency), because common words tell little.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from glossary.align import dictionary
from glossary.text import numbers
from glossary.text.scripts import to_simplified

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[Any, np.dtype[np.floating[Any]]]
    Numbers = np.ndarray[Any, np.dtype[np.integer[Any]]]

MAX_SPAN = 5
"""Sentences of one side in a bead, at most."""

SAMPLE = 120
"""Sentences at the beginning of each side from which is counted what is rare and what is usual: so what stands far
below changes nothing above."""

CONCEPT_WEIGHT = 2.0
"""A rendering from the term base is surer than a gloss of a dictionary."""

MARK_WEIGHT = 0.4
"""A question mark or a quotation tells something, yet marks are often changed in translation."""

CHARACTER_WEIGHT = 0.6
"""A character that stands alone can mean much."""

MARKS = '?!":;(…'
"""Marks that both languages have, as features."""

_CHINESE_MARKS = {
    "？": "?", "！": "!", "“": '"', "”": '"', "「": '"', "」": '"', "（": "(", "：": ":", "；": ";", "…": "…",
}  # fmt: skip
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_HAN_RUN = re.compile("[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Feature masses of two lists of sentences, and how much each covers of the other.

    `en_mass[i]` and `zh_mass[j]` are the weights of all features of a sentence. ``en_covered[b - 1][i, j]``
    is how much of English sentence i is found in the Chinese sentences j to j + b - 1, and
    ``zh_covered[a - 1][j, i]`` how much of Chinese sentence j in the English sentences i to i + a - 1.
    """

    en_mass: Matrix
    zh_mass: Matrix
    en_covered: tuple[Matrix, ...]
    zh_covered: tuple[Matrix, ...]


@lru_cache(maxsize=4096)  # windows overlap
def english_features(sentence: str) -> set[str]:
    """The features of an English sentence.

    >>> sorted(english_features("In 2024 CISS named nine risks?"))
    ['#2024', '#9', '?', 'ciss', 'name', 'nine', 'risk', '~ciss']
    """
    found = {f"#{number}" for number in numbers.of_english(sentence)}
    for match in _LATIN_WORD.finditer(sentence):
        word = match.group()
        lower = re.sub("['’]s?$", "", word.lower())
        if lower in dictionary.STOP_WORDS:
            continue
        found.add(dictionary.stem(lower))
        if word[0].isupper() and 1 < len(lower) < 12:
            found.add(f"~{lower}")  # perhaps a name in pinyin
    return found | {mark for mark in MARKS if mark in sentence.replace("“", '"').replace("...", "…")}


@lru_cache(maxsize=4096)
def chinese_words(sentence: str) -> dict[str, dict[str, float]]:
    """The words of a Chinese sentence, each with the English features that it can stand for.

    Words are the longest that the dictionary has; what their parts can mean counts a little less.

    >>> sorted(chinese_words("第9轮，CISS"))
    ['#9', 'ciss', '~di', '~lun', '第', '轮']
    """
    text = to_simplified(sentence)
    found: dict[str, dict[str, float]] = {f"#{n}": {f"#{n}": 1.0} for n in numbers.of_chinese(text)}
    for match in _LATIN_WORD.finditer(text):
        if (lower := match.group().lower()) not in dictionary.STOP_WORDS:
            found[lower] = {dictionary.stem(lower): 1.0}
    for mark, meaning in _CHINESE_MARKS.items():
        if mark in text:
            found[meaning] = {meaning: 1.0}
    words = dictionary.words()
    for match in _HAN_RUN.finditer(text):
        run = match.group()
        start = 0
        while start < len(run):
            size = next(
                (n for n in range(min(dictionary.LONGEST, len(run) - start), 1, -1) if run[start : start + n] in words),
                1,
            )
            word = run[start : start + size]
            found.setdefault(word, dictionary.meanings(word, 0.6))
            start += size
        for syllables in _readings(run):
            found.setdefault(f"~{syllables}", {f"~{syllables}": 0.9})
    return found


def _readings(run: str) -> set[str]:
    """How one to three neighbouring characters are written in pinyin: names are."""
    words = dictionary.words()
    single = [words[c].readings if c in words else frozenset() for c in run]
    found: set[str] = set()
    for start in range(len(run)):
        ends = {""}
        for readings in single[start : start + 3]:
            ends = {end + reading for end in ends for reading in readings if len(readings) < 4}
            found |= ends
    return found


def gather(
    en: Sequence[str],
    zh: Sequence[str],
    en_concepts: Sequence[Collection[str]],
    zh_concepts: Sequence[Collection[str]],
) -> Evidence:
    """The evidence between all sentences of two passages; concepts are ids, by sentence."""
    en_sets = [
        english_features(s) | {f"|{s}"} | {f"={id}" for id in ids} for s, ids in zip(en, en_concepts, strict=True)
    ]
    zh_sets = [
        chinese_words(s) | {f"|{s}": {f"|{s}": 1.0}} | {f"={id}": {f"={id}": 1.0} for id in ids}
        for s, ids in zip(zh, zh_concepts, strict=True)
    ]
    shared = {f for words in zh_sets for meanings in words.values() for f in meanings}
    # A possible name, or the sentence as a whole (code, formulas), is evidence only if the other side has it
    # too; else every capital would count against a translation.
    en_sets = [{f for f in features if f[0] not in "~|" or f in shared} for features in en_sets]
    english = {f for features in en_sets for f in features}
    zh_sets = [{w: m for w, m in words.items() if w[0] not in "~|" or w in english} for words in zh_sets]
    return _matrices(en_sets, zh_sets)


def _matrices(en_sets: Sequence[set[str]], zh_sets: Sequence[dict[str, dict[str, float]]]) -> Evidence:
    import numpy as np

    features = {f: n for n, f in enumerate(sorted({f for s in en_sets for f in s}))}
    words = {w: n for n, w in enumerate(sorted({w for s in zh_sets for w in s}))}
    has, contains = _holdings(en_sets, features), _holdings(zh_sets, words)
    meanings = {word: found for words_of in zh_sets for word, found in words_of.items()}
    known = [
        (number, features[f], weight)
        for word, number in words.items()
        for f, weight in meanings[word].items()
        if f in features
    ]
    word = np.array([number for number, _, _ in known], np.intp)
    feature = np.array([number for _, number, _ in known], np.intp)
    weight = _coarse(np.array([value for _, _, value in known], np.float32))
    meets = np.zeros((len(features), len(zh_sets)), np.float32)  # feature × Chinese sentence: best meaning
    meant = np.zeros((len(words), len(en_sets)), np.float32)  # word × English sentence: best meaning
    pair, sentence = contains.holders(word)
    np.maximum.at(meets, (feature[pair], sentence), weight[pair])
    pair, sentence = has.holders(feature)
    np.maximum.at(meant, (word[pair], sentence), weight[pair])
    en = has.matrix() * _weights(features, has.counts_in(SAMPLE), min(SAMPLE, len(en_sets)))
    zh = contains.matrix() * _weights(words, contains.counts_in(SAMPLE), min(SAMPLE, len(zh_sets)))
    return Evidence(en.sum(1), zh.sum(1), _windows(en, meets), _windows(zh, meant))


@dataclass(frozen=True, slots=True)
class _Holdings:
    """Which sentences hold which items: ``counts[k]`` in `sentences` from ``starts[k]`` on hold item k."""

    size: tuple[int, int]
    sentences: Numbers
    starts: Numbers
    counts: Numbers

    def matrix(self) -> Matrix:
        """Sentence × item: 1 where it is held."""
        import numpy as np

        found = np.zeros(self.size, np.float32)
        found[self.sentences, np.repeat(np.arange(self.size[1]), self.counts)] = 1.0
        return found

    def counts_in(self, first: int) -> Numbers:
        """How many of the first sentences hold each item; at least one."""
        import numpy as np

        item = np.repeat(np.arange(self.size[1]), self.counts)
        found: Numbers = np.maximum(np.bincount(item[self.sentences < first], minlength=self.size[1]), 1)
        return found

    def holders(self, items: Numbers) -> tuple[Numbers, Numbers]:
        """For each of some items all sentences that hold it: the numbers in `items`, and the sentences."""
        import numpy as np

        counts = self.counts[items]
        number = np.repeat(np.arange(len(items)), counts)
        within = np.arange(len(number)) - np.repeat(np.cumsum(counts) - counts, counts)
        return number, self.sentences[self.starts[items][number] + within]


def _holdings(sets: Sequence[Collection[str]], index: dict[str, int]) -> _Holdings:
    import numpy as np

    items = np.fromiter((index[item] for held in sets for item in held), np.intp)
    sentences = np.repeat(np.arange(len(sets)), [len(held) for held in sets])
    counts = np.bincount(items, minlength=len(index))
    by_item = np.argsort(items, kind="stable")
    return _Holdings((len(sets), len(index)), sentences[by_item], np.cumsum(counts) - counts, counts)


def _weights(index: dict[str, int], counts: Numbers, total: int) -> Matrix:
    """Rarity (inverse document frequency), by what an item is."""
    import numpy as np

    kinds = [
        CONCEPT_WEIGHT
        if name[0] == "="
        else MARK_WEIGHT
        if name in MARKS
        else CHARACTER_WEIGHT
        if len(name) == 1 and name > "\u3400"
        else 1.0
        for name in index
    ]
    found: Matrix = np.log(1 + total / counts) * kinds
    return _coarse(found.astype(np.float32))


def _coarse(weights: Matrix) -> Matrix:
    """Weights in steps of 1/32: sums of products of such are exact in single precision, in whatever order.

    So the beads are the same on every machine and for every number of threads.
    """
    import numpy as np

    found: Matrix = np.round(weights * 32) / 32
    return found


def _windows(owned: Matrix, matched: Matrix) -> tuple[Matrix, ...]:
    """Coverage of each sentence by one to MAX_SPAN neighbouring sentences of the other side."""
    import numpy as np

    windows = []
    reach = matched.copy()
    for size in range(1, MAX_SPAN + 1):
        windows.append(owned @ reach)
        if size < MAX_SPAN and matched.shape[1] > size:
            reach[:, :-size] = np.maximum(reach[:, :-size], matched[:, size:])
    return tuple(windows)
