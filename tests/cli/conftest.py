"""Who is decided about in these tests? The family of the example, with a rich answer made by hand."""

from __future__ import annotations

import sys
from dataclasses import replace
from decimal import Decimal
from math import log
from pathlib import Path

import pytest

from waystation.domain.case import Case, LeftBehind
from waystation.domain.decision import Caution, Contribution, Decision, Leave, Lever, Outcome
from waystation.domain.network import Network
from waystation.domain.payment import HelperPay, HoldBack, Stage
from waystation.domain.route import Action, Front, Plan, Policy, Route, Row, Slack, Step
from waystation.kit.language import use
from waystation.plan.explain.names import Names
from waystation.plan.load import load_case, load_network

FAMILY = Path(__file__).resolve().parents[2] / "examples" / "family"
# leg, departure, arrival: to Seoul in nine days
WAY = (
    ("to-the-bank", 22, 26),
    ("river", 26, 28),
    ("down-the-hill", 28, 38),
    ("car-to-the-centre", 45, 67),
    ("car-to-the-south", 69, 89),
    ("mountains-to-vietnam", 94, 111),
    ("car-to-the-hills", 120, 128),
    ("jungle", 142, 157),
    ("car-to-the-mekong", 165, 171),
    ("mekong", 172, 174),
    ("to-seoul", 174, 204),
)


def steps(network: Network) -> tuple[Step, ...]:
    legs = {leg.id: leg for leg in network.legs}
    return tuple(
        Step(leg, legs[leg].from_, legs[leg].to, depart, arrive, 0.993, legs[leg].helpers)
        for leg, depart, arrive in WAY
    )


def route(network: Network, p: float, hours: float, cost: float) -> Route:
    lost = {"imprisoned": (1 - p) * 0.4, "returned": (1 - p) * 0.4, "betrayed": (1 - p) * 0.2}
    way = steps(network)
    helpers = tuple(dict.fromkeys(name for step in way for name in step.met))
    return Route(way, -log(p), p, hours, cost, 26.0, 0.41, lost, helpers)


def table(network: Network) -> tuple[Row, ...]:
    """The way without a block as rows 0 to 10, then what to do where a river is blocked."""
    legs = {leg.id: leg for leg in network.legs}
    rows, since = [], 0.0
    for number, (leg, depart, arrive) in enumerate(WAY):
        passed = None if number == len(WAY) - 1 else number + 1
        blocked = {1: 11, 9: 12}.get(number)
        action = Action(leg, float(depart))
        p_safe = 0.9340 + number * 0.006
        rows.append(Row(legs[leg].from_, since, (), {}, action, p_safe, 0.98**number, passed, blocked))
        since = float(arrive)
    rows.append(Row("kp-bank", 50.0, (), {"river": 1}, Action("river", 50.0), 0.82, 0.1, 2, None))
    rows.append(
        Row("la-mekong", 178.0, ("boat",), {"mekong": 1}, Action("mekong-2", 178.0), 0.91, 0.08, 10, 13)
    )
    rows.append(Row("la-mekong", 184.0, ("boat",), {}, Action(None, 240.0), 0.0, 0.001, None, None))
    return tuple(rows)


def made_plan(network: Network, case: Case) -> Plan:
    points = (
        (0.9412, 222, 26400),
        (0.9388, 204, 27900),
        (0.9201, 190, 26050),
        (0.8805, 176, 31200),
        (0.8310, 168, 25300),
    )
    front = tuple(route(network, p, hours, cost) for p, hours, cost in points)
    policy = Policy(0.9340, 0.9362, Action("to-the-bank", 22.0), table(network))
    return Plan(
        case.id, network.start.isoformat(), network.currency, Front(("risk", "hours", "cost"), front), policy
    )


def leave(begin: float, p: float, upper: float) -> Leave:
    lost = {"imprisoned": 0.021, "returned": 0.018, "killed": 0.0004, "betrayed": 1 - p - 0.0394 - 0.011}
    outcome = Outcome(240.0, p, lost, 0.011, 205.0, 0.0, 27350.0)
    return Leave(begin, begin + 8, Action("to-the-bank", begin), outcome, upper)


def stay(days: int, lost: float) -> Outcome:
    return Outcome(24.0 * days, 0.0, {"found": lost}, 1 - lost, 24.0 * days * 0.9, 0.3 * days, 0.0)


def payments() -> tuple[HelperPay, ...]:
    stages = (Stage(5500.0, 120.0, 0.961, 2055.0),)
    hold = HoldBack(1218.4567, Decimal("1218.46"), 1, (1218.4567,), 1900.0)
    endless = HoldBack(float("inf"), None, 1, (float("inf"),), 0.0)
    return (
        HelperPay("broker-river", ("river",), stages, hold, 2055.0, 1890.0, affordable=True),
        HelperPay("guide-hill", ("down-the-hill",), stages, endless, 2055.0, 900.0, affordable=False),
    )


CAUTIONS = (
    Caution("one_helper", "broker-river", {"integrity": 0.9952}),
    Caution(
        "betrayal_pays",
        "guide-hill",
        {"reward": 2055.0, "at_stake": 900.0, "holdback": 1218.4567, "stage": 1},
    ),
    Caution("house_long", "cn-house-ne", {"hours": 112.0, "stay_max_hours": 96.0}),
    Caution("house_full", "cn-house-ne", {"persons": 5, "capacity": 6}),
    Caution("no_way_back", "la-mekong", {"p": 0.98}),
    Caution("thin_experience", "mekong-2", {"low": 0.004, "high": 0.17}),
    Caution("left_behind", "an elder sister", {"p": 0.35}),
    Caution("identity_checks", "car-to-the-south", {"p": 0.006}),
    Caution("a_code_of_tomorrow", "la-house", {}),
)
CONTRIBUTIONS = (
    Contribution("hazard", "river", "patrol", 0.0189),
    Contribution("helper", "guide-hill", "", 0.0102),
    Contribution("hazard", "mountains-to-vietnam", "border_guard", 0.0088, at_most=True),
    Contribution("wait", "kp-bank", "", 0.0004),
)
LEVERS = (
    Lever("condition", "river-north", 0.8, 1.9, "not like this"),
    Lever("helper", "guide-hill", 0.987, 0.91, "not like this"),
    Lever("hour", "to-the-bank", 22.0, 46.0, "go"),
)


def made_decision(network: Network, case: Case) -> Decision:
    return Decision(
        case=case.id, verdict="wait", by_figures="wait", depart=22.0, p_safe=0.9340, p_low=0.8831,
        floor=0.80, floor_low=0.70, signatures=2, staying_loses_more=False, missing=(), remains=(),
        leave=(leave(0.0, 0.9152, 0.9152), leave(22.0, 0.9340, 0.9362), leave(46.0, 0.9275, 0.93)),
        stay=(stay(10, 0.18), stay(90, 0.83), stay(365, 0.9994)),
        contributions=CONTRIBUTIONS, levers=LEVERS, cautions=CAUTIONS, payments=payments(),
        plan=made_plan(network, case),
    )  # fmt: skip


def refused(decision: Decision) -> Decision:
    """The same with a floor that is not met, safeguards missing and a front that is not complete."""
    front = replace(decision.plan.front, slack=Slack(0.01, 120.0, 0.0))
    return replace(
        decision,
        verdict="not yet",
        by_figures="not like this",
        depart=None,
        floor=0.95,
        floor_low=0.90,
        signatures=3,
        staying_loses_more=True,
        missing=("consent:grandmother", "consents:2", "indicator:debt", "review", "tomorrow:x"),
        remains=("ask_again", "other_helpers", "stay_safer"),
        plan=replace(decision.plan, front=front),
    )


@pytest.fixture(autouse=True)
def english() -> None:
    use("en")


@pytest.fixture
def names() -> Names:
    case = load_case(FAMILY / "case.yaml")
    behind = LeftBehind(who="an elder sister", p=0.35, then="imprisoned", told=False)
    case = case.model_copy(update={"left_behind": (behind,)})
    return Names(load_network(FAMILY / "network.yaml"), case)


@pytest.fixture
def decision(names: Names) -> Decision:
    return made_decision(names.network, names.case)


@pytest.fixture
def command() -> str:
    return str(Path(sys.executable).parent / "waystation")
