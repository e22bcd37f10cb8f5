"""Beads: which sentences translate each other.

The signals between two sides, weighted, score every bead that is possible; the lattice makes them
probabilities and chooses the best path (Gale and Church 1993 for the shapes). Neighbours in exchanged
order are a step of the path; a sentence moved further is found afterwards, among what was left over.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.align.evidence import SAMPLE, Evidence
from glossary.align.lattice import Grid, Shape, path, probabilities
from glossary.align.signals import Side, Signals, likeness, weighted
from glossary.align.weights import STRUCTURE, VECTORS, WORDS

if TYPE_CHECKING:
    from glossary.align.lattice import Matrix

SHAPES: tuple[Shape, ...] = (
    (1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (2, 3), (3, 2), (1, 5), (5, 1), (3, 3), (2, 4),
    (4, 2),
)  # fmt: skip
"""English and Chinese sentences of a bead."""

CROSSINGS = (((1, 1), (1, 1)), ((1, 1), (1, 2)), ((1, 2), (1, 1)), ((1, 1), (2, 1)), ((2, 1), (1, 1)))
"""Two neighbouring beads whose Chinese sides stand in exchanged order: a step of the path like any other."""

Pair = tuple[tuple[int, ...], tuple[int, ...]]
"""The English and the Chinese indices of a bead."""

Raw = tuple[tuple[int, ...], tuple[int, ...], float]
"""The same with the bead's probability."""


def find_beads(evidence: Evidence, en: Side, zh: Side, weights: dict[str, float] | None = None) -> list[Raw]:
    """The beads of two passages, in reading order of the English.

    Args:
        evidence: what the sentences have in common.
        en: lengths, paragraphs and vectors of the English sentences.
        zh: the same of the Chinese ones.
        weights: what each signal counts; by default the table for sides with or without vectors.

    Returns:
        Indices of both sides, and how probable the bead is, from 0 to 1: less where the texts hardly look like
        translations of each other. Every index stands in exactly one bead.
    """
    n, m = len(en.lengths), len(zh.lengths)
    if not n or not m:
        return [((i,), (), 1.0) for i in range(n)] + [((), (j,), 1.0) for j in range(m)]
    signals = Signals(evidence, en, zh)
    weights = weights or weights_for(en, zh)
    grid = _adapted(grid_of(signals, weights), signals, weights)
    found = [(tuple(e), tuple(z), min(p, 1.0)) for e, z, p in path(probabilities(grid))]
    ordered = list(_in_order(_reunited(found, grid)))
    alike = likeness(signals, [(e, z) for e, z, _ in ordered])
    return [(e, z, p * float(share) if e and z else p) for (e, z, p), share in zip(ordered, alike, strict=True)]


USUAL = 0.015
"""Places in a hundred sentences where one or more have nothing opposite, in an ordinary translation: 1.5."""

SURE = 0.9
"""The probability of beads from which the usual ratio of lengths is taken."""

ENOUGH = 10
"""The least number of such beads."""


def _adapted(grid: Grid, signals: Signals, weights: dict[str, float]) -> Grid:
    """The grid with what a first pass over it tells of this text, from its first `SAMPLE` sentences.

    Some translations leave out hardly a sentence, others every tenth: the number of places where a first pass expects
    that corrects what such a place costs (empirical Bayes). And its sure beads tell how many English characters there
    are for a Chinese one.
    """
    first = probabilities(grid)
    expected = float(first.alone_en[:SAMPLE].sum() + first.alone_zh[:SAMPLE].sum())
    share = (expected + 1) / (sum(min(size, SAMPLE) for size in grid.size) + 1 / USUAL)
    change = min(max(math.log(share / USUAL), -2.0), 2.0)
    sure = [(en, zh) for en, zh, p in path(first) if en and zh and p > SURE and en[0] < SAMPLE]
    beads = grid.beads
    if len(sure) >= ENOUGH:
        en_length, zh_length = (
            sum(side.lengths[k] for bead in sure for k in bead[number])
            for number, side in enumerate((signals.en, signals.zh))
        )
        if en_length and zh_length:
            beads = {
                shape: scores
                - weighted(signals.of_lengths(shape, signals.ratio), weights)
                + weighted(signals.of_lengths(shape, en_length / zh_length), weights)
                for shape, scores in beads.items()
            }
    return replace(grid, beads=beads, alone_en=grid.alone_en + change, alone_zh=grid.alone_zh + change)


def weights_for(en: Side, zh: Side) -> dict[str, float]:
    """The table of weights for sides with or without vectors."""
    return (WORDS if en.vectors is None or zh.vectors is None else VECTORS) | STRUCTURE


def grid_of(signals: Signals, weights: dict[str, float]) -> Grid:
    """The scores of all beads that are possible, and of sentences alone."""
    n, m = signals.size
    lean = leaning(n, m)
    beads: dict[Shape, Matrix] = {
        (a, b): weighted(signals.of((a, b)), weights)
        + weighted(signals.of_lengths((a, b), signals.ratio), weights)
        + sum(weights[name] * value for name, value in shape_signals((a, b), lean).items())
        for a, b in SHAPES
        if a <= n and b <= m
    }
    crossings = tuple(pair for pair in CROSSINGS if all(shape in beads for shape in pair))
    of_alone = {name.removeprefix("alone_"): weight for name, weight in weights.items() if name.startswith("alone_")}
    en, zh = (weighted(found, of_alone) + weights["alone"] for found in signals.alone())
    return Grid(beads, crossings, weights["crossing"], en, en + weights["further"], zh, zh + weights["further"])


def shape_signals(shape: Shape, lean: float) -> dict[str, float]:
    """The signals of a shape: one and two sentences count as two and one, but for which side has the shorter sentences.

    Args:
        shape: English and Chinese sentences.
        lean: see `leaning`.

    >>> shape_signals((2, 1), 1.0), shape_signals((1, 2), 1.0)
    ({'1-2': 1.0, '1-2 leaning': 1.0}, {'1-2': 1.0, '1-2 leaning': -1.0})
    """
    a, b = shape
    name = f"{min(shape)}-{max(shape)}"
    return {name: 1.0} if a == b else {name: 1.0, f"{name} leaning": lean if a > b else -lean}


def leaning(en: int, zh: int) -> float:
    """Which side has the shorter sentences, from -1 (the Chinese) to 1 (the English): its beads have more of them.

    Translations from Chinese have more sentences in English, some the reverse; a seventh more already tells, except
    of short texts, where a sentence left out makes as much.

    >>> leaning(1300, 1000), leaning(100, 100), round(leaning(6, 7), 2)
    (1.0, 0.0, -0.25)
    """
    return max(-1.0, min(1.0, math.log((en + 20) / (zh + 20)) / 0.15))


def _reunited(found: list[Raw], grid: Grid) -> list[Raw]:
    """A sentence left out here and one added there that are a translation of each other are one bead.

    They must score together what a crossing costs, more the further they stand from each other.
    """
    lonely_en = [en[0] for en, zh, _ in found if not zh]
    lonely_zh = [zh[0] for en, zh, _ in found if not en]
    if not lonely_en or not lonely_zh:
        return found
    place = {("en", i): n for n, (en, _, _) in enumerate(found) for i in en} | {
        ("zh", j): n for n, (_, zh, _) in enumerate(found) for j in zh
    }
    pairs = []
    for i in lonely_en:
        for j in lonely_zh:
            gain = float(grid.beads[1, 1][i, j] - grid.further_en[i] - grid.further_zh[j]) + grid.crossing
            gain -= math.log(1 + abs(place["en", i] - place["zh", j]))
            if gain > 0:
                pairs.append((gain, i, j))
    taken: dict[int, Raw] = {}
    taken_zh: set[int] = set()
    for gain, i, j in sorted(pairs, reverse=True):
        if i not in taken and j not in taken_zh:
            taken[i] = ((i,), (j,), 1 / (1 + math.exp(-gain)))
            taken_zh.add(j)
    kept = [bead for bead in found if (bead[0] and bead[1]) or (bead[0] and bead[0][0] not in taken)]
    kept += [bead for bead in found if not bead[0] and bead[1][0] not in taken_zh]
    return kept + list(taken.values())


def _in_order(found: list[Raw]) -> Iterator[Raw]:
    """By the English; a bead without English follows the one that has the Chinese sentence before it."""
    with_english = sorted(bead for bead in found if bead[0])
    without = sorted((bead for bead in found if not bead[0]), key=lambda bead: bead[1])
    after: dict[int, list[Raw]] = {}
    owner = {j: n for n, (_, zh, _) in enumerate(with_english) for j in zh}
    for bead in without:
        before = bead[1][0] - 1
        while before >= 0 and before not in owner:
            before -= 1
        after.setdefault(owner.get(before, -1), []).append(bead)
    yield from after.get(-1, [])
    for number, bead in enumerate(with_english):
        yield bead
        yield from after.get(number, [])
