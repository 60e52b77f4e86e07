"""Every history of a policy is counted; safe, lost and still in danger are kept apart; losses are divided."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, expm1, log
from typing import Any

import numpy as np
import pytest
from tests.plan import graphs
from tests.plan.slow import walk as slow
from tests.plan.slow.policy import Recourse, TooManyStatesError, play
from tests.plan.slow.random_networks import random_instance
from tests.plan.slow.routes import all_routes, worth
from tests.plan.slow.tables import tabulate

from waystation.plan.graph import OVER, STAY, PolicyGraph
from waystation.plan.kernels import walk as kernels
from waystation.plan.kernels.chance import FOUND, MONEY, SAFE, STAYED, STEPS
from waystation.plan.nodes import LOSSES, walk
from waystation.plan.outcome import outcome, route_lost, stay

TABLE = graphs.two_rivers()
BRIDGE, FORD, ROAD, BACK = range(4)
STAYING = graphs.graph((0, 0, STAY, 48, 0, False, OVER, OVER, ()))
POLICIES = {
    "the branching policy": (graphs.branching(), True),
    "a route": (graphs.chain(TABLE, [(BRIDGE, 1), (ROAD, 5)]), False),
    "a route that comes back": (
        graphs.chain(TABLE, [(BRIDGE, 1), (BACK, 4), (BRIDGE, 12), (ROAD, 30)]),
        False,
    ),
    "staying": (STAYING, True),
}
Tally = np.ndarray[Any, np.dtype[np.float64]]
Spread = Callable[..., Tally]


def tally(spread: Callable[..., None]) -> Spread:
    def run(graph: PolicyGraph, *, blocks: bool = True) -> Tally:
        steps, found = walk(TABLE, graph, blocks=blocks), np.zeros(FOUND + len(LOSSES))
        spread(steps.nodes, steps.figures, steps.kind, found)
        return found

    return run


BOTH = pytest.mark.parametrize("run", [tally(kernels.spread), tally(slow.spread)], ids=["kernel", "twin"])


@BOTH
def test_one_leg_after_a_wait_by_hand(run: Spread) -> None:
    found = run(graphs.graph((0, 0, FORD, 6, 0, False, OVER, OVER, (0,))))
    waits, water, lin = (1 - 0.3) ** (6 / 24), 1 - 3 / 32 * 1.6 / (29 / 32 + 3 / 32 * 1.6), 10 / 11
    rate = -log(0.7) / 24
    assert found[SAFE] == pytest.approx(waits * water * lin)
    assert found[STEPS] == pytest.approx((1 - waits) / rate + waits * 8)
    assert found[STAYED] == pytest.approx((1 - waits) / rate)
    assert found[MONEY] == pytest.approx(waits * 20)
    assert found[FOUND] == pytest.approx(1 - waits)
    shares = log(water) / log(water * lin), log(lin) / log(water * lin)
    lost = [found[FOUND + LOSSES.index(kind)] for kind in ("killed", "betrayed")]
    assert lost == pytest.approx([waits * (1 - water * lin) * share for share in shares])


@BOTH
def test_a_leg_that_may_be_gone_by_hand(run: Spread) -> None:
    b, g, again = 4 / 10, 0.2, (1 - 0.3) ** (6 / 24)
    vain = g + (1 - g) * b
    found = run(
        graphs.graph(
            (0, 0, BRIDGE, 0, 0, False, OVER, 1, ()),
            (0, 6, BRIDGE, 6, 1, False, OVER, 2, ()),
            (0, 12, BACK, 12, 0, False, OVER, OVER, ()),  # free and safe: whoever comes here is safe
        )
    )
    day, night = 0.08 * 3 / (0.92 + 0.24), 0.08  # hour 0 is 18:00, so both attempts are at night
    survive = (1 - night) * (1 - 3 / 32 * 1.6 / (29 / 32 + 3 / 32 * 1.6))
    first, second = (1 - vain) * survive, (vain - (g + (1 - g) * b * b)) * survive * again
    twice = (g + (1 - g) * b * b) * again**2
    assert day > night
    assert found[SAFE] == pytest.approx(first + second + twice)


@pytest.mark.parametrize("name", POLICIES)
def test_the_kernel_counts_every_history(name: str) -> None:
    graph, blocks = POLICIES[name]
    expected = tally(slow.spread)(graph, blocks=blocks)
    assert tally(kernels.spread)(graph, blocks=blocks) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("name", POLICIES)
def test_the_three_probabilities_add_up_to_one(name: str) -> None:
    found = outcome(TABLE, POLICIES[name][0], blocks=POLICIES[name][1])
    assert found.p_safe + found.in_danger + sum(found.lost.values()) == pytest.approx(1.0, abs=1e-12)
    assert set(found.lost) == set(LOSSES)


@pytest.mark.parametrize("seeds", [range(i, i + 20) for i in range(0, 80, 20)], ids=str)
def test_any_policy_on_any_network_ends_as_the_slow_model_says(seeds: range) -> None:
    for seed in seeds:
        network, case = random_instance(seed)
        tables, table = tabulate(network, case), graphs.table(network, case)
        try:
            rule = (best := Recourse(tables, limit=3000)).rule
            best.value(best.start)
        except TooManyStatesError:
            continue
        expected = play(tables, rule)
        found = outcome(table, graphs.from_rule(table, tables, rule))
        assert found.p_safe == pytest.approx(expected.reached, abs=1e-9), seed
        assert found.in_danger == pytest.approx(expected.in_danger, abs=1e-9), seed
        assert found.p_safe + found.in_danger + sum(found.lost.values()) == pytest.approx(1.0, abs=1e-9), seed


@pytest.mark.parametrize("seed", range(12))
def test_a_fixed_route_is_worth_what_the_slow_model_says(seed: int) -> None:
    network, case = random_instance(seed)
    tables, table = tabulate(network, case), graphs.table(network, case)
    number = {leg.id: e for e, leg in enumerate(table.legs)}
    for route, _ in zip(all_routes(tables), range(30), strict=False):
        legs = [(number[name], depart) for name, depart in route]
        p_safe, lost, p_on_time = route_lost(table, legs)
        expected = worth(tables, route)
        assert p_safe == pytest.approx(expected.p_safe, abs=1e-12)
        assert p_on_time == pytest.approx(expected.p_on_time, abs=1e-12)
        assert p_safe + sum(lost.values()) == pytest.approx(1.0, abs=1e-12)
        if legs:
            same = outcome(table, graphs.chain(table, legs), blocks=False)
            assert same.p_safe == pytest.approx(p_safe, abs=1e-12)
            assert dict(same.lost) == pytest.approx(dict(lost), abs=1e-12)


def one_leg(hazards: list[dict[str, Any]], integrity: float = 1.0) -> dict[str, float]:
    leg = {"id": "l", "from": "A", "to": "S", "hours": 1, "helpers": ["k"], "hazards": hazards}
    places = [{"id": "A", "kind": "origin"}, {"id": "S", "kind": "safety"}]
    helpers = [{"id": "k", "integrity": integrity}]
    network = {
        "waystation": 1,
        "start": "2026-03-02T18:00+09:00",
        "places": places,
        "helpers": helpers,
        "legs": [leg],
    }
    table = graphs.table(
        network, {"waystation": 1, "id": "c", "from": "A", "group": {"persons": 1}, "deadline": 9}
    )
    by_route = route_lost(table, [(0, 0)])[1]
    assert outcome(table, graphs.chain(table, [(0, 0)])).lost == pytest.approx(by_route, abs=1e-15)
    return {kind: p for kind, p in by_route.items() if p}


def test_a_loss_is_divided_by_nats_whatever_the_order() -> None:
    hazards = [{"p": 0.5, "then": "killed"}, {"p": 0.75, "then": "sold"}, {"p": 0.0, "then": "injured"}]
    lost = 1 - 0.5 * 0.25 * 0.5
    expected = {"killed": lost / 4, "sold": lost / 2, "betrayed": lost / 4}
    assert one_leg(hazards, 0.5) == pytest.approx(expected)
    assert one_leg(hazards[::-1], 0.5) == pytest.approx(expected)


def test_certain_losses_share_equally_and_leave_nothing_to_the_others() -> None:
    hazards = [{"p": 1, "then": "killed"}, {"p": 0.9, "then": "sold"}, {"p": 1, "then": "returned"}]
    assert one_leg(hazards) == pytest.approx({"killed": 1 / 2, "returned": 1 / 2})
    assert one_leg(hazards, 0) == pytest.approx({"killed": 1 / 3, "returned": 1 / 3, "betrayed": 1 / 3})


def test_where_nothing_can_happen_nothing_is_lost() -> None:
    assert one_leg([{"p": 0, "then": "killed"}]) == {}


def test_staying_is_found_with_time_and_never_safe() -> None:
    year = stay(TABLE, 24 * 365)
    rate = -log(0.7)
    assert year.p_safe == year.money == 0
    assert year.lost["found"] == pytest.approx(-expm1(-rate * 365))
    assert year.in_danger == pytest.approx(exp(-rate * 365))
    assert year.hours_in_danger == pytest.approx(24 * -expm1(-rate * 365) / rate)
    assert year.harm_days == pytest.approx(0.5 * year.hours_in_danger / 24)
    assert year.hour == 24 * 365


def test_staying_to_the_deadline_is_the_policy_that_attempts_nothing() -> None:
    by_policy, by_hours = outcome(TABLE, STAYING), stay(TABLE, 48)
    assert by_policy.lost == pytest.approx(by_hours.lost)
    assert by_policy.hours_in_danger == pytest.approx(by_hours.hours_in_danger)
    assert by_policy.harm_days == pytest.approx(by_hours.harm_days)


def test_harm_at_the_origin_ends_with_the_first_leg_that_starts() -> None:
    there_and_back = graphs.chain(TABLE, [(BRIDGE, 10), (BACK, 13), (BRIDGE, 40)])
    waited = outcome(TABLE, there_and_back, blocks=False).harm_days
    assert waited == pytest.approx(0.5 * -expm1(log(0.7) / 24 * 10) / -log(0.7))


def test_those_who_start_in_safety_are_safe() -> None:
    network = {"waystation": 1, "start": "2026-03-02T18:00+09:00", "places": [{"id": "S", "kind": "safety"}]}
    table = graphs.table(
        network, {"waystation": 1, "id": "c", "from": "S", "group": {"persons": 1}, "deadline": 9}
    )
    assert (
        outcome(table, graphs.chain(table, [])).p_safe
        == stay(table, 9).p_safe
        == route_lost(table, [])[0]
        == 1.0
    )
