"""Draws of P(safe) evaluate the policy exactly under figures drawn from what experience allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.plan import graphs
from tests.plan.slow import walk as slow

from waystation.plan.kernels import walk as kernels
from waystation.plan.nodes import walk
from waystation.plan.outcome import outcome
from waystation.plan.posterior import draw_figures, p_safe_draws

TABLE, GRAPH = graphs.two_rivers(), graphs.branching()
BRIDGE, FORD, ROAD, BACK = range(4)
Gather = Callable[..., Any]
BOTH = pytest.mark.parametrize("gather", [kernels.gather, slow.gather], ids=["kernel", "twin"])


@BOTH
def test_at_the_means_it_is_the_outcome(gather: Gather) -> None:
    steps, expected = walk(TABLE, GRAPH), outcome(TABLE, GRAPH)
    found = gather(steps.nodes, steps.figures.loss[None], steps.figures.block[None])[0]
    assert found[0] == pytest.approx(expected.p_safe, abs=1e-12)
    assert found[2] == pytest.approx(expected.money)


@BOTH
def test_the_hour_of_arrival_is_that_of_those_who_arrive(gather: Gather) -> None:
    steps = walk(TABLE, graphs.chain(TABLE, [(BRIDGE, 2), (ROAD, 9)]), blocks=False)
    p_safe, arrival, money = gather(steps.nodes, steps.figures.loss[None], steps.figures.block[None])[0]
    assert arrival == pytest.approx(p_safe * 14)
    assert 100 < money < 400


def test_every_draw_counts_every_history() -> None:
    steps = walk(TABLE, GRAPH)
    figures = draw_figures(steps, 20, np.random.default_rng(5))
    found = kernels.gather(steps.nodes, *figures)
    assert found == pytest.approx(np.array(slow.gather(steps.nodes, *figures)), abs=1e-12)
    assert np.unique(found[:, 0]).size == 20


def test_the_same_seed_gives_the_same_draws() -> None:
    first, again, other = (p_safe_draws(TABLE, GRAPH, 50, seed) for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_draws_follow_the_posterior() -> None:
    table = replace(TABLE, hazards=(), wait=np.zeros(3))
    found = p_safe_draws(table, graphs.graph((0, 0, FORD, 0, 0, False, -1, -1, (0,))), 20_000, seed=3)
    assert found.mean() == pytest.approx(10 / 11, abs=0.002)  # lin kept faith 9 times of 9: Beta(10, 1)
    assert np.quantile(found, [0.1, 0.5]) == pytest.approx([0.1 ** (1 / 10), 0.5 ** (1 / 10)], abs=0.005)


def test_bare_numbers_are_taken_as_they_stand() -> None:
    bare = [replace(belief, alpha=0.0, beta=0.0) for belief in TABLE.helper_beliefs]
    rows = tuple(replace(row, belief=replace(row.belief, alpha=0.0, beta=0.0)) for row in TABLE.hazards)
    blocks = tuple(replace(belief, alpha=0.0, beta=0.0) for belief in TABLE.block_beliefs)
    table = replace(TABLE, helper_beliefs=tuple(bare), hazards=rows, block_beliefs=blocks)
    assert p_safe_draws(table, GRAPH, 9) == pytest.approx(np.full(9, outcome(TABLE, GRAPH).p_safe), abs=1e-12)


def test_the_odds_apply_after_drawing() -> None:
    steps = walk(TABLE, graphs.chain(TABLE, [(FORD, 0)]), blocks=False)
    loss, block = draw_figures(steps, 3, np.random.default_rng(1))
    p, keep = loss[:, 0], 1 - loss[:, 1]
    expected = (1 - p) / (1 - p + 1.6 * p) * keep
    assert kernels.gather(steps.nodes, loss, block)[:, 0] == pytest.approx(0.0 + expected, abs=1e-12)
