"""A case goes from state to state by allowed steps, with reasons, and its history stays."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.intake_cases import NOON, case, later
from tests.plan.written import case as case_file

from waystation.domain.case_record import CaseRecord, CaseState
from waystation.domain.case_steps import STEPS, needs_reason, stepped
from waystation.kit.errors import BadInput

STATES = get_args(CaseState)


def ready(state: Any) -> CaseRecord:
    return case(state=state, persons=("p1",), case=case_file())


def test_every_state_has_its_steps_and_every_state_can_be_reached() -> None:
    assert set(STEPS) == set(STATES)
    assert {to for steps in STEPS.values() for to in steps} == set(STATES) - {"requested"}


@given(st.sampled_from(STATES), st.sampled_from(STATES))
def test_a_step_is_taken_where_the_table_allows_it_and_is_refused_elsewhere(before: Any, to: Any) -> None:
    it = ready(before)
    if to not in STEPS[before]:
        with pytest.raises(BadInput):
            stepped(it, to, NOON, "anna", "why")
        return
    after = stepped(it, to, NOON, "anna", "why")
    assert after.state == to
    assert after.steps[:-1] == it.steps
    assert (after.steps[-1].state, after.steps[-1].by, after.steps[-1].reason) == (to, "anna", "why")
    if needs_reason(before, to):
        with pytest.raises(BadInput, match="reason"):
            stepped(it, to, NOON, "anna", " ")
    else:
        assert stepped(it, to, NOON, "anna").steps[-1].reason is None


@pytest.mark.parametrize("to", ["declined", "withdrawn", "lost", "unknown"])
def test_an_end_is_explained(to: Any) -> None:
    assert needs_reason("requested", to)


def test_a_declined_case_can_be_taken_up_again_and_shows_both() -> None:
    it = stepped(ready("triaged"), "declined", NOON, "anna", "one chain of unvetted brokers")
    it = stepped(it, "triaged", later(1), "ben", "other payments, a second broker")
    it = stepped(it, "accepted", later(2), "anna")
    assert [each.state for each in it.steps] == ["declined", "triaged", "accepted"]


def test_nothing_is_triaged_before_what_is_needed_is_answered_or_a_member_has_said_how_urgent_it_is() -> None:
    with pytest.raises(BadInput, match="no answer"):
        stepped(CaseRecord(id="c"), "triaged", NOON, "anna")
    some = case(state="requested").model_copy(update={"answers": case().answers[:3]})
    with pytest.raises(BadInput, match="without an answer"):
        stepped(some, "triaged", NOON, "anna")
    assert stepped(case(), "triaged", NOON, "anna").state == "triaged"


def test_nobody_is_accepted_without_persons_or_planned_without_a_case_file() -> None:
    with pytest.raises(BadInput, match="person"):
        stepped(case(state="triaged"), "accepted", NOON, "anna")
    with pytest.raises(BadInput, match="case file"):
        stepped(case(state="accepted", persons=("p",)), "planned", NOON, "anna")
