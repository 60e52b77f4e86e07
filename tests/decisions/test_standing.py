"""Whatever order people sign in: who goes, and who sees what? Laws, on random sequences of opinions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.domain.records import DATA

from waystation.decisions.hidden import may_see, shown_to
from waystation.decisions.said import said
from waystation.decisions.standing import below_floor, needed, outcome, review_open, standing, stands_against
from waystation.decisions.titles import case_in, state_in, title_of
from waystation.domain.decision_record import DecisionRecord, Opinion, Precondition, Reading, latest
from waystation.domain.decision_rules import DecisionRules
from waystation.domain.kinds import record_of

AT = datetime(2026, 3, 2, tzinfo=UTC)
PLAIN = next(each for each in DATA if each["kind"] == "decision")
ROLES = {"a": "coordinator", "b": "case worker", "c": "case worker", "d": "protection officer"}


def decision(**changes: Any) -> DecisionRecord:
    """An open decision that nobody has read or signed, above its floor."""
    empty = {
        "signatures": (), "readings": (), "checks": (), "packs": (), "state": "open", "present_danger": False,
        "replan_of": None, "below_floor_reason": None, "rules": DecisionRules(),
        "floor": 0.8, "floor_low": 0.7, "proposal": {"p_safe": 0.9, "p_low": 0.8},
    }  # fmt: skip
    record = record_of({"schema": 1, **PLAIN})
    assert isinstance(record, DecisionRecord)
    return record.model_copy(update={**empty, **changes})


words = st.sampled_from(["go", "wait", "decline"])
steps = st.lists(
    st.tuples(st.sampled_from(sorted(ROLES)), words, st.sampled_from([None, "because"])), max_size=8
)
kinds = st.fixed_dictionaries(
    {
        "present_danger": st.booleans(),
        "replan_of": st.sampled_from([None, "d0"]),
        "proposal": st.sampled_from(
            [{"p_safe": 0.9, "p_low": 0.8}, {"p_safe": 0.5, "p_low": 0.8}, {"p_safe": 0.0}]
        ),
    }
)


def after(
    record: DecisionRecord, done: Sequence[tuple[str, str, str | None]], *, ready: bool = True
) -> DecisionRecord:
    """The decision after these opinions, as long as it is open."""
    for by, word, reason in done:
        if record.state != "open":
            break
        mine = Opinion(by=by, at=AT, role=ROLES[by], opinion=word, reason=reason)
        record = record.model_copy(update={"signatures": (*record.signatures, mine)})
        record = record.model_copy(update={"state": outcome(record, ready=ready)})
    return record


@given(steps, kinds)
def test_nobody_goes_without_as_many_different_people_as_it_needs(done: Any, kind: dict[str, Any]) -> None:
    record = after(decision(**kind), done)
    if record.state != "go":
        return
    for_it = {by for by, each in latest(record).items() if each.opinion == "go"}
    alone = record.present_danger or (record.replan_of is not None and not below_floor(record))
    assert len(for_it) >= (1 if alone else 3 if below_floor(record) else 2)
    assert len(for_it) > len(latest(record)) - len(for_it)
    assert record.proposal["p_safe"] > 0.0
    if not alone:
        assert {ROLES[by] for by in for_it} & {"coordinator", "protection officer"}
    if below_floor(record):
        assert all(each.reason for each in latest(record).values() if each.opinion == "go")


@given(steps, kinds)
def test_nobody_goes_while_anything_else_stands_against_it(done: Any, kind: dict[str, Any]) -> None:
    assert after(decision(**kind), done, ready=False).state != "go"


@given(steps, kinds)
def test_it_is_declined_only_by_two_different_people(done: Any, kind: dict[str, Any]) -> None:
    record = after(decision(**kind), done)
    if record.state == "declined":
        assert sum(each.opinion == "decline" for each in latest(record).values()) >= 2


@given(steps, kinds, st.sampled_from(sorted(ROLES)), st.booleans())
def test_no_opinion_of_others_is_shown_before_ones_own(done: Any, kind: Any, me: str, read: bool) -> None:  # noqa: FBT001
    record = after(decision(**kind), done)
    readings = (Reading(by=me, at=AT),) if read else ()
    record = record.model_copy(update={"readings": readings, "below_floor_reason": "theirs"})
    shown = shown_to(record, me)
    if (record.state == "open" or review_open(record)) and not (read and me in latest(record)):
        assert all(each.by == me for each in shown.signatures)
        assert shown.below_floor_reason is None
        assert not may_see(record, me)
    else:
        assert shown == record


@given(steps, steps, kinds)
def test_the_title_tells_how_many_have_signed_and_not_what(
    one: Any, other: Any, kind: dict[str, Any]
) -> None:
    first, second = (after(decision(**kind), done, ready=False) for done in (one, other))
    if first.state == second.state == "open" and len(latest(first)) == len(latest(second)):
        assert title_of(first) == title_of(second)
    assert (state_in(title_of(first)), case_in(title_of(first))) == (first.state, first.case)


def test_a_title_that_somebody_else_has_written_says_nothing() -> None:
    assert state_in("decision d1") is None
    assert case_in("open") is None


def test_what_is_signed_is_this_opinion_on_this_decision() -> None:
    mine = Opinion(by="a", at=AT, role="coordinator", opinion="go")
    record = decision()
    for other in (
        decision(proposal={"p_safe": 0.91}), decision(floor=0.5), decision(present_danger=True),
        decision(known_case=record.known_case.model_copy(update={"deadline": 1.0})),
    ):  # fmt: skip
        assert said(record, mine) != said(other, mine)
    for changed in (
        {"opinion": "wait"},
        {"reason": "x"},
        {"by": "b"},
        {"oral": True},
        {"role": "case worker"},
    ):
        assert said(record, mine) != said(record, mine.model_copy(update=changed))
    later = record.model_copy(
        update={"signatures": (mine,), "state": "go", "readings": (Reading(by="a", at=AT),)}
    )
    assert said(record, mine) == said(later, mine.model_copy(update={"signature": "00"}))


def test_in_an_organisation_of_three_a_case_worker_acts_as_protection_officer() -> None:
    both = [("b", "go", None), ("c", "go", None)]
    assert after(decision(), both).state == "open"
    assert after(decision(rules=DecisionRules(profile="three persons")), both).state == "go"
    assert after(decision(rules=DecisionRules(profile="three persons")), both[:1]).state == "open"


def test_an_organisation_may_ask_for_more_than_two() -> None:
    rules = DecisionRules(signatures=3, below_floor=4)
    assert needed(decision(rules=rules)) == 3
    assert needed(decision(rules=rules, proposal={"p_safe": 0.1})) == 4
    assert standing(decision(rules=rules)).needed == 3


def test_only_what_may_follow_waits_in_present_danger() -> None:
    found = (
        Precondition(code="consent", detail="refused"),
        Precondition(code="guardian", may_follow=True),
        Precondition(code="persons", met=True),
    )
    assert [each.code for each in stands_against(found, danger=True)] == ["consent"]
    assert [each.code for each in stands_against(found, danger=False)] == ["consent", "guardian"]
