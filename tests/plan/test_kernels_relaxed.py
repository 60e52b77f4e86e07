"""The relaxation, and the small rules that it and the search share, are those of their plain twins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from tests.plan import graphs, slow_networks
from tests.plan.slow import harmless, walk
from tests.plan.slow.forgetting import Forgetting
from tests.plan.slow.tables import tabulate

from waystation.plan import policy, relaxation
from waystation.plan.arrays import as_bits
from waystation.plan.kernels import tries, world

WORLD: Any = world
TRIES: Any = tries
NEAR = 1e-9
FIGURES = (0.0, 0.05, 0.3, 0.9, 1.0)


def test_the_chance_of_a_block_is_what_bayes_says_of_all_that_may_have_happened() -> None:
    for block in FIGURES:
        for gone in FIGURES:
            for vain in range(6):
                if block or gone or not vain:  # else it cannot have been blocked
                    expected = walk.p_blocked(block, gone, vain, known=False)
                    assert WORLD.chance_blocked(block, gone, vain) == pytest.approx(expected)


@pytest.mark.parametrize("helpers", [3, 64, 100])
def test_only_helpers_who_are_met_for_the_first_time_must_keep_faith(helpers: int) -> None:
    dice = np.random.default_rng(helpers)
    for _ in range(50):
        paid, marks = dice.random((2, 1, helpers)) < 0.3
        keeps = np.ones(-(-helpers // 64) * 64)
        keeps[:helpers] = dice.random(helpers)
        expected = np.prod(keeps[:helpers][(marks & ~paid)[0]])
        assert WORLD.faith(as_bits(paid)[0], as_bits(marks)[0], keeps) == pytest.approx(expected)
        held = {bit for bit in range(helpers) if WORLD.holds(as_bits(paid)[0], bit)}
        assert held == set(np.flatnonzero(paid[0]).tolist())
    assert not WORLD.holds(as_bits(np.ones((1, 64), dtype=np.bool_))[0], -1)


def test_the_next_start_is_the_first_from_which_the_leg_still_ends_in_time() -> None:
    dice = np.random.default_rng(0)
    for _ in range(50):
        last, duration = int(dice.integers(1, 12)), dice.integers(1, 4, 1).astype(np.int32)
        opened = dice.random((1, last + 1)) < 0.4
        for step in range(last + 1):
            starts = [t for t in range(step, last + 1) if opened[0, t] and t + duration[0] <= last]
            assert WORLD.next_start(opened, 0, step, duration, last) == min(starts, default=-1)


def read(row: Any) -> dict[int, int]:
    """Return a row of tries as a dict, from the number of a leg to how often it was tried."""
    filled = [int(entry) for entry in row if entry]
    assert filled == sorted(filled, reverse=True)
    assert not np.any(row[len(filled) :])
    return {(entry >> 16) - 1: entry & 0xFFFF for entry in filled}


@pytest.mark.parametrize("seed", range(20))
def test_vain_tries_are_kept_as_in_a_dict(seed: int) -> None:
    dice, row, plain = np.random.default_rng(seed), np.zeros(5, dtype=np.uint64), dict[int, int]()
    for _ in range(60):
        trial, matters = int(dice.integers(0, 5)), dice.random(5) < 0.8
        if dice.random() < 0.7:
            plain[trial] = plain.get(trial, 0) + 1
            TRIES.with_tries(row, trial, TRIES.count_in(row, trial) + 1)
        else:
            plain = {leg: count for leg, count in plain.items() if matters[leg] and leg != trial}
            TRIES.forget_tries(row, matters, trial)
        assert read(row) == plain
        assert [TRIES.count_in(row, leg) for leg in range(5)] == [plain.get(leg, 0) for leg in range(5)]


def relaxed(seeds: range) -> Iterator[tuple[int, float, float, float]]:
    """Yield seed, the relaxed value at the start, the true one, and that of those who forget every block."""
    for seed, network, case in slow_networks.tiny(seeds):
        tables, search = tabulate(network, case), policy.prepare(graphs.table(network, case))
        recourse = Forgetting(tables, forgetful=True)
        yield (
            seed,
            float(search.cells.value[0]),
            harmless.best(tables),
            recourse.value(recourse.start),
        )


def test_without_counting_the_relaxation_is_that_of_those_who_forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relaxation, "DEEPEST", 0)
    for seed, value, _, forgetting in relaxed(range(150)):
        assert value == pytest.approx(forgetting, abs=NEAR), seed


def test_counting_tries_brings_the_bound_nearer_and_never_below_the_truth() -> None:
    nearer = 0
    for seed, value, true, forgetting in relaxed(range(150)):
        assert true - NEAR <= value <= forgetting + NEAR, seed
        nearer += value < forgetting - NEAR
    assert nearer > 0
