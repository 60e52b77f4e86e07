"""The contingency table is complete, in the order of time, and true also where the search was cut off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.plan import graphs, slow_networks
from tests.plan.slow import hand
from tests.plan.slow.hand import A, S
from tests.plan.slow.policy import Recourse
from tests.plan.slow.table import wrong_with_policy
from tests.plan.slow.tables import tabulate

import waystation
from waystation.domain.route import Plan, Row
from waystation.plan import policy as engine
from waystation.plan.table import answer

Doc = dict[str, Any]
NEAR = 1e-9
HALF: Doc = {"id": "x", "from": "A", "to": "S", "block": 0.5, "retry_hours": 1}


def plan(network: Doc, case: Doc) -> Plan:
    found: Plan = waystation.plan(waystation.parse_network(network), waystation.parse_case(case), ["risk"])
    return found


def follow(row: Row) -> list[int]:
    return [number for number in (row.passed, row.blocked) if number is not None]


def told(table: tuple[Row, ...]) -> list[Any]:
    """Return what a coordinator reads, row by row."""
    return [
        (row.place, row.hour, dict(row.tries), row.action.leg, pytest.approx(row.p_met), row.p_safe)
        for row in table
    ]


def test_by_hand_a_broker_is_worth_waiting_for_twice_but_not_three_times() -> None:
    # x is gone with 0.2, else blocked with 0.5. After one block it is gone with 0.2 / (0.2 + 0.4) = 1/3 and
    # passes with 2/3 * 0.5 = 1/3; after two with 0.2 / (0.2 + 0.2) = 1/2, and passes with 1/4. y passes with
    # 0.5. At 2, y: 0.5. At 1, x and then y: 1/3 + 2/3 * 0.5 = 2/3. At 0: 0.4 + 0.6 * 2/3 = 0.8.
    y: Doc = {"id": "y", "from": "A", "to": "S", "hazards": [{"p": 0.5}]}
    policy = plan(hand.network([A, S], [HALF | {"gone": 0.2}, y]), hand.case(3)).policy
    assert policy.p_safe == policy.upper == pytest.approx(0.8)
    assert told(policy.table) == [
        ("A", 0.0, {}, "x", 1.0, pytest.approx(0.8)),
        ("A", 1.0, {"x": 1}, "x", 0.6, pytest.approx(2 / 3)),
        ("A", 2.0, {"x": 2}, "y", 0.4, pytest.approx(0.5)),
    ]


def test_by_hand_a_leg_once_passed_is_not_gone_and_its_tries_are_forgotten() -> None:
    # x leads to the ferry f at B, which starts at 3 only and is harmed with 0.1; b leads back from there.
    # Nobody goes back, so the table never counts tries of x at B, however often it was tried before.
    legs: list[Doc] = [
        HALF | {"to": "B", "gone": 0.2},
        {"id": "b", "from": "B", "to": "A"},
        {"id": "f", "from": "B", "to": "S", "windows": ["03:00-04:00"], "hazards": [{"p": 0.1}]},
    ]
    places = [A, {"id": "B", "kind": "stop"}, S]
    policy = plan(hand.network(places, legs), hand.case(4)).policy
    # Three attempts, at 0, 1 and 2: 0.8 * (1 - 0.5 ** 3) = 0.7, and 0.9 for the ferry.
    assert policy.p_safe == pytest.approx(0.63)
    arrived = [row for row in policy.table if row.place == "B"]
    assert {row.action.leg for row in arrived} == {"f"}
    assert sum(row.p_met for row in arrived) == pytest.approx(0.7)


def test_every_row_can_be_met_and_comes_after_the_rows_that_lead_to_it() -> None:
    for seed, network, case in slow_networks.tiny(range(100)):
        rows = plan(network, case).policy.table
        assert sorted({n for row in rows for n in follow(row)} | {0}) == list(range(len(rows))), seed
        assert [row.hour for row in rows] == sorted(row.hour for row in rows), seed
        for number, row in enumerate(rows):
            assert row.hour <= row.action.depart <= case["deadline"] + NEAR, seed
            assert all(n > number and rows[n].hour >= row.action.depart for n in follow(row)), seed


def test_something_is_attempted_exactly_where_it_can_help() -> None:
    for seed, network, case in slow_networks.tiny(range(100)):
        for row in plan(network, case).policy.table:
            assert (row.action.leg is not None) == (row.p_safe > 0.0), seed
            assert row.action.leg is not None or follow(row) == [], seed


def test_the_policy_is_never_worse_than_any_fixed_route_that_nothing_blocks() -> None:
    for seed, network, case in slow_networks.tiny(range(150)):
        found = plan(network, case)
        lucky = [route.p_safe * route.p_on_time for route in found.routes]
        assert found.policy.p_safe >= max(lucky, default=0.0) - NEAR, seed


@pytest.mark.parametrize("visits", [1, 4])
def test_a_table_of_a_search_that_was_cut_off_keeps_its_promises(
    visits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "VISITS", visits)
    for seed, network, case in slow_networks.tiny(range(80)):
        table = graphs.table(network, case)
        search = engine.prepare(table)
        policy = answer(table, search, engine.best_start(search, 0, table.last + 1, 0.0))
        only_followed = Recourse(tabulate(network, case), forgetful=True, limit=0)
        assert list(wrong_with_policy(only_followed, replace(policy, upper=policy.p_safe))) == [], seed
