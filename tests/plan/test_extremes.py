"""Valid files with extreme figures are answered: nothing overflows or warns, nothing certain is forgotten."""

from __future__ import annotations

from typing import Any

import pytest

import waystation
from waystation.kit.errors import BadInput

Doc = dict[str, Any]
HUGE = 1e12
SURE: Doc = {"kind": "patrol", "p": 0.5}
HELPER: Doc = {"id": "k", "integrity": 0.9}


def network(leg: Doc | None = None, stop: Doc | None = None, **more: Any) -> Doc:
    """Return A to B to S, the first leg, the stop and the rest as given."""
    places = [{"id": "A", "kind": "origin"}, {"id": "B", "kind": "stop", **(stop or {})}]
    legs = [{"id": "ab", "from": "A", "to": "B", "hours": 2, **(leg or {})}]
    doc = {"waystation": 1, "fictional": True, "start": "2026-03-02T18:00+00:00"}
    doc |= {"places": [*places, {"id": "S", "kind": "safety"}]}
    doc |= {"legs": [*legs, {"id": "bs", "from": "B", "to": "S", "hours": 2, "windows": ["23:00-24:00"]}]}
    return doc | more


def case(**more: Any) -> Doc:
    group = {"persons": 1, "traits": []}
    return {"waystation": 1, "fictional": True, "id": "c", "from": "A", "group": group, "deadline": 24} | more


def answers(doc: Doc, asked: Doc) -> tuple[float, float]:
    """Return the largest P(safe) of a route and that of the policy; the decision must be given, too."""
    parsed = waystation.parse_network(doc), waystation.parse_case(asked)
    objectives = ("risk", "hours", "cost", "exposure")
    plan, decision = waystation.plan(*parsed, objectives=objectives), waystation.decide(*parsed)
    assert decision.p_safe == pytest.approx(plan.policy.p_safe, abs=1e-9)
    return max((route.p_safe for route in plan.front.routes), default=0.0), plan.policy.p_safe


def hazard(**more: Any) -> Doc:
    return {"hazards": [SURE | more]}


RIVER: Doc = {"id": "r", "unit": "m", "series": [[0, HUGE]]}
ODDS: Doc = {"condition": "r", "above": 0, "per_unit": HUGE}
NIGHT: Doc = {"window": "00:00-24:00", "times": HUGE}
EARLY: Doc = {"windows": ["20:00-21:00"]}  # and so they have to wait at B
HOPELESS: dict[str, tuple[Doc, Doc]] = {
    "odds multiplied beyond any number": (
        network(hazard(odds_by_condition=[ODDS], odds_by_time=[NIGHT] * 30), conditions=[RIVER]), case()
    ),
    "odds multiplied for every trait": (
        network(hazard(odds={str(n): HUGE for n in range(40)})),
        case(group={"persons": 1, "traits": [str(n) for n in range(40)]}),
    ),
    "certain harm": (network(hazard(p=1)), case()),
    "sure to be found while waiting": (network(EARLY, {"found_per_day": 1}), case()),
    "a house too crowded to hide in": (
        network(EARLY, {"found_per_day": 0.5, "crowding": HUGE}), case(group={"persons": 1_000_000})
    ),
    "a helper who keeps faith with nobody": (
        network({"helpers": ["k"]}, helpers=[HELPER | {"integrity": 0}]), case()
    ),
    "no time": (network(), case(deadline=0)),
    "a step longer than the deadline": (network(), case(step=HUGE)),
    "endless legs": (network({"hours": HUGE}), case(step=0.001)),
    "too late for all": (network({"windows": ["20:00-24:00"]}), case(too_late=1)),
    "no legs": (network() | {"legs": []}, case()),
    "no way out": (network() | {"legs": [{"id": "bs", "from": "B", "to": "S", "hours": 2}]}, case()),
}  # fmt: skip
SAFE: dict[str, tuple[Doc, Doc]] = {
    "impossible harm, whatever its odds": (network(hazard(p=0, odds_by_time=[NIGHT] * 30)), case()),
    "odds brought to nothing": (network(hazard(odds_by_time=[NIGHT | {"times": 0}] * 30)), case()),
    "nobody looks, however crowded": (
        network(EARLY, {"found_per_day": 0, "crowding": HUGE}), case(group={"persons": 1_000_000})
    ),
    "all the money and worth": (
        network({"cost": HUGE, "cost_per_person": HUGE}, {"worth": HUGE}), case(group={"persons": 1_000_000})
    ),
    "not yet too late": (network({"windows": ["19:00-20:00"]}), case(too_late=1)),
}  # fmt: skip


@pytest.mark.parametrize("name", HOPELESS)
def test_what_is_hopeless_is_said_to_be(name: str) -> None:
    route, policy = answers(*HOPELESS[name])
    assert route <= 1e-9
    assert policy <= 1e-9


@pytest.mark.parametrize("name", SAFE)
def test_what_is_safe_is_said_to_be(name: str) -> None:
    assert answers(*SAFE[name]) == (1.0, 1.0)


def test_a_leg_that_is_always_blocked_leads_nowhere() -> None:
    assert answers(network({"block": 1, "gone": 1}), case()) == (1.0, 0.0)  # a route leaves out the blocks


def test_a_clock_too_fine_for_so_many_legs_is_one_sentence() -> None:
    legs = [{"id": f"{n}", "from": "A", "to": "S", "hours": 1} for n in range(501)]
    doc = waystation.parse_network(network() | {"legs": legs})
    asked = waystation.parse_case(case(deadline=100_000))
    with pytest.raises(BadInput, match="501 legs on a clock of 100,001 steps; allowed: 50 million"):
        waystation.plan(doc, asked)
