"""The judge of the engine finds nothing wrong with the truth, and something wrong with everything else."""

from __future__ import annotations

import math
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from tests.plan.slow.judge import wrong_with_front
from tests.plan.slow.policy import Recourse, State, after_block, after_pass, p_blocked, p_passes
from tests.plan.slow.random_networks import random_instance
from tests.plan.slow.routes import OBJECTIVES, Route, all_routes, front, worth
from tests.plan.slow.shrink import shrink
from tests.plan.slow.table import wrong_with_policy
from tests.plan.slow.tables import Tables, tabulate

SEED = next(  # a front of at least three points
    seed
    for seed in range(1000)
    if len(front([worth(t, r)[:4] for t in [tabulate(*random_instance(seed))] for r in all_routes(t)])) >= 3
)


@pytest.fixture
def tables() -> Tables:
    return tabulate(*random_instance(SEED))


def told(tables: Tables, route: Route) -> SimpleNamespace:
    """Return a route as the engine tells it."""
    steps = [
        SimpleNamespace(leg=leg, depart=at * tables.step, arrive=(at + tables.legs[leg].steps) * tables.step)
        for leg, at in route
    ]
    truth = worth(tables, route)
    return SimpleNamespace(steps=steps, lost={"killed": 1 - truth.p_safe}, **truth._asdict())


def true_plan(tables: Tables) -> tuple[list[Any], SimpleNamespace]:
    """Return the front over all four objectives and the plan that tells it."""
    by_worth = {worth(tables, route)[:4]: route for route in all_routes(tables)}
    points: list[Any] = front(list(by_worth))
    return points, SimpleNamespace(routes=[told(tables, by_worth[point]) for point in points])


def complaints(tables: Tables, points: list[Any], plan: Any) -> str:
    return "\n".join(wrong_with_front(tables, OBJECTIVES, points, plan))


def test_the_true_front_is_accepted(tables: Tables) -> None:
    assert complaints(tables, *true_plan(tables)) == ""


def test_a_missing_a_doubled_and_a_misplaced_point_are_found(tables: Tables) -> None:
    points, plan = true_plan(tables)
    first, *others = plan.routes
    assert "missing point" in complaints(tables, points, SimpleNamespace(routes=others))
    assert "is there twice" in complaints(tables, points, SimpleNamespace(routes=[first, first, *others]))
    assert "not sorted" in complaints(tables, points, SimpleNamespace(routes=[*others, first]))


@pytest.mark.parametrize("name", ["risk", "p_safe", "hours", "cost", "exposure", "p_on_time"])
def test_a_wrong_figure_is_found(tables: Tables, name: str) -> None:
    points, plan = true_plan(tables)
    setattr(plan.routes[0], name, getattr(plan.routes[0], name) + 1e-5)
    assert f"claims {name}" in complaints(tables, points, plan)


def test_a_loss_that_is_not_split_in_full_is_found(tables: Tables) -> None:
    points, plan = true_plan(tables)
    plan.routes[0].lost["killed"] -= 1e-5
    assert "splits" in complaints(tables, points, plan)


def test_a_route_that_cannot_be_travelled_is_found(tables: Tables) -> None:
    points, plan = true_plan(tables)
    plan.routes[0].steps[0].depart += 1000
    assert "cannot be attempted" in complaints(tables, points, plan)


def row_of(recourse: Recourse, state: State, table: list[Any], mass: float) -> int | None:
    """Append what the best policy does from a state, and from those that follow; return its row."""
    tables, then = recourse.tables, state
    if state.place in tables.safety:
        return None
    while then.step < tables.last and recourse.rule(then) is None:
        then = then._replace(step=then.step + 1)
    leg = recourse.rule(then) if then.step < tables.last else None
    action = SimpleNamespace(leg=leg, depart=then.step * tables.step)
    row = SimpleNamespace(
        place=state.place, hour=state.step * tables.step, helpers=(), tries={}, action=action
    )
    row.p_safe, row.p_met, row.passed, row.blocked = recourse.value(state), mass, None, None
    number = len(table)
    table.append(row)
    if leg is not None:
        follow(recourse, then, row, table, mass * survived(tables, state, then.step - state.step))
    return number


def follow(recourse: Recourse, state: State, row: Any, table: list[Any], mass: float) -> None:
    tables, leg = recourse.tables, recourse.tables.legs[row.action.leg]
    blocked = p_blocked(leg, state)
    stuck = after_block(leg, state)._replace(step=state.step + leg.retry)
    if blocked and stuck.step <= tables.last:
        row.blocked = row_of(recourse, stuck, table, mass * blocked * survived(tables, state, leg.retry))
    passes = mass * (1 - blocked) * p_passes(tables, leg, state)
    if passes:
        row.passed = row_of(recourse, after_pass(leg, state), table, passes)


def survived(tables: Tables, state: State, steps: int) -> float:
    return math.exp(-tables.wait(state.place, steps))


def true_policy(recourse: Recourse) -> Any:
    table: list[Any] = []
    row_of(recourse, recourse.start, table, 1.0)
    value = recourse.value(recourse.start)
    return SimpleNamespace(p_safe=value, upper=value, table=table, first=table[0].action if table else None)


@pytest.mark.parametrize("seed", range(40))
def test_the_true_table_is_accepted(seed: int) -> None:
    recourse = Recourse(tabulate(*random_instance(seed)))
    assert list(wrong_with_policy(recourse, true_policy(recourse))) == []


BREAKS: list[Callable[[Any], None]] = [
    lambda p: setattr(p, "p_safe", p.p_safe * 0.999),
    lambda p: setattr(p, "upper", p.upper + 1e-6),
    lambda p: setattr(p, "first", SimpleNamespace(leg="l9", depart=0)),
    lambda p: setattr(p.table[0].action, "leg", None),
    lambda p: setattr(p.table[0], "p_met", 0.5),
    lambda p: setattr(p.table[0], "place", "nowhere"),
    lambda p: setattr(p.table[0], "helpers", ("nobody",)),
    lambda p: setattr(p.table[0], "tries", {"l0": 3}),
    lambda p: setattr(p, "table", []),
]


@pytest.mark.parametrize("break_it", BREAKS)
def test_a_wrong_table_is_found(tables: Tables, break_it: Callable[[Any], None]) -> None:
    recourse = Recourse(tables)
    policy = true_policy(recourse)
    break_it(policy)
    assert list(wrong_with_policy(recourse, policy))


def test_a_later_departure_than_the_leg_allows_is_found(tables: Tables) -> None:
    policy = true_policy(recourse := Recourse(tables))
    policy.table[0].action.depart = tables.last * tables.step + 1000
    assert any("cannot be attempted" in complaint for complaint in wrong_with_policy(recourse, policy))


def test_what_does_not_matter_is_shrunk_away() -> None:
    network, case = random_instance(SEED)
    small, _ = shrink(network, case, lambda n, _: any(leg.get("id") == "l1" for leg in n.get("legs", [])))
    assert small == {"legs": [{"id": "l1"}]}
