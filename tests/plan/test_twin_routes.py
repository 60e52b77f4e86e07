"""The slow twin lists all routes, knows what each is worth, and finds the same fronts in two ways."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from tests.plan.slow import hand
from tests.plan.slow.hand import A, Doc, S, found_for
from tests.plan.slow.random_networks import random_instance
from tests.plan.slow.routes import OBJECTIVES, NotARouteError, all_routes, front, fronts_by_enumeration, worth
from tests.plan.slow.states import front_by_states
from tests.plan.slow.tables import tabulate

B: Doc = {"id": "B", "kind": "safe_house"}
CHOICES = [choice for size in range(1, 5) for choice in combinations(OBJECTIVES, size)]


def test_every_departure_and_every_detour_is_a_route() -> None:
    # Deadline 3, legs of an hour: a at 0, 1 or 2; or b to B and back by c, then a: b0 c1 a2. That is all.
    legs: list[Doc] = [
        {"id": "a", "from": "A", "to": "S"},
        {"id": "b", "from": "A", "to": "B"},
        {"id": "c", "from": "B", "to": "A"},
        {"id": "d", "from": "S", "to": "A"},  # nobody leaves safety
    ]
    tables = hand.tables([A, B, S], legs, 3)
    assert sorted(all_routes(tables)) == [
        (("a", 0),),
        (("a", 1),),
        (("a", 2),),
        (("b", 0), ("c", 1), ("a", 2)),
    ]


def test_a_route_that_starts_in_safety_is_empty() -> None:
    tables = hand.tables(
        [A | {"kind": "safety", "worth": 5, "hosts": ["k"]}], [], 0, helpers=[{"id": "k", "integrity": 0.5}]
    )
    assert list(all_routes(tables)) == [()]
    assert worth(tables, ()) == (0, 0, 0, 0, 1, 1)


def test_routes_that_nobody_survives_are_left_out() -> None:
    legs: list[Doc] = [
        {"id": "a", "from": "A", "to": "S", "hazards": [{"p": 1}]},
        {"id": "b", "from": "A", "to": "S", "windows": ["01:00-02:00"]},  # waiting for it is fatal
        {"id": "c", "from": "A", "to": "S", "helpers": ["k"]},
    ]
    helpers: list[Doc] = [{"id": "k", "integrity": 0}]
    tables = hand.tables([A | {"found_per_day": 1}, S], legs, 5, helpers=helpers)
    assert list(all_routes(tables)) == []


def test_what_a_route_is_worth() -> None:
    # bo leads both legs and hosts at B and at S: one draw. lin hosts at B. 1 h at A (0.99), 2 h at B (0.98).
    # P(safe) = 0.99 * 0.98^2 * (1 - 0.1) * (1 - 0.2) * 0.9 (bo) * 0.95 (lin)
    helpers: list[Doc] = [
        {"id": "bo", "integrity": 0.9, "worth": 2},
        {"id": "lin", "integrity": 0.95, "worth": 0.5},
    ]
    places: list[Doc] = [
        A | {"found_per_day": found_for(0.99), "worth": 100, "hosts": ["lin"]},
        B | {"found_per_day": found_for(0.98), "worth": 3, "hosts": ["lin", "bo"]},
        S | {"worth": 1, "hosts": ["bo"]},
    ]
    legs: list[Doc] = [
        {
            "id": "a",
            "from": "A",
            "to": "B",
            "cost": 10,
            "helpers": ["bo"],
            "hazards": [{"p": 0.1}],
            "block": 0.5,
        },
        {
            "id": "b",
            "from": "B",
            "to": "S",
            "cost": 5,
            "helpers": ["bo"],
            "hazards": [{"p": 0.2}],
            "gone": 0.25,
        },
    ]
    tables = hand.tables(places, legs, 9, helpers=helpers)
    got = worth(tables, (("a", 1), ("b", 4)))
    assert got.p_safe == pytest.approx(0.99 * 0.98**2 * 0.9 * 0.8 * 0.9 * 0.95)
    assert got.risk == pytest.approx(-math.log(got.p_safe))
    assert (got.hours, got.cost) == (5, 15)
    assert got.exposure == pytest.approx(2 + 0.5 + 3 + 1)  # not the worth of A, where nobody arrives
    assert got.p_on_time == pytest.approx(0.5 * 0.75)


def test_a_place_is_exposed_at_every_arrival_and_a_leg_is_gone_only_once() -> None:
    # A-B-A-B-S: worth 3 for each arrival at B, 7 at A, 1 at S. a is used twice: block twice, gone once.
    legs: list[Doc] = [
        {"id": "a", "from": "A", "to": "B", "block": 0.1, "gone": 0.5},
        {"id": "c", "from": "B", "to": "A"},
        {"id": "b", "from": "B", "to": "S"},
    ]
    tables = hand.tables([A | {"worth": 7}, B | {"worth": 3}, S | {"worth": 1}], legs, 4)
    got = worth(tables, (("a", 0), ("c", 1), ("a", 2), ("b", 3)))
    assert got.exposure == 3 + 7 + 3 + 1
    assert got.p_on_time == pytest.approx(0.9**2 * 0.5)


@pytest.mark.parametrize(
    "route",
    [
        (),  # never leaves
        (("b", 1),),  # b does not start at A
        (("a", 1), ("b", 1)),  # b before the arrival
        (("a", 0),),  # ends at B
        (("a", 3), ("b", 4)),  # after the deadline
        (("a", 0), ("b", 2)),  # b is closed at 02:00
        (("a", 0), ("b", 1), ("d", 2), ("a", 3)),  # through safety
    ],
)
def test_what_is_no_route(route: tuple[tuple[str, int], ...]) -> None:
    legs: list[Doc] = [
        {"id": "a", "from": "A", "to": "B"},
        {"id": "b", "from": "B", "to": "S", "windows": ["03:00-02:00"]},
        {"id": "d", "from": "S", "to": "A"},
    ]
    with pytest.raises(NotARouteError):
        worth(hand.tables([A, B, S], legs, 4), route)


def test_the_front_holds_what_nothing_beats_and_equals_once() -> None:
    assert front(
        [(2.0, 1.0), (1.0, 2.0), (2.0, 2.0), (1.0, 2.0 + 1e-12), (1.0 - 1e-12, 3.0), (0.0, 9.0)]
    ) == [
        (0.0, 9.0),
        (1.0, 2.0),
        (2.0, 1.0),
    ]


def test_waiting_in_a_quiet_house_is_on_the_front() -> None:
    # The ferry leaves at 03:00. A is watched (0.9 an hour), B is quiet: go at once, wait at B, no risk.
    legs: list[Doc] = [
        {"id": "a", "from": "A", "to": "B"},
        {"id": "b", "from": "B", "to": "S", "windows": ["03:00-04:00"]},
    ]
    tables = hand.tables([A | {"found_per_day": found_for(0.9)}, B, S], legs, 9)
    assert front_by_states(tables, ("risk", "hours")) == [(0.0, 4.0)]


def test_a_helper_met_before_makes_the_riskier_way_the_safer_one() -> None:
    # To B by k (0.8) or freely through a hazard of 0.15; on from B only with k: 0.8 together, or 0.85 * 0.8.
    helpers: list[Doc] = [{"id": "k", "integrity": 0.8}]
    legs: list[Doc] = [
        {"id": "with", "from": "A", "to": "B", "helpers": ["k"]},
        {"id": "alone", "from": "A", "to": "B", "hazards": [{"p": 0.15}]},
        {"id": "on", "from": "B", "to": "S", "helpers": ["k"]},
    ]
    [(risk,)] = front_by_states(hand.tables([A, B, S], legs, 2, helpers=helpers), ("risk",))
    assert math.exp(-risk) == pytest.approx(0.8)


@pytest.mark.parametrize("seeds", [range(20 * i, 20 * i + 20) for i in range(10)])
def test_listing_all_routes_and_merging_states_give_the_same_front(seeds: range) -> None:
    for seed in seeds:
        tables = tabulate(*random_instance(seed, "tiny"))
        listed = fronts_by_enumeration(tables, CHOICES)
        for choice in CHOICES:
            merged = front_by_states(tables, choice)
            assert len(merged) == len(listed[choice]), (seed, choice)
            for a, b in zip(merged, listed[choice], strict=True):
                assert a == pytest.approx(b, rel=1e-9, abs=1e-12), (seed, choice)
