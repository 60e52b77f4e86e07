"""A simulation agrees with the plan's arithmetic, hides what is hidden, and says how sure its figures are."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from math import sqrt
from typing import Any

import numpy as np
import pytest
from tests.plan import graphs
from tests.plan.slow import play as slow
from tests.plan.slow.policy import Recourse, TooManyStatesError
from tests.plan.slow.random_networks import random_instance
from tests.plan.slow.tables import tabulate

from waystation.domain.decision import Outcome
from waystation.domain.simulation import Play, Range
from waystation.kit.errors import BadInput
from waystation.plan.graph import PolicyGraph
from waystation.plan.kernels import play as kernels
from waystation.plan.kernels.chance import FOUND
from waystation.plan.nodes import LOSSES, walk
from waystation.plan.outcome import outcome
from waystation.plan.posterior import draw_figures, p_safe_draws
from waystation.plan.simulate import policy_played, simulate

TABLE, GRAPH = graphs.two_rivers(), graphs.branching()
BRIDGE, FORD, ROAD, BACK = range(4)
THERE_AND_BACK = graphs.chain(TABLE, [(BRIDGE, 1), (BACK, 4), (BRIDGE, 12), (ROAD, 30)])
MANY = 200_000
SIGMAS = 4.5  # one comparison in 150,000 would miss by chance; the seeds are fixed


def columns(*arguments: Any) -> list[np.ndarray[Any, Any]]:
    return [np.array(column) for column in zip(*slow.play(*arguments), strict=True)]


BOTH = pytest.mark.parametrize("play", [kernels.play, columns], ids=["kernel", "twin"])
Played = Callable[..., Any]


@BOTH
def test_a_journey_goes_as_its_dice_fall(play: Played) -> None:
    steps = walk(TABLE, THERE_AND_BACK, blocks=False)
    policy, figures = policy_played(TABLE, steps), (steps.figures.loss[None], steps.figures.block[None])
    end, step, money, stages = play(policy, *figures, np.array([300]), 0, np.uint64(1))
    went = dict(
        zip(("safe", "danger", *LOSSES), [end == code for code in (0, 1, *range(FOUND, 13))], strict=True)
    )
    assert not went["danger"].any()  # nothing is blocked
    assert set(step[went["safe"]]) == {35.0}
    assert set(money[went["safe"]]) == {500.0}
    assert set(stages[went["safe"]]) == {4}
    assert 0 < (step[went["found"] & (stages == 0)]).max() < 1
    assert set(step[went["killed"]]) <= {4.0, 15.0}
    assert went["betrayed"].any()


@pytest.mark.parametrize(
    ("graph", "blocks"), [(GRAPH, True), (THERE_AND_BACK, False)], ids=["policy", "route"]
)
def test_every_journey_goes_as_its_twin(graph: PolicyGraph, blocks: bool) -> None:  # noqa: FBT001
    steps = walk(TABLE, graph, blocks=blocks)
    figures, until = draw_figures(steps, 3, np.random.default_rng(1)), np.array([500, 900, 2000])
    arguments = (policy_played(TABLE, steps), *figures, until, 100, np.uint64(2**63 + 5))
    for ours, theirs in zip(kernels.play(*arguments), columns(*arguments), strict=True):
        assert ours == pytest.approx(theirs, abs=1e-9)


def agrees(play: Play, expected: Outcome) -> bool:
    """Tell whether every share is within its Monte-Carlo error."""
    shares = [(play.p_safe, expected.p_safe), (play.in_danger / play.journeys, expected.in_danger)]
    shares += [(play.lost[kind] / play.journeys, expected.lost[kind]) for kind in LOSSES]
    return all(abs(share - p) <= SIGMAS * sqrt(p * (1 - p) / play.journeys) + 1e-12 for share, p in shares)


def test_a_policy_agrees_with_its_outcome() -> None:
    assert agrees(simulate(TABLE, GRAPH, MANY, seed=1).planned, outcome(TABLE, GRAPH))


def test_a_fixed_route_without_blocks_agrees_with_its_risk() -> None:
    played = simulate(TABLE, THERE_AND_BACK, MANY, seed=2, blocks=False).planned
    assert agrees(played, outcome(TABLE, THERE_AND_BACK, blocks=False))
    assert played.in_danger == 0


def test_any_policy_on_any_network_agrees_with_its_outcome() -> None:
    compared = 0
    for seed in range(40):
        network, case = random_instance(seed)
        tables, table = tabulate(network, case), graphs.table(network, case)
        try:
            best = Recourse(tables, limit=2000)
            best.value(best.start)
        except TooManyStatesError:
            continue
        graph = graphs.from_rule(table, tables, best.rule)
        assert agrees(simulate(table, graph, 20_000, seed).planned, outcome(table, graph)), seed
        compared += 1
    assert compared > 20


def test_helpers_keep_faith_or_not_for_the_whole_journey() -> None:
    sure = replace(TABLE, hazards=(), wait=np.zeros(3))
    played = simulate(sure, THERE_AND_BACK, MANY, seed=3, blocks=False).planned
    once_each = 10 / 11 * 0.9 * 0.8  # lin and bo are used twice, eve once
    assert played.p_safe == pytest.approx(once_each, abs=SIGMAS * sqrt(once_each * (1 - once_each) / MANY))


def test_a_leg_that_is_gone_stays_gone() -> None:
    tries = [(0, 6 * v, BRIDGE, 6 * v, v, False, -1, v + 1, (1, 0)) for v in range(3)]
    graph = graphs.graph(*tries, (0, 18, -1, 48, 0, False, -1, -1, ()))  # over the bridge is safe here
    table = replace(TABLE, hazards=(), integrity=np.ones(3), wait=np.zeros(3))
    table = replace(table, gone=np.full(4, 0.5), block=np.full(4, 0.5))
    played = simulate(table, graph, MANY, seed=4).planned
    there_and_not_blocked = 0.5 * (1 - 0.5**3)
    assert played.p_safe == pytest.approx(there_and_not_blocked, abs=SIGMAS * sqrt(0.25 / MANY))


def test_the_same_seed_gives_the_same_answer_on_any_number_of_threads() -> None:
    one, again, two = (simulate(TABLE, GRAPH, 100_000, seed=7, threads=n) for n in (1, 1, 2))
    assert one == again == two
    assert one != simulate(TABLE, GRAPH, 100_000, seed=8)


def test_fewer_journeys_are_the_first_of_many() -> None:
    one = simulate(TABLE, GRAPH, 1, seed=7)
    assert one.planned.journeys == one.draws == 1
    assert one.planned.p_safe in {0.0, 1.0}
    assert 0.0 <= one.planned.p_safe_low < one.planned.p_safe_high <= 1.0


def test_the_monte_carlo_interval_covers_as_often_as_it_says() -> None:
    expected = outcome(TABLE, GRAPH).p_safe
    plays = [simulate(TABLE, GRAPH, 2000, seed).planned for seed in range(100)]
    covered = sum(play.p_safe_low <= expected <= play.p_safe_high for play in plays)
    assert 88 <= covered <= 100


def test_the_interval_of_drawn_figures_counts_journeys_that_share_them() -> None:
    expected = p_safe_draws(TABLE, GRAPH, 50_000, seed=9).mean()
    plays = [simulate(TABLE, GRAPH, 20_000, seed).drawn for seed in range(60)]
    covered = sum(play.p_safe_low <= expected <= play.p_safe_high for play in plays)
    assert 51 <= covered <= 60
    assert plays[0].p_safe_high - plays[0].p_safe_low > 0.012  # that of as many independent ones


def test_credible_intervals_are_of_the_probability_and_not_of_journeys() -> None:
    few, many = simulate(TABLE, GRAPH, 1000, seed=1), simulate(TABLE, GRAPH, MANY, seed=1)
    draws = p_safe_draws(TABLE, GRAPH, 20_000, seed=5)
    expected = np.quantile(draws, [0.025, 0.5, 0.975])
    for found in (few, many):
        assert [found.p_safe.low, found.p_safe.middle, found.p_safe.high] == pytest.approx(expected, abs=0.02)


def test_what_is_certain_has_no_width() -> None:
    def bare(belief: Any) -> Any:
        return replace(belief, alpha=0.0, beta=0.0)

    table = replace(
        TABLE,
        hazards=tuple(replace(row, belief=bare(row.belief)) for row in TABLE.hazards),
        helper_beliefs=tuple(map(bare, TABLE.helper_beliefs)),
        block_beliefs=tuple(map(bare, TABLE.block_beliefs)),
    )
    found, expected = simulate(table, GRAPH, 20_000), outcome(table, GRAPH)
    assert found.p_safe.low == pytest.approx(found.p_safe.high) == pytest.approx(expected.p_safe)
    assert found.money.low == pytest.approx(found.money.high) == pytest.approx(expected.money)
    assert agrees(found.drawn, expected)


def test_hours_are_those_of_arrivals_and_money_that_of_all() -> None:
    found = simulate(TABLE, graphs.chain(TABLE, [(FORD, 1), (ROAD, 9)]), 20_000, blocks=False)
    assert found.planned.hours == found.drawn.hours == Range(14.0, 14.0, 14.0)
    assert found.hours is not None
    assert found.hours.low == pytest.approx(found.hours.high) == pytest.approx(14.0)
    assert (
        found.planned.money.low == 20.0
    )  # found before the first leg are fewer than 5 in 100; lost on it more
    assert found.planned.money.high == 320.0


def test_where_nobody_arrives_there_are_no_hours() -> None:
    staying = simulate(TABLE, graphs.graph((0, 0, -1, 48, 0, False, -1, -1, ())), 1000)
    assert (staying.hours, staying.planned.hours, staying.planned.p_safe) == (None, None, 0.0)


def test_those_who_start_in_safety_are_safe() -> None:
    network = {"waystation": 1, "start": "2026-03-02T18:00+09:00", "places": [{"id": "S", "kind": "safety"}]}
    table = graphs.table(
        network, {"waystation": 1, "id": "c", "from": "S", "group": {"persons": 1}, "deadline": 9}
    )
    assert simulate(table, graphs.chain(table, [])).planned.p_safe == 1.0


@pytest.mark.parametrize(("journeys", "seed", "threads"), [(0, 0, 1), (1, -1, 1), (1, 0, 0)])
def test_nothing_can_be_played_of_nothing(journeys: int, seed: int, threads: int) -> None:
    with pytest.raises(BadInput, match="a whole number from"):
        simulate(TABLE, GRAPH, journeys, seed, threads=threads)


def test_progress_is_told_up_to_the_end() -> None:
    told: list[float] = []
    simulate(TABLE, GRAPH, 70_000, progress=lambda share, _: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_simulation_can_be_written_as_json() -> None:
    found = json.loads(json.dumps(simulate(TABLE, GRAPH, 1000).to_dict()))
    assert found["kind"] == "simulation"
    assert sum(found["planned"]["lost"].values()) + found["planned"]["in_danger"] <= 1000
