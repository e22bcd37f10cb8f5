"""The fitting of the weights of `glossary.align.weights` to annotated bitexts.

The likelihood of the annotated paths is raised (a conditional random field; its gradient is what the annotated path
has of each signal less what the lattice expects), with a quadratic penalty, by L-BFGS. Needs scipy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import bitexts
import numpy as np

from glossary.align import beads, lattice
from glossary.align.signals import Signals

ALONE = ("mass", "best", "best_mass")
PENALTY = 0.5
START = {
    "matched": 3.0, "unmatched": -2.5, "coverage": 2.0, "coverage_mass": 2.0, "length": -3.0, "mass": 2.0, "1-1": 2.0,
    "crossing": -3.0, "alone": -3.5, "further": 3.0,
}  # fmt: skip
"""Where the search begins: round numbers near which it ends for any text; from nothing it takes hundreds of rounds."""


@dataclass(frozen=True)
class Example:
    """A bitext as numbers: all signals of all shapes, and what the annotated path has of each."""

    size: tuple[int, int]
    signals: dict[lattice.Shape, Any]
    alone: tuple[Any, Any]
    gold: Any
    weight: float


def names(signals: Signals) -> list[str]:
    """The names of all weights, in the order of the vector that is fitted."""
    shapes = dict.fromkeys(name for shape in beads.SHAPES for name in beads.shape_signals(shape, 0))
    own = ["crossing", "alone", *(f"alone_{name}" for name in ALONE), "further"]
    return [*_all(signals, (1, 1)), *shapes, *own]


def _all(signals: Signals, shape: lattice.Shape) -> dict[str, Any]:
    return signals.of(shape) | signals.of_lengths(shape, signals.ratio)


def example(signals: Signals, gold: set[bitexts.Pair], weight: float) -> Example:
    """A bitext whose annotated beads are all of known shapes, in order or crossing as neighbours."""
    of_shapes = {
        shape: np.stack(list(_all(signals, shape).values())).astype(np.float32)
        for shape in beads.SHAPES
        if shape[0] <= signals.size[0] and shape[1] <= signals.size[1]
    }
    alone = tuple(np.stack([side[name] for name in ALONE]) for side in signals.alone())
    found = Example(signals.size, of_shapes, (alone[0], alone[1]), None, weight)
    return Example(found.size, of_shapes, found.alone, _of_gold(found, gold, names(signals)), weight)


def _of_gold(found: Example, gold: set[bitexts.Pair], order: list[str]) -> Any:
    total = dict.fromkeys(order, 0.0)
    count = len(next(iter(found.signals.values())))
    values = np.zeros(count)
    lean = beads.leaning(*found.size)
    for group in closed(gold):
        paired = [bead for bead in group if bead[0] and bead[1]]
        for en, zh in paired:
            shape = (len(en), len(zh))
            values += found.signals[shape][:, en[0], zh[0]]
            for name, value in beads.shape_signals(shape, lean).items():
                total[name] += value
        total["crossing"] += len(paired) == 2
    for side in (0, 1):
        lonely = sorted(bead[side][0] for bead in gold if not bead[1 - side])
        others = {bead[side][-1] for bead in gold if bead[0] and bead[1]}
        for number, place in enumerate(lonely):
            follows = number and not any(lonely[number - 1] < k < place for k in others)
            total["alone"] += 1
            total["further"] += bool(follows)
            for name, value in zip(ALONE, found.alone[side][:, place], strict=True):
                total[f"alone_{name}"] += value
    return np.array([*values, *(total[name] for name in order[count:])])


def closed(gold: set[bitexts.Pair]) -> Iterator[list[bitexts.Pair]]:
    """The beads in the smallest groups whose sentences are runs on both sides, in order."""
    of_en, of_zh = ({k: bead for bead in gold for k in bead[side]} for side in (0, 1))
    i = j = 0
    while i < len(of_en) or j < len(of_zh):
        if j < len(of_zh) and not of_zh[j][0]:
            yield [of_zh[j]]
            j += 1
            continue
        if not of_en[i][1]:
            yield [of_en[i]]
            i += 1
            continue
        end_en, end_zh, group = i + 1, j, []
        while True:
            group = sorted({of_en[k] for k in range(i, end_en)} | {of_zh[k] for k in range(j, end_zh)})
            reach = max(b[0][-1] + 1 for b in group if b[0]), max((b[1][-1] + 1 for b in group if b[1]), default=end_zh)
            if reach == (end_en, end_zh):
                break
            end_en, end_zh = reach
        yield group
        i, j = end_en, end_zh


def parts(bitext: bitexts.Bitext) -> Iterator[bitexts.Bitext]:
    """The bitext, cut where its annotation cannot be said in steps of the lattice."""
    kept: list[bitexts.Pair] = []
    for group in [*closed(bitext.gold), None]:
        if group is not None and _sayable(group):
            kept += group
            continue
        if len(kept) > 20:
            en_ids, zh_ids = (sorted(k for bead in kept for k in bead[side]) for side in (0, 1))
            en_place, zh_place = ({k: n for n, k in enumerate(ids)} for ids in (en_ids, zh_ids))
            gold = {(tuple(en_place[k] for k in en), tuple(zh_place[k] for k in zh)) for en, zh in kept}
            yield bitexts.Bitext(bitext.name, [bitext.en[k] for k in en_ids], [bitext.zh[k] for k in zh_ids], gold)
        kept = []


def _sayable(group: list[bitexts.Pair]) -> bool:
    shapes = [(len(en), len(zh)) for en, zh in group]
    runs = all(side[-1] - side[0] + 1 == len(side) for bead in group for side in bead if side)
    if not runs:
        return False
    if len(group) == 1:
        return 0 in shapes[0] or shapes[0] in beads.SHAPES
    return len(group) == 2 and (shapes[0], shapes[1]) in beads.CROSSINGS


def fit(examples: Sequence[Example], order: list[str], rounds: int = 60) -> dict[str, float]:
    from scipy.optimize import minimize

    start = np.array([START.get(name, 0.0) for name in order])

    def loss(weights: Any) -> tuple[float, Any]:
        table = dict(zip(order, weights.tolist(), strict=True))
        value, gradient = PENALTY / 2 * weights @ weights, PENALTY * weights
        for found in examples:
            one, change = _likelihood(found, weights, table, order)
            value, gradient = value - found.weight * one, gradient - found.weight * change
        return value, gradient

    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return {name: round(float(value), 3) for name, value in zip(order, result.x, strict=True)}


def _likelihood(found: Example, weights: Any, table: dict[str, float], order: list[str]) -> tuple[float, Any]:
    count = len(next(iter(found.signals.values())))
    lean = beads.leaning(*found.size)
    scored = {
        shape: np.tensordot(weights[:count], values, 1)
        + sum(table[name] * value for name, value in beads.shape_signals(shape, lean).items())
        for shape, values in found.signals.items()
    }
    of_alone = np.array([table[f"alone_{name}"] for name in ALONE])
    en, zh = (of_alone @ side + table["alone"] for side in found.alone)
    grid = lattice.Grid(
        scored, beads.CROSSINGS, table["crossing"], en, en + table["further"], zh, zh + table["further"]
    )
    likely = lattice.probabilities(grid)
    values, total = np.zeros(count), dict.fromkeys(order, 0.0)
    for (a, b), worth in likely.beads.items():
        where = np.nonzero(worth > 1e-9)
        values += found.signals[a, b][:, where[0], where[1]] @ worth[where]
        for name, value in beads.shape_signals((a, b), lean).items():
            total[name] += value * worth.sum()
    total["crossing"] = sum(worth.sum() for worth in likely.crossed.values())
    both = (likely.alone_en + likely.further_en, likely.alone_zh + likely.further_zh)
    total["alone"] = sum(side.sum() for side in both)
    total["further"] = likely.further_en.sum() + likely.further_zh.sum()
    for number, name in enumerate(ALONE):
        total[f"alone_{name}"] = sum(side[number] @ worth for side, worth in zip(found.alone, both, strict=True))
    expected = np.array([*values, *(total[name] for name in order[count:])])
    return float(weights @ found.gold) - likely.log_total, found.gold - expected
