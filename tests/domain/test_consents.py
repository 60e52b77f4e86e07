"""Consents for each purpose and language; minors and their safeguards; what rests on a yes; the protocol."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.intake_cases import NOON, later
from tests.domain.records import DATA

from waystation.domain.consents import (
    confirmed,
    consent_of,
    state_of,
    to_confirm,
    with_agreement,
    withdrawn,
)
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.group_record import Note
from waystation.domain.halt import Halt, halted
from waystation.domain.journey import Journey
from waystation.domain.kinds import record_of
from waystation.domain.minors import lacking, may_be_minor
from waystation.domain.person import Agreement, Person, agrees
from waystation.domain.protocol import open_steps, protocol_for, ticked
from waystation.domain.resting import rests_on, stopped
from waystation.kit.errors import BadInput

HALT = Halt(at=NOON, by="anna", why="consent_withdrawn", person="p1", case="c1")


def answer(**more: Any) -> Agreement:
    told = {"purpose": "move", "given": True, "language": "ko", "asked_at": NOON, "heard_alone": True}
    return Agreement.model_validate({**told, **more})


def person(*answers: Agreement, **more: Any) -> Person:
    return Person.model_validate({"id": "p1", "agreements": answers, "languages": ("ko", "zh"), **more})


def made(kind: str, **changed: Any) -> Any:
    data = next(each for each in DATA if each["kind"] == kind)
    return record_of({"schema": 1, **data, **changed})


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({}, "given"),
        ({"given": False}, "refused"),
        ({"oral": True}, "spoken"),
        ({"oral": True, "asked_at": NOON - timedelta(hours=25)}, "run_out"),
        ({"oral": True, "asked_at": NOON - timedelta(hours=25), "confirmed_at": NOON}, "given"),
        ({"withdrawn_at": NOON}, "withdrawn"),
    ],
)
def test_how_an_answer_stands(answers: dict[str, Any], state: str) -> None:
    assert state_of(answer(**answers), NOON) == state
    assert state_of(None, NOON) == "none"
    assert agrees(person(answer(**answers)), "move", NOON) == (state in {"given", "spoken"})


@given(st.floats(0, 100))
def test_a_spoken_yes_counts_for_a_day_and_a_confirmed_one_until_it_is_taken_back(hours: float) -> None:
    spoken = person(answer(oral=True))
    at = NOON + timedelta(hours=hours)
    assert agrees(spoken, "move", at) == (hours <= 24)
    assert agrees(confirmed(spoken, 0, later(1), "ben"), "move", at)
    assert not agrees(withdrawn(spoken, 0, NOON, "ben"), "move", at)


def test_a_spoken_yes_is_taken_only_in_present_danger_and_a_no_always() -> None:
    with pytest.raises(BadInput, match="present danger"):
        with_agreement(person(), answer(oral=True), danger=False)
    assert to_confirm(with_agreement(person(), answer(oral=True), danger=True), NOON)[0][2] == later(24)
    assert not to_confirm(with_agreement(person(), answer(oral=True, given=False), danger=False), NOON)


def test_she_is_asked_in_a_language_that_she_speaks() -> None:
    with pytest.raises(BadInput, match="ko or zh"):
        with_agreement(person(), answer(language="en"), danger=False)
    assert with_agreement(person(), answer(language="ko-KP"), danger=False).agreements
    assert with_agreement(person(languages=()), answer(language="en"), danger=False).agreements


def test_only_a_yes_that_stands_is_taken_back_and_only_a_spoken_one_confirmed() -> None:
    once = withdrawn(person(answer()), 0, NOON, "ben")
    assert once.agreements[0].withdrawn_to == "ben"
    for wrong in (once, person(answer(given=False)), person()):
        with pytest.raises(BadInput):
            withdrawn(wrong, 0, NOON, "ben")
        with pytest.raises(BadInput):
            confirmed(wrong, 0, NOON, "ben")


def test_the_case_file_gets_her_key_and_never_her_name() -> None:
    it = person(answer(case="c1"), names=[{"text": "강영실"}])
    consent = consent_of(it, NOON, "c1")
    assert (consent.person, consent.given, consent.heard_alone, consent.language) == ("p1", True, True, "ko")
    assert not consent_of(it, NOON, "c2").given


@pytest.mark.parametrize(
    ("years", "traits", "minor"),
    [
        ((1943, 1946), (), False),
        ((2007, 2007), (), False),
        ((2008, 2008), (), True),
        ((2000, 2010), (), True),
        ((None, None), (), False),
        ((None, None), ("infant",), True),
    ],
)
def test_whoever_may_be_under_18_is_a_child(years: Any, traits: Any, minor: bool) -> None:  # noqa: FBT001
    it = person(born_from=years[0], born_to=years[1], traits=traits)
    assert may_be_minor(it, NOON.date()) == minor


def test_a_child_has_a_guardian_a_note_on_its_best_interest_and_was_heard_alone() -> None:
    assert list(lacking(person())) == ["guardian", "best_interest", "heard_alone"]
    whole = person(guardian="mother", best_interest="stays with her", heard_alone_at=NOON)
    assert list(lacking(whole)) == []


def test_a_decision_and_a_journey_of_her_case_rest_on_her_yes_to_move_and_on_no_other() -> None:
    decision, journey = made("decision"), made("journey")
    mine = frozenset({"g1"})
    for record in (decision, journey):
        assert rests_on(record, answer(), mine, "c1")
        assert rests_on(record, answer(case="c1"), mine, "c1")
        assert not rests_on(record, answer(case="c2"), mine, "c1")
        assert not rests_on(record, answer(), mine, "c2")
        assert not rests_on(record, answer(purpose="publish"), mine, "c1")
    assert not rests_on(journey, answer(), frozenset({"g7"}), "c1")
    assert rests_on(made("journey", groups=[]), answer(), frozenset(), "c1")
    assert not rests_on(made("payment"), answer(), mine, "c1")


@pytest.mark.parametrize("state", ["open", "go", "wait"])
def test_a_decision_that_is_stopped_says_go_no_longer(state: str) -> None:
    after = stopped(made("decision", state=state), HALT)
    assert isinstance(after, DecisionRecord)
    assert after.state == "stopped"
    assert halted(after.halts)
    assert not halted(tuple(each.model_copy(update={"ended_at": NOON}) for each in after.halts))


def test_a_journey_is_stopped_while_it_is_lived_and_not_when_it_is_over() -> None:
    for state in ("planned", "moving", "waiting"):
        after = stopped(made("journey", state=state, halts=[]), HALT)
        assert isinstance(after, Journey)
        assert (after.state, after.halts) == ("stopped", (HALT,))
    for over in ("arrived", "settled", "lost", "unknown"):
        assert stopped(made("journey", state=over), HALT) is None
    assert stopped(made("decision", state="declined"), HALT) is None


def test_the_means_to_die_have_a_protocol_of_steps_that_are_done_by_name_and_with_words() -> None:
    protocol = protocol_for("means_to_die")
    assert protocol is not None
    note = Note(id="n", subject="means_to_die")
    assert open_steps(note) == tuple(each.key for each in protocol.steps)
    after = ticked(note, "asked", NOON, "cho", "asked her alone; she has them in her coat")
    after = ticked(after, "asked", later(3), "cho", "asked again before the river")
    assert [each.at for each in after.ticks] == [NOON, later(3)]
    assert open_steps(after) == open_steps(note)[1:]
    with pytest.raises(BadInput, match="words"):
        ticked(note, "asked", NOON, "cho", " ")
    with pytest.raises(BadInput, match="step"):
        ticked(note, "prayed", NOON, "cho", "x")
    with pytest.raises(BadInput, match="step"):
        ticked(Note(id="n", subject="health"), "asked", NOON, "cho", "x")
