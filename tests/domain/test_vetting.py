"""What is missing of a helper's vetting on a day, and what ends soon?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from waystation.domain.helper_record import Availability, HelperRecord, VettingStep, Vouching
from waystation.domain.vetting import (
    RuleStep,
    VettingRules,
    available_on,
    expiring,
    missing_steps,
    required,
    vetting,
)

DAY = date(2026, 6, 1)
RULES = VettingRules(
    id="1",
    from_day=date(2025, 1, 1),
    vouchers=1,
    steps=(
        RuleStep(step="met", days_valid=100),
        RuleStep(step="papers"),
        RuleStep(step="car", roles=("driver",)),
    ),
)
RESULTS = st.sampled_from(["passed", "failed", "exempt"])
OFFSETS = st.integers(-150, 150)


def step(name: str, result: str, days: int, ends: int | None) -> VettingStep:
    day = DAY + timedelta(days=days)
    expires = None if ends is None else day + timedelta(days=abs(ends))
    return VettingStep.model_validate(
        {"step": name, "rules": "1", "day": day, "result": result, "expires": expires}
    )


STEPS = st.lists(
    st.builds(step, st.sampled_from(["met", "papers", "car"]), RESULTS, OFFSETS, OFFSETS | st.none())
)


def helper(steps: list[VettingStep], **more: Any) -> HelperRecord:
    steps = sorted(steps, key=lambda each: each.day)
    return HelperRecord.model_validate({"id": "h", "role": "guide", "steps": tuple(steps), **more})


@given(STEPS)
def test_what_counts_today_counts_until_its_last_day_and_not_the_day_after(steps: list[VettingStep]) -> None:
    record = helper([each for each in steps if each.day <= DAY])
    for each in required(record, RULES, DAY):
        if each.until is not None and each.state in {"passed", "exempt"}:
            assert each.step not in set(missing_steps(record, RULES, each.until))
            assert each.step in set(missing_steps(record, RULES, each.until + timedelta(days=1)))
        if each.until is None and each.state == "passed":
            assert each.step not in set(missing_steps(record, RULES, DAY + timedelta(days=9999)))


@given(STEPS)
def test_what_ends_within_thirty_days_is_missing_then_and_is_there_now(steps: list[VettingStep]) -> None:
    record = helper([each for each in steps if each.day <= DAY])
    soon = {each.step for each in expiring(record, RULES, DAY)}
    now = set(missing_steps(record, RULES, DAY))
    then = set(missing_steps(record, RULES, DAY + timedelta(days=31)))
    assert soon == then - now
    ends = [each.until for each in expiring(record, RULES, DAY)]
    assert ends == sorted(ends, key=str)


def test_only_what_the_role_needs_is_asked() -> None:
    assert [each.step for each in required(helper([]), RULES, DAY)] == ["vouching", "met", "papers"]
    assert "car" in [each.step for each in required(helper([], role="driver"), RULES, DAY)]


def test_how_each_step_stands_is_said() -> None:
    vouched = (Vouching(by="m1", day=DAY),)
    record = helper([step("met", "passed", -101, None), step("papers", "exempt", -1, 20)], vouched_by=vouched)
    assert [tuple(each) for each in required(record, RULES, DAY)] == [
        ("vouching", "passed", None),
        ("met", "expired", DAY - timedelta(days=1)),
        ("papers", "exempt", DAY + timedelta(days=19)),
    ]
    assert vetting(record, RULES, DAY) == "incomplete"


def test_what_was_said_last_of_a_day_counts() -> None:
    said = (
        Availability(begin=DAY, end=DAY + timedelta(days=9)),
        Availability(begin=DAY + timedelta(days=2), end=DAY + timedelta(days=3), can=False),
    )
    record = helper([], available=said)
    found = [available_on(record, DAY + timedelta(days=each)) for each in (-1, 0, 2, 4, 10)]
    assert found == [None, True, False, True, None]
