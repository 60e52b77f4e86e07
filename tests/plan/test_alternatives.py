"""When can they leave, and what becomes of them? One answer for each span in which nothing changes."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest
from tests.plan import slow_networks
from tests.plan.slow import hand, model
from tests.plan.slow.clock import last_step, step_length
from tests.plan.slow.hand import A, S
from tests.plan.slow.policy import Recourse, after_pass, p_passes
from tests.plan.slow.tables import tabulate

import waystation
from waystation.domain.decision import Decision

Doc = dict[str, Any]
NEAR = 1e-9


def decide(network: Doc, case: Doc) -> Decision:
    parsed = waystation.parse_network(network), waystation.parse_case(case)
    found: Decision = waystation.decide(*parsed, reasons=False)
    return found


def changes(network: Doc, case: Doc) -> list[float]:
    """Return the hours at which a leg out of the origin opens or closes, or its risk changes, and the end."""
    legs = [leg for leg in network["legs"] if leg["from"] == case["from"]]
    legs = [leg for leg in legs if model.is_usable(network, case, leg)]
    hours = [step * step_length(case) for step in range(last_step(case) + 2)]

    def looks(hour: float) -> list[float | None]:
        risks = [model.leg_risk(network, case, leg, hour) for leg in legs]
        opens = [model.may_start(network, leg, hour) and model.in_time(case, leg, hour) for leg in legs]
        return [risk if now else None for risk, now in zip(risks, opens, strict=True)]

    differs = [hour for before, hour in pairwise(hours[:-1]) if looks(before) != looks(hour)]
    return [0.0, *differs, hours[-1]]


def going(recourse: Recourse, begin: float, end: float) -> float:
    """Return the best value of a first attempt in a span that could itself lead to safety.

    An attempt that helps only when it is blocked, because of the way taken then, is nothing to propose.
    """
    tables, best = recourse.tables, 0.0
    for state in (recourse.start._replace(step=step) for step in range(tables.last + 1)):
        if begin - NEAR <= state.step * tables.step < end - NEAR:
            quiet = math.exp(-tables.wait(state.place, state.step))
            for leg in tables.attempts(state.place, state.step):
                then = recourse.value(recourse.known(after_pass(leg, state)))
                if p_passes(tables, leg, state) * then > 0:
                    best = max(best, quiet * recourse.attempting(state, leg))
    return best


def test_there_is_an_answer_for_each_span_in_which_a_first_attempt_can_help() -> None:
    for seed, network, case in slow_networks.tiny(range(120)):
        recourse = Recourse(tabulate(network, case), forgetful=True)
        found = {(leave.begin, leave.end): leave.outcome.p_safe for leave in decide(network, case).leave}
        for begin, end in pairwise(changes(network, case)):
            span = next((span for span in found if span == pytest.approx((begin, end))), None)
            given = found.pop(span) if span else 0.0
            most = recourse.first_attempt_between(begin - NEAR, end - NEAR)
            assert going(recourse, begin, end) - NEAR <= given <= most + NEAR, (seed, begin)
        assert found == {}, seed


def test_safe_lost_and_in_danger_add_up_to_one_and_nothing_is_above_its_bound() -> None:
    for seed, network, case in slow_networks.tiny(range(120)):
        decision = decide(network, case)
        for outcome in (*(leave.outcome for leave in decision.leave), *decision.stay):
            parts = outcome.p_safe, outcome.in_danger, *outcome.lost.values()
            assert min(parts) >= -NEAR, seed
            assert math.fsum(parts) == pytest.approx(1.0, abs=NEAR), seed
        assert all(leave.outcome.p_safe <= leave.upper for leave in decision.leave), seed


def test_the_first_attempt_of_each_lies_in_its_span() -> None:
    for seed, network, case in slow_networks.tiny(range(120)):
        for leave in decide(network, case).leave:
            assert leave.begin <= leave.first.depart < leave.end, seed
            assert leave.first.leg is not None, seed


def by_hand() -> Decision:
    """Return a decision where x goes from 0 to 1 and y, which may be blocked, from 3 to 5."""
    legs: list[Doc] = [
        {"id": "x", "from": "A", "to": "S", "windows": ["00:00-01:00"], "cost": 10, "hazards": [{"p": 0.6}]},
        {"id": "y", "from": "A", "to": "S", "windows": ["03:00-05:00"], "cost": 20, "block": 0.5,
         "retry_hours": 1, "hazards": [{"p": 0.1, "then": "returned"}]},
    ]  # fmt: skip
    network = hand.network([A | {"found_per_day": hand.found_for(0.9)}, S], legs)
    return decide(network, hand.case(6, harmed_per_day=0.24))


def test_by_hand_going_now_and_waiting_for_the_other_way() -> None:
    # Now: x, 0.4. At 3, survived with 0.9 ** 3 = 0.729: y passes with 0.5 * 0.9 = 0.45; blocked (0.5) and not
    # found for an hour (0.9) once more 0.45: together 0.6525, and 0.729 * 0.6525 = 0.4756725.
    now, later = by_hand().leave
    assert (now.begin, now.end, now.first.leg, now.first.depart) == (0.0, 1.0, "x", 0.0)
    assert (later.begin, later.end, later.first.leg, later.first.depart) == (3.0, 5.0, "y", 3.0)
    assert now.outcome.p_safe == pytest.approx(0.4)
    assert later.outcome.p_safe == pytest.approx(0.4756725)
    # Lost on y: 0.729 * (0.5 * 0.1 + 0.5 * 0.9 * 0.5 * 0.1). Blocked twice, they are back at the origin at 5.
    assert later.outcome.lost["returned"] == pytest.approx(0.729 * (0.05 + 0.0225))
    assert later.outcome.in_danger == pytest.approx(0.729 * 0.5 * 0.9 * 0.5 * 0.9 * 0.9)
    # y is paid for whenever it starts: 20 * 0.729 * (0.5 + 0.5 * 0.9 * 0.5).
    assert (now.outcome.money, later.outcome.money) == pytest.approx((10.0, 20 * 0.729 * 0.725))


def test_by_hand_staying_until_the_deadline_for_three_months_and_a_year() -> None:
    for stay, hours in zip(by_hand().stay, (6, 90 * 24, 365 * 24), strict=True):
        hidden, rate = 0.9**hours, -math.log(0.9)
        assert stay.hour == hours
        assert (stay.p_safe, stay.money) == (0.0, 0.0)
        assert (stay.in_danger, stay.lost["found"]) == pytest.approx((hidden, 1 - hidden))
        assert stay.hours_in_danger == pytest.approx((1 - hidden) / rate)
        assert stay.harm_days == pytest.approx(0.24 * stay.hours_in_danger / 24)


def test_staying_is_as_dangerous_as_the_place_is() -> None:
    for seed, network, case in slow_networks.tiny(range(60)):
        rate = tabulate(network, case).waiting[case["from"]] / step_length(case)
        for stay in decide(network, case).stay:
            assert stay.in_danger == pytest.approx(math.exp(-rate * stay.hour), abs=NEAR), seed
