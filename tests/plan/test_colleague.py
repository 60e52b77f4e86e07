"""Each warning of a wise colleague comes when there is reason for it, and not otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from tests.plan import graphs
from tests.plan.slow import hand
from tests.plan.slow.hand import A, S

import waystation
from waystation.plan.colleague import cautions
from waystation.plan.decide import unblocked
from waystation.plan.payments import pay
from waystation.plan.policy import best_start, prepare
from waystation.plan.unfolded import graph

Doc = dict[str, Any]
HOUSE: Doc = {"id": "H", "kind": "safe_house"}
CASE: Doc = hand.case(24, floor=0.1)


def warned(legs: list[Doc], case: Doc | None = None, places: tuple[Doc, ...] = (), **more: Any) -> Any:
    """Return the warnings for the best way, by (code, about), as figures."""
    network = hand.network([A, *places, S], legs, **more)
    table = graphs.table(network, CASE | (case or {}))
    search = prepare(table)
    route = unblocked(table, graph(search, best_start(search, 0, table.last + 1, 60.0))[0])
    return {(one.code, one.about): dict(one.figures) for one in cautions(table, route, pay(table, route))}


def leg(name: str, begin: str = "A", end: str = "S", **more: Any) -> Doc:
    return {"id": name, "from": begin, "to": end, **more}


def test_a_quiet_way_gives_no_reason_to_warn() -> None:
    assert warned([leg("x"), leg("y")]) == {}


def test_everything_hangs_on_one_helper_where_no_way_does_without() -> None:
    helpers = [{"id": "bo", "integrity": 0.9}]
    only = [leg("x", helpers=["bo"])]
    assert warned(only, helpers=helpers) == {("one_helper", "bo"): {"integrity": 0.9}}
    worse_way = leg("y", hazards=[{"p": 0.5}])
    assert warned([*only, worse_way], helpers=helpers) == {}
    too_late = leg("y", hours=30)
    assert set(warned([*only, too_late], helpers=helpers)) == {("one_helper", "bo")}


def test_no_floor_and_those_left_behind_are_named() -> None:
    behind = [{"who": "sister", "p": 0.3}]
    found = warned([leg("x")], {"floor": None, "left_behind": behind})
    assert found == {("no_floor", ""): {}, ("left_behind", "sister"): {"p": 0.3}}


def test_a_trait_that_nothing_knows_is_named() -> None:
    group = {"group": {"persons": 1, "traits": ["elderly"]}}
    assert warned([leg("x")], group) == {("unknown_trait", "elderly"): {}}
    helper = [{"id": "k", "integrity": 1, "not_for": ["elderly"]}]
    known: list[Doc] = [{"slower": {"elderly": 2}}, {"hazards": [{"p": 0, "odds": {"elderly": 2}}]}]
    assert all(warned([leg("x", **one)], group) == {} for one in known)
    assert warned([leg("x"), leg("y", forbids=["elderly"])], group) == {}
    assert warned([leg("x")], group, helpers=helper) == {}


def through_a_house(stay: int, persons: int = 1, **house: Any) -> Any:
    """Return the warnings where they are at the house from hour 1 until it can be left."""
    onwards = leg("b", "H", windows=[f"{1 + stay:02}:00-{2 + stay:02}:00"])
    back = leg("back", "H", "A")
    group = {"group": {"persons": persons}}
    return warned([leg("a", end="H", windows=["00:00-01:00"]), onwards, back], group, (HOUSE | house,))


def test_a_house_used_longer_than_is_wise() -> None:
    assert through_a_house(6, stay_max_hours=6) == {}
    found = through_a_house(7, stay_max_hours=6)
    assert found == {("house_long", "H"): {"hours": 7.0, "stay_max_hours": 6.0}}


def test_a_house_fuller_than_is_wise() -> None:
    assert through_a_house(1, persons=3, capacity=4) == {}
    assert through_a_house(1, persons=4, capacity=4) == {("house_full", "H"): {"persons": 4, "capacity": 4}}


def test_no_way_back_from_a_stop_with_one_way_on() -> None:
    legs = [leg("a", end="H"), leg("b", "H")]
    assert warned(legs, places=(HOUSE,)) == {("no_way_back", "H"): {}}
    assert warned([*legs, leg("back", "H", "A")], places=(HOUSE,)) == {}


@pytest.mark.parametrize(
    ("about", "more"),
    [
        ("patrol: x", {"hazards": [{"kind": "patrol", "p": {"harmed": 0, "attempts": 3}}]}),
        ("x", {"block": {"blocked": 0, "attempts": 3}}),
        ("bo", {"helpers": ["bo"]}),
    ],
)
def test_a_figure_that_rests_on_almost_no_experience(about: str, more: Doc) -> None:
    helpers = [{"id": "bo", "integrity": {"kept": 3, "broken": 0}}]
    figures = warned([leg("x", **more), leg("y", hazards=[{"p": 0.9}])], helpers=helpers)[
        "thin_experience", about
    ]
    # Beta(1, 4), or Beta(4, 1) for who keeps faith: its quantiles at 0.05 and 0.95.
    low, high = 1 - 0.95**0.25, 1 - 0.05**0.25
    expected = (1 - high, 1 - low) if about == "bo" else (low, high)
    assert (figures["low"], figures["high"]) == pytest.approx(expected, abs=0.02)


def test_much_experience_and_bare_numbers_are_no_reason_to_warn() -> None:
    counted = {"harmed": 0, "attempts": 80}
    assert warned([leg("x", hazards=[{"p": counted}, {"p": 0.1}], block=0.2)]) == {}


def test_checks_of_papers_and_faces_on_the_way_are_named() -> None:
    legs = [leg("x", hazards=[{"kind": "identity_check", "p": 0.1}, {"kind": "patrol", "p": 0.1}])]
    assert warned(legs) == {("identity_checks", "x"): {"p": pytest.approx(0.1)}}


def test_betrayal_that_pays_is_named_with_the_hold_back() -> None:
    # One stage, sure to succeed, no fee and no future work: he must be given what betrayal brings.
    helpers = [{"id": "bo", "integrity": 0.9}]
    legs = [leg("x", helpers=["bo"]), leg("y", hazards=[{"p": 0.5}])]
    betrayal = {"reward": 500, "noticed": 0.8, "blamed_wrongly": 0.25}
    found = warned(legs, helpers=helpers, betrayal=betrayal)["betrayal_pays", "bo"]
    assert found["holdback"] == pytest.approx(500.0)
    assert (found["reward"], found["stage"]) == (500.0, 1)
    assert warned(legs, helpers=helpers) == {}


def test_the_warnings_of_a_decision_are_those_of_its_way() -> None:
    network = hand.network([A, HOUSE, S], [leg("a", end="H"), leg("b", "H")])
    decision = waystation.decide(waystation.parse_network(network), waystation.parse_case(CASE))
    assert [(one.code, one.about) for one in decision.cautions] == [("no_way_back", "H")]
