"""Segmentations of two passages into beads as paths through a grid: how probable each step is, and the best path.

A path goes from the beginning of both passages to their ends; its steps are beads, pairs of beads in
exchanged order, and runs of sentences with nothing opposite. Its probability is proportional to the
exponential of its summed scores: a conditional random field over segmentations (Sarawagi and Cohen
2004), whose forward and backward sums give the probability of every step. The path chosen is the one of
highest expected worth (Goel and Byrne 2000): a bead is worth its probability less what a wrong one costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[Any, np.dtype[np.floating[Any]]]

Shape = tuple[int, int]
"""English and Chinese sentences of a bead."""

NEVER = -1e30
"""The score of what cannot be: finite, so that differences of two such scores are numbers."""

BEAD_COST = 0.3
"""What a wrong bead takes from the worth of a path."""

ALONE_COST = 0.5
"""The same for a sentence with nothing opposite: such are rare, and a wrong one spoils a bead too."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What each step scores between n English and m Chinese sentences.

    ``beads[shape][i, j]`` is the score of a bead that begins at English sentence i and Chinese
    sentence j; `crossings` are pairs of shapes that may stand in exchanged order, at the cost of
    `crossing`. `alone_en` and `alone_zh` score a sentence with nothing opposite, `further_en` and
    `further_zh` one that follows another such.
    """

    beads: dict[Shape, Matrix]
    crossings: tuple[tuple[Shape, Shape], ...]
    crossing: float
    alone_en: Matrix
    further_en: Matrix
    alone_zh: Matrix
    further_zh: Matrix

    @property
    def size(self) -> tuple[int, int]:
        """English and Chinese sentences."""
        return len(self.alone_en), len(self.alone_zh)


@dataclass(frozen=True, slots=True)
class Probabilities:
    """How probable each step of a grid is; matrices as in `Grid`.

    ``crossed[pair][i, j]`` is the probability of two crossing beads whose joint corner is at i and j; `beads`
    counts them too. `alone_en` and `alone_zh` are those of sentences with nothing opposite. `log_total` is the
    logarithm of the sum over all paths.
    """

    beads: dict[Shape, Matrix]
    crossed: dict[tuple[Shape, Shape], Matrix]
    alone_en: Matrix
    further_en: Matrix
    alone_zh: Matrix
    further_zh: Matrix
    log_total: float


Step = tuple[int, int, "Matrix"]
"""English and Chinese sentences that a step takes, and its score at each place."""


def probabilities(grid: Grid) -> Probabilities:
    """The probability of each step, by the forward–backward algorithm.

    >>> import numpy as np
    >>> one = np.ones(1)
    >>> grid = Grid({(1, 1): np.array([[3.0]])}, (), 0.0, 0 * one, 0 * one, 0 * one, 0 * one)
    >>> float(probabilities(grid).beads[1, 1][0, 0].round(3))  # e³ against two sentences alone
    0.953
    """
    import numpy as np

    n, m = grid.size
    crossed = dict(_crossings(grid))
    steps: list[Step] = [(a, b, score) for (a, b), score in grid.beads.items()]
    steps += [(a + c, b + d, score) for ((a, b), (c, d)), score in crossed.items()]
    bead, alone, total = _forward(grid, steps)
    after_bead, after_en, after_zh = _backward(grid, steps)
    log_total = float(total[n, m])

    def probability(score: Matrix) -> Matrix:
        found: Matrix = np.exp(np.minimum(score - log_total, 0.0))
        return found

    def of_steps(a: int, b: int, score: Matrix) -> Matrix:
        return probability(total[: n - a + 1, : m - b + 1] + score + after_bead[a:, b:])

    beads = {shape: of_steps(*shape, score) for shape, score in grid.beads.items()}
    pairs = {((a, b), (c, d)): of_steps(a + c, b + d, score) for ((a, b), (c, d)), score in crossed.items()}
    for (first, second), found in pairs.items():
        rows, columns = found.shape
        beads[first][:rows, second[1] : second[1] + columns] += found
        beads[second][first[0] : first[0] + rows, :columns] += found
    return Probabilities(
        beads,
        pairs,
        probability(np.logaddexp(bead[:-1], alone[1][:-1]) + grid.alone_en[:, None] + after_en[1:]).sum(1),
        probability(alone[0][:-1] + grid.further_en[:, None] + after_en[1:]).sum(1),
        probability(bead[:, :-1] + grid.alone_zh + after_zh[:, 1:]).sum(0),
        probability(alone[1][:, :-1] + grid.further_zh + after_zh[:, 1:]).sum(0),
        log_total,
    )


def _crossings(grid: Grid) -> Iterator[tuple[tuple[Shape, Shape], Matrix]]:
    """The scores of two beads whose Chinese sides stand in exchanged order, by their joint corner."""
    n, m = grid.size
    for first, second in grid.crossings:
        rows, columns = n - first[0] - second[0] + 1, m - first[1] - second[1] + 1
        if rows > 0 and columns > 0:
            later = grid.beads[first][:rows, second[1] : second[1] + columns]
            sooner = grid.beads[second][first[0] : first[0] + rows, :columns]
            yield (first, second), later + sooner + grid.crossing


def _forward(grid: Grid, steps: list[Step]) -> tuple[Matrix, tuple[Matrix, Matrix], Matrix]:
    """Sums over the paths to each corner, by what came last: a bead, an English or a Chinese sentence alone; and all.

    Of neighbouring sentences alone the Chinese come first, so that no segmentation has two paths.
    """
    import numpy as np

    n, m = grid.size
    bead, en, zh, total = (np.full((n + 1, m + 1), NEVER) for _ in range(4))
    reached = np.full((max(1, len(steps)), m + 1), NEVER)
    gone = np.concatenate(([0.0], np.cumsum(grid.further_zh)))
    for i in range(n + 1):
        if i:
            np.logaddexp(bead[i - 1], zh[i - 1], out=en[i])
            en[i] += grid.alone_en[i - 1]
            np.logaddexp(en[i], en[i - 1] + grid.further_en[i - 1], out=en[i])
            for row, (a, b, score) in zip(reached, steps, strict=False):
                if i >= a:
                    np.add(total[i - a, : m + 1 - b], score[i - a], out=row[b:])
            bead[i] = _log_sum(reached)
        else:
            bead[0, 0] = 0.0
        start = bead[i, :-1] + grid.alone_zh - grid.further_zh - gone[:-1]
        zh[i, 1:] = np.logaddexp.accumulate(start) + gone[1:] if m else 0.0
        np.logaddexp(bead[i], zh[i], out=total[i])
        np.logaddexp(total[i], en[i], out=total[i])
    return bead, (en, zh), total


def _backward(grid: Grid, steps: list[Step]) -> tuple[Matrix, Matrix, Matrix]:
    """Sums over the paths from each corner on, after a bead, after an English and after a Chinese sentence alone."""
    import numpy as np

    n, m = grid.size
    bead, en, zh = (np.full((n + 1, m + 1), NEVER) for _ in range(3))
    reached = np.full((max(1, len(steps)), m + 1), NEVER)
    gone = np.concatenate(([0.0], np.cumsum(grid.further_zh)))
    for i in range(n, -1, -1):
        if i < n:
            for row, (a, b, score) in zip(reached, steps, strict=False):
                if i + a <= n:
                    np.add(bead[i + a, b:], score[i], out=row[: m + 1 - b])
            on = _log_sum(reached)
            np.logaddexp(on, grid.further_en[i] + en[i + 1], out=en[i])
            on = np.logaddexp(on, grid.alone_en[i] + en[i + 1])
        else:
            on = np.full(m + 1, NEVER)
            on[m] = 0.0
            en[n] = on
        zh[i] = np.logaddexp.accumulate((on + gone)[::-1])[::-1] - gone
        bead[i] = on
        np.logaddexp(on[:-1], grid.alone_zh + zh[i, 1:], out=bead[i, :-1])
    return bead, en, zh


def _log_sum(rows: Matrix) -> Matrix:
    """The logarithm of the sum of the exponentials of each column."""
    import numpy as np

    top = rows.max(0)
    found: Matrix = np.log(np.exp(rows - top).sum(0)) + top
    return found


def path(found: Probabilities) -> list[tuple[range, range, float]]:
    """The path of highest expected worth: its beads with their probabilities, in the order of the English.

    Two crossing beads stand in the order of their English sides.
    """
    import numpy as np

    alone_en, alone_zh = found.alone_en + found.further_en, found.alone_zh + found.further_zh
    n, m = len(alone_en), len(alone_zh)
    steps: list[Step] = [(a, b, worth - BEAD_COST) for (a, b), worth in found.beads.items()]
    kinds: list[tuple[Shape, ...]] = [(shape,) for shape in found.beads]
    steps += [(a + c, b + d, 2 * (worth - BEAD_COST)) for ((a, b), (c, d)), worth in found.crossed.items()]
    kinds += list(found.crossed)
    best = np.full((n + 1, m + 1), NEVER)
    came = np.full((n + 1, m + 1), -1, np.int8)
    skipped = np.concatenate(([0.0], np.cumsum(alone_zh - ALONE_COST)))
    best[0, 0] = 0.0
    for i in range(n + 1):
        row, back = best[i], came[i]
        if i:
            row[:] = best[i - 1] + (alone_en[i - 1] - ALONE_COST)
        for number, (a, b, worth) in enumerate(steps):
            if i >= a and b <= m:
                reached = best[i - a, : m + 1 - b] + worth[i - a]
                better = reached > row[b:]
                row[b:][better] = reached[better]
                back[b:][better] = number
        # Chinese sentences alone, any number in a row: the running best of what is left after skipping.
        left = np.maximum.accumulate(row - skipped) + skipped
        back[left > row + 1e-12] = -2
        np.maximum(row, left, out=row)
    return list(_walk(found, kinds, came, alone_en, alone_zh))[::-1]


def _walk(
    found: Probabilities, kinds: list[tuple[Shape, ...]], came: Any, alone_en: Matrix, alone_zh: Matrix
) -> Iterator[tuple[range, range, float]]:
    """The beads of the best path, the last first."""
    i, j = came.shape[0] - 1, came.shape[1] - 1
    while i or j:
        kind = came[i, j] if i else -2
        if kind == -1:
            i -= 1
            yield range(i, i + 1), range(j, j), float(alone_en[i])
        elif kind == -2:
            j -= 1
            yield range(i, i), range(j, j + 1), float(alone_zh[j])
        elif len(step := kinds[kind]) == 1:
            i, j = i - step[0][0], j - step[0][1]
            yield range(i, i + step[0][0]), range(j, j + step[0][1]), float(found.beads[step[0]][i, j])
        else:
            (a, b), (c, d) = step
            i, j = i - a - c, j - b - d
            yield range(i + a, i + a + c), range(j, j + d), float(found.beads[c, d][i + a, j])
            yield range(i, i + a), range(j + d, j + d + b), float(found.beads[a, b][i, j + d])
