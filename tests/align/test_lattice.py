"""The lattice against all segmentations of small passages, written out one by one."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.align.lattice import ALONE_COST, BEAD_COST, Grid, path, probabilities

SHAPES = ((1, 1), (1, 2), (2, 1))
CROSSING = ((1, 1), (1, 1))


def grid(n, m, seed):
    dice = np.random.default_rng(seed)
    shapes = {(a, b): dice.normal(0, 2, (n - a + 1, m - b + 1)) for a, b in SHAPES if a <= n and b <= m}
    crossings = (CROSSING,) if n > 1 and m > 1 else ()
    en, zh = dice.normal(-1, 1, n), dice.normal(-1, 1, m)
    return Grid(shapes, crossings, -0.5, en, en + 0.7, zh, zh + 0.7)


def segmentations(grid, i=0, j=0, last="bead"):
    """Every path from here: its beads and its score. Of sentences alone the Chinese come first."""
    n, m = grid.size
    if (i, j) == (n, m):
        yield [], 0.0
    for (a, b), scores in grid.beads.items():
        if i + a <= n and j + b <= m:
            for rest, score in segmentations(grid, i + a, j + b):
                yield [(tuple(range(i, i + a)), tuple(range(j, j + b))), *rest], score + scores[i, j]
    if grid.crossings and i + 2 <= n and j + 2 <= m:
        crossed = grid.beads[1, 1][i, j + 1] + grid.beads[1, 1][i + 1, j] + grid.crossing
        for rest, score in segmentations(grid, i + 2, j + 2):
            yield [((i,), (j + 1,)), ((i + 1,), (j,)), *rest], score + crossed
    if j < m and last != "en":
        own = (grid.further_zh if last == "zh" else grid.alone_zh)[j]
        for rest, score in segmentations(grid, i, j + 1, "zh"):
            yield [((), (j,)), *rest], score + own
    if i < n:
        own = (grid.further_en if last == "en" else grid.alone_en)[i]
        for rest, score in segmentations(grid, i + 1, j, "en"):
            yield [((i,), ()), *rest], score + own


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 3), st.integers(1, 3), st.integers(0, 10**6))
def test_probabilities_and_path_are_those_of_all_segmentations(n, m, seed):
    small = grid(n, m, seed)
    every = list(segmentations(small))
    total = math.log(sum(math.exp(score) for _, score in every))
    likely = {}
    for beads, score in every:
        for bead in beads:
            likely[bead] = likely.get(bead, 0) + math.exp(score - total)
    found = probabilities(small)
    assert found.log_total == pytest.approx(total)
    for (a, b), worth in found.beads.items():
        for (i, j), value in np.ndenumerate(worth):
            assert value == pytest.approx(likely.get((tuple(range(i, i + a)), tuple(range(j, j + b))), 0), abs=1e-9)
    assert found.alone_en + found.further_en == pytest.approx([likely.get(((i,), ()), 0) for i in range(n)])
    assert found.alone_zh + found.further_zh == pytest.approx([likely.get(((), (j,)), 0) for j in range(m)])

    def worth_of(beads):
        crossed = [set(pair) for pair in pairwise(beads) if pair[0][1] > pair[1][1] and pair[1][1]]
        both = sum(math.exp(score - total) for other, score in every if crossed and crossed[0] <= set(other))
        single = [b for b in beads if not crossed or b not in crossed[0]]
        return 2 * (both - BEAD_COST) * bool(crossed) + sum(
            likely[b] - (BEAD_COST if b[0] and b[1] else ALONE_COST) for b in single
        )

    chosen = [(tuple(en), tuple(zh)) for en, zh, _ in path(found)]
    if n == m == 3:  # a crossing may stand at several places: that is told apart above for one only
        return
    assert worth_of(chosen) == pytest.approx(max(worth_of(beads) for beads, _ in every))


def test_the_probability_of_a_bead_is_said_with_it():
    one = np.zeros(1)
    sure = Grid({(1, 1): np.array([[9.0]])}, (), 0.0, one, one, one, one)
    ((en, zh, probability),) = path(probabilities(sure))
    assert (list(en), list(zh)) == ([0], [0])
    assert probability == pytest.approx(math.exp(9) / (math.exp(9) + 1))


@pytest.mark.parametrize(("n", "m"), [(4, 0), (0, 4)])
def test_nothing_opposite(n, m):
    empty = Grid({}, (), 0.0, np.zeros(n), np.zeros(n), np.zeros(m), np.zeros(m))
    assert len(path(probabilities(empty))) == 4
