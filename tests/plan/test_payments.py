"""The hold-back is the smallest with which honesty pays at every stage; who is paid follows from a route."""

from __future__ import annotations

from decimal import Decimal
from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan import graphs
from tests.plan.slow import honesty as slow

from waystation.domain.payment import HelperPay, HoldBack, Stage
from waystation.domain.route import Route, Step
from waystation.kit.errors import BadInput
from waystation.plan.payments import holdback, pay

MONEY = st.integers(0, 5000).map(float)
CHANCE = st.integers(0, 100).map(lambda n: n / 100)
LIKELY = st.integers(30, 100).map(lambda n: n / 100)
STAGES = st.lists(st.tuples(MONEY, MONEY, LIKELY, MONEY), min_size=1, max_size=5)
RULES = st.builds(slow.Rules, MONEY, CHANCE, CHANCE, st.sampled_from([0.5, 0.9, 1.0]))


@given(STAGES, RULES)
def test_it_is_the_smallest_with_which_honesty_pays_at_every_stage(
    stages: list[slow.Stage], rules: slow.Rules
) -> None:
    found = holdback(stages, *rules)
    assert found.amount == pytest.approx(slow.smallest(stages, rules), abs=1e-5, rel=1e-7)
    assert found.honest == pytest.approx(slow.honest(stages, rules, found.amount), abs=1e-6)


@given(STAGES, RULES)
def test_the_binding_stage_is_the_one_that_needs_it(stages: list[slow.Stage], rules: slow.Rules) -> None:
    found = holdback(stages, *rules)
    assert len(found.need_by_stage) == len(stages)
    assert found.amount == max(found.need_by_stage)
    if found.binding_stage is None:
        assert found.amount == 0.0
    else:
        assert found.need_by_stage[found.binding_stage - 1] == found.amount > 0.0


@given(MONEY, LIKELY, MONEY, RULES)
def test_one_stage_has_a_formula(effort: float, success: float, reward: float, rules: slow.Rules) -> None:
    value, noticed, blamed, _ = rules
    needed = (reward + effort - value * (noticed - (1 - success) * blamed)) / success
    found = holdback([(0.0, effort, success, reward)], *rules)
    assert found.amount == pytest.approx(max(0.0, needed), abs=1e-8)


@given(STAGES, RULES, st.integers(0, 4), MONEY)
def test_a_higher_reward_never_needs_less(
    stages: list[slow.Stage], rules: slow.Rules, where: int, more: float
) -> None:
    t = where % len(stages)
    raised = [(f, c, s, r + more * (i == t)) for i, (f, c, s, r) in enumerate(stages)]
    assert holdback(raised, *rules).amount >= holdback(stages, *rules).amount - 1e-9


@given(STAGES, RULES, st.integers(0, 4), MONEY)
def test_a_higher_fee_or_lower_effort_never_needs_more(
    stages: list[slow.Stage], rules: slow.Rules, where: int, more: float
) -> None:
    t = where % len(stages)
    paid = [(f + more * (i == t), c, s, r) for i, (f, c, s, r) in enumerate(stages)]
    eased = [(f, max(0.0, c - more * (i == t)), s, r) for i, (f, c, s, r) in enumerate(stages)]
    for better in (paid, eased):
        assert holdback(better, *rules).amount <= holdback(stages, *rules).amount + 1e-9


@given(STAGES, MONEY, MONEY, CHANCE, CHANCE)
def test_steadier_work_never_needs_more_where_betrayal_is_blamed_more_than_bad_luck(
    stages: list[slow.Stage], value: float, more: float, a: float, b: float
) -> None:
    noticed, blamed = max(a, b), min(a, b)
    needed = holdback(stages, value, noticed, blamed).amount
    assert holdback(stages, value + more, noticed, blamed).amount <= needed + 1e-6


@given(st.integers(0, 10**9))
def test_whole_cents_stay_as_they_are(cents: int) -> None:
    amount = holdback([(0.0, 0.0, 1.0, cents / 100)], 0.0, 0.0, 0.0).cents
    assert amount == Decimal(cents).scaleb(-2)


@pytest.mark.parametrize(
    ("reward", "cents"),
    [(100.00000000001, "100.00"), (100.0001, "100.01"), (0.1 + 0.2, "0.30"), (99.991, "100.00"),
     (1e-12, "0.00"), (1e7 + 0.895, "10000000.90"), (1e300, "1" + "0" * 300)],
)  # fmt: skip
def test_cents_are_rounded_up_but_not_for_noise(reward: float, cents: str) -> None:
    found = holdback([(0.0, 0.0, 1.0, reward)], 0.0, 0.0, 0.0).cents
    assert found is not None
    assert float(found) == pytest.approx(float(cents), rel=1e-15)
    assert len(str(found).partition(".")[2]) == 2 or reward > 1e20


def test_a_stage_that_cannot_succeed_needs_more_than_there_is() -> None:
    hopeless = holdback([(100, 0, 0.9, 50), (100, 0, 0.0, 50)], 0, 1, 0)
    assert hopeless == HoldBack(inf, None, 2, (0.0, inf), 90.0)
    assert holdback([(100, 0, 0.0, 0)], 0, 1, 0).amount == 0.0


def test_stages_may_be_given_as_such() -> None:
    stages = [(900.0, 80.0, 0.9, 2055.0), (300.0, 80.0, 0.97, 2055.0)]
    assert holdback([Stage(*stage) for stage in stages], 3000, 0.8, 0.25) == holdback(
        stages, 3000, 0.8, 0.25, 1
    )


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        (([], 0, 0, 0, 1), ["stages"]),
        (([(1, 1, 1.1, 1)], 0, 0, 0, 1), ["stages[0].success"]),
        (
            ([(-1, 1, 1, 1), (1, -2, 1, inf)], 0, 0, 0, 1),
            ["stages[0].fee", "stages[1].effort_cost", "stages[1].reward"],
        ),
        (([(1, 1, 1, 1)], -1, 2, -0.1, nan), ["future_value", "noticed", "blamed_wrongly", "discount"]),
        (([(1, 1, 1)], 0, 0, 0, 1), ["stages[0]"]),
        (([("1", 1, 1, 1)], None, 0, 0, 1), ["future_value", "stages[0].fee"]),
    ],
)
def test_what_is_wrong_is_said_all_at_once(arguments: tuple[Any, ...], where: list[str]) -> None:
    with pytest.raises(BadInput) as raised:
        holdback(*arguments)
    assert [fault.where for fault in raised.value.faults] == where


def route(*steps: tuple[str, float, tuple[str, ...]]) -> Route:
    taken = tuple(Step(leg, "", "", depart, depart + 1, 1.0, met) for leg, depart, met in steps)
    return Route(taken, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, {}, ())


def payments(betrayal: dict[str, float] | None = None, **leg: Any) -> tuple[HelperPay, ...]:
    names = ["bo", "eve", "lin"]
    hazard = {"p": 0.1, "odds_by_time": [{"window": "20:00-21:00", "times": 3}]}
    legs = [
        {"id": "x", "from": "A", "to": "H", "hours": 1, "cost": 600, "cost_per_person": 100,
         "helpers": ["bo", "eve"], "hazards": [hazard]} | leg,
        {"id": "y", "from": "H", "to": "S", "hours": 1, "cost": 50, "helpers": ["bo"]},
    ]  # fmt: skip
    network = {
        "waystation": 1,
        "start": "2026-03-02T18:00+09:00",
        "places": [{"id": "A"}, {"id": "H", "hosts": ["lin"]}, {"id": "S", "kind": "safety"}],
        "helpers": [
            {"id": name, "integrity": r, "effort_cost": 80, "future_value": 1000}
            for name, r in zip(names, [0.9, 0.8, 0.7], strict=True)
        ],
        "legs": legs,
        "betrayal": betrayal
        or {"reward": 5, "reward_per_person": 411, "noticed": 0.8, "blamed_wrongly": 0.25},
    }
    case = {"waystation": 1, "id": "c", "from": "A", "group": {"persons": 4}, "deadline": 9}
    taken = route(("x", 2.0, ("bo", "eve", "lin")), ("y", 5.0, ()))
    return pay(graphs.table(network, case), taken)


def test_a_helper_is_paid_for_each_leg_that_names_him() -> None:
    bo, eve = payments()
    harmless = 1 - 0.3 / 1.2
    assert (bo.helper, bo.legs, eve.helper, eve.legs) == ("bo", ("x", "y"), "eve", ("x",))
    assert bo.stages == (Stage(500, 80, bo.stages[0].success, 1649), Stage(50, 80, 1.0, 1649))
    assert bo.stages[0].success == pytest.approx(harmless * 0.8 * 0.7)
    assert eve.stages == (Stage(500, 80, eve.stages[0].success, 1649),)
    assert eve.stages[0].success == pytest.approx(harmless * 0.9 * 0.7)
    assert bo.holdback == holdback(bo.stages, 1000, 0.8, 0.25, 1.0)


@pytest.mark.parametrize(
    ("fees", "expected"),
    [({"bo": 900}, (900, 100)), ({"bo": 1200}, (1200, 0)), ({"bo": 1, "eve": 2}, (1, 2)), ({}, (500, 500))],
)
def test_fees_come_out_of_the_cost_and_who_has_none_shares_the_rest(
    fees: dict[str, float], expected: tuple[float, float]
) -> None:
    bo, eve = payments(fees=fees)
    assert (bo.stages[0].fee, eve.stages[0].fee) == expected


@given(st.integers(0, 3000).map(float))
def test_the_reward_is_above_what_is_at_stake_just_when_something_must_be_held_back(reward: float) -> None:
    for paid in payments({"reward": reward, "noticed": 0.8, "blamed_wrongly": 0.25}):
        assert paid.reward == reward
        assert (paid.reward > paid.at_stake + 1e-9) == (paid.holdback.amount > 0)


def test_without_a_word_on_betrayal_there_is_no_reward() -> None:
    assert all(paid.reward == 0 for paid in payments({"noticed": 1}))


def test_he_can_afford_it_if_his_fees_cover_his_efforts_and_it_is_worth_his_while() -> None:
    bo, eve = payments({"reward": 0, "noticed": 1})
    assert bo.affordable
    assert eve.affordable
    unpaid, paid = payments({"reward": 0, "noticed": 1}, fees={"bo": 79.0})
    assert (unpaid.affordable, paid.affordable) == (False, True)
    blamed, _ = payments({"reward": 0, "noticed": 1, "blamed_wrongly": 1})
    assert blamed.holdback.amount == 0
    assert not blamed.affordable
    hopeless, _ = payments({"reward": 411}, hazards=[{"p": 1}])
    assert hopeless.holdback.amount == inf
    assert not hopeless.affordable
