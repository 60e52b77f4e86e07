"""Blocks of labels and fronts hold what the plain rule of dominance leaves, whatever the order of arrival."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.plan.slow import labels as slow
from tests.plan.slow.labels import Label

from waystation.plan.arrays import as_bits, as_flags
from waystation.plan.kernels import labels, points

KERNELS: Any = labels
POINTS: Any = points
EIGHTHS = 8  # all figures are eighths: sums are exact, and ties are common
Numbers = np.random.Generator


def figures(dice: Numbers, n: int) -> tuple[float, ...]:
    return tuple(float(x) / EIGHTHS for x in dice.integers(0, 9, n))


def some_label(dice: Numbers, helpers: int) -> Label:
    used = frozenset(int(k) for k in np.flatnonzero(dice.random(helpers) < min(0.4, 8 / helpers)))
    risk, cost, exposure = figures(dice, 3)
    return Label(risk, cost, exposure, used)


def bits(used: frozenset[int], helpers: int) -> Any:
    return as_bits(np.isin(np.arange(helpers), list(used))[None, :])[0]


def empty_arena(room: int, words: int) -> Any:
    value, helpers = np.zeros((room, 3)), np.zeros((room, words), dtype=np.uint64)
    names = np.zeros(room, dtype=np.int32)
    return KERNELS.Arena(value, np.zeros(room), helpers, names, names.copy())


def read(arena: Any, lo: int, hi: int) -> list[Label]:
    flags = as_flags(arena.helpers[lo:hi])
    rows = zip(arena.value[lo:hi].tolist(), flags, strict=True)
    return [Label(a, b, c, frozenset(np.flatnonzero(used).tolist())) for (a, b, c), used in rows]


@pytest.mark.parametrize("helpers", [1, 5, 64, 70])
@pytest.mark.parametrize("seed", range(10))
def test_a_block_keeps_what_the_plain_rule_keeps(seed: int, helpers: int) -> None:
    dice = np.random.default_rng([seed, helpers])
    plain = slow.Prices(figures(dice, helpers), figures(dice, helpers))
    prices = KERNELS.Prices(*(np.append(column, 0.0) for column in plain))
    arena, lo, hi, block = empty_arena(90, -(-helpers // 64)), 7, 7, list[Label]()
    for name in range(80):
        label = some_label(dice, helpers)
        used = bits(label.used, helpers)
        found = KERNELS.dominated(arena, lo, hi, label.risk, label.cost, label.exposure, used, prices)
        assert found == slow.dominated(block, label, plain)
        if not found:
            hi = KERNELS.insert(arena, lo, hi, np.array(label[:3]), used, name, name, prices)
            block = slow.insert(block, label, plain)
        assert sorted(read(arena, lo, hi), key=repr) == sorted(block, key=repr)
        assert (np.diff(arena.value[lo:hi, 0]) >= 0).all()
        assert (arena.least[lo:hi] == np.minimum.accumulate(arena.value[lo:hi, 1])).all()


@pytest.mark.parametrize("seed", range(20))
def test_a_front_keeps_the_points_that_nothing_covers(seed: int) -> None:
    dice = np.random.default_rng(seed)
    front, names, size, plain = np.zeros((100, 4)), np.zeros(100, dtype=np.int32), 0, dict[int, slow.Point]()
    for name in range(100):
        point = figures(dice, 4)
        found = POINTS.covered(front, size, *point)
        assert found == slow.covered(plain, point)
        if not found:
            size = POINTS.add_point(front, names, size, np.array(point), name)
            plain = slow.add_point(plain, name, point)
        assert {
            int(n): tuple(map(float, p)) for n, p in zip(names[:size], front[:size], strict=True)
        } == plain
        assert (np.diff(front[:size, 0]) >= 0).all()
