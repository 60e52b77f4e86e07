"""A consent is taken back: everything that rests on it stops at once, and every desk is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.actions.intake_desk import Room
from tests.domain.records import DATA

from waystation.actions.acting import Desk
from waystation.actions.compose_case import compose_case
from waystation.actions.confirm_agreement import confirm_agreement
from waystation.actions.form_group import form_group
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.keeping import Seen
from waystation.actions.list_notices import list_notices
from waystation.actions.note_agreement import Answered, note_agreement
from waystation.actions.open_record import open_record
from waystation.actions.plan_case import plan_case
from waystation.actions.save_record import save_record
from waystation.actions.tick_protocol import tick_protocol
from waystation.actions.view_case import view_case
from waystation.actions.withdraw_agreement import withdraw_agreement
from waystation.actions.write_note import NewNote, NoteWords, add_entry, write_note
from waystation.domain.composing import CaseTerms
from waystation.domain.kinds import record_of
from waystation.domain.person import agrees
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.vault.faults import NotAllowed, NotHeld
from waystation.vault.records import Draft

YES = Answered(purpose="move", given=True, language="ko", heard_alone=True)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.close()


def of(kind: str, **changed: Any) -> Any:
    return record_of({"schema": 1, **next(each for each in DATA if each["kind"] == kind), **changed})


class Rescue:
    """A mother who has agreed, her case file, a decision that says go, her journey and another one."""

    def __init__(self, room: Room) -> None:
        self.made = room.request(room.anna, room.ben)
        self.mother = room.person(room.anna, self.made, "강영실", languages=["ko"])
        note_agreement(room.ben, Seen(self.mother), YES)
        [self.key] = room.case(room.anna, self.made).persons
        self.group = room.record(room.anna, form_group(room.anna, Seen(self.made.record), [self.key]).id)
        opened = open_record(room.anna, [self.made.record])[0]
        file = {**next(each for each in DATA if each["kind"] == "case")["case"], "id": self.made.key}
        consents = {"safeguards": {"consents": [{"person": self.key, "given": True, "heard_alone": True}]}}
        value = record_of(
            {**opened.value.model_dump(mode="json", by_alias=True, exclude_defaults=True),
             "kind": "case", "schema": 1, "case": {**file, **consents}}
        )  # fmt: skip
        drafts = [
            Draft(value, opened.title, opened.id, opened.counter),
            Draft(of("decision", case=self.made.key, state="go")),
        ]
        saved = save_record(room.anna, self.made.compartment, drafts)
        self.decision = saved[1].id
        hers = of("journey", case=self.made.key, groups=[self.group.id], state="moving", halts=[])
        other = of("journey", id="j2", case="another", groups=["g7"], state="moving", halts=[])
        self.journey, self.other = room.keep(room.anna, "journey", hers, other)


def test_a_withdrawal_stops_decision_and_journey_at_once_and_tells_every_desk(room: Room) -> None:
    rescue = Rescue(room)
    found = withdraw_agreement(room.anna, rescue.key, 0)
    assert set(found.stopped) == {rescue.decision, rescue.journey}
    assert found.complete
    decision, journey, other, person = (
        room.record(room.anna, each)
        for each in (rescue.decision, rescue.journey, rescue.other, rescue.mother)
    )
    assert (decision.state, journey.state, other.state) == ("stopped", "stopped", "moving")
    assert [(each.person, each.case) for each in journey.halts] == [(rescue.key, rescue.made.key)]
    assert not agrees(person, "move", clock.now())
    case = room.case(room.anna, rescue.made)
    assert case.case is not None
    assert [each.given for each in case.case.safeguards.consents] == [False]
    listed = list_notices(room.ben).listed[0]
    assert listed.notice.what == "consent withdrawn"
    assert {name.key for _, name in listed.means} >= {rescue.key, rescue.made.key}
    assert list_notices(room.mina).listed[0].means == ()


def test_who_may_not_open_the_journey_stops_what_he_holds_and_takes_the_consent_back(room: Room) -> None:
    rescue = Rescue(room)
    found = withdraw_agreement(room.ben, rescue.key, 0)
    assert found.stopped == (rescue.decision,)
    assert room.record(room.anna, rescue.journey).state == "moving"
    assert list_notices(room.anna).listed[0].notice.what == "consent withdrawn"


def test_a_withdrawal_does_not_wait_for_the_hours_quota(room: Room) -> None:
    rescue = Rescue(room)
    rest = [of("journey", id=f"x{n}", case="x", groups=[], halts=[]) for n in range(30)]
    room.keep(room.anna, "journey", *rest)
    room.office.allow(25)
    session = room.office.unlock("Mina")
    grant_compartment(room.anna, rescue.made.compartment, session.member_id)
    for each in {opened.compartment for opened in open_record(Desk(room.anna.session), [rescue.mother])}:
        assert each == rescue.made.compartment
    for compartment in room.anna.session.keys:
        if compartment not in session.keys and compartment != room.anna.session.directory.watchtower:
            grant_compartment(room.anna, compartment, session.member_id)
    found = withdraw_agreement(Desk(room.office.unlock("Mina")), rescue.key, 0)
    assert found.stopped == (rescue.decision,)
    assert not found.complete


def test_what_was_taken_back_cannot_be_taken_back_again(room: Room) -> None:
    rescue = Rescue(room)
    withdraw_agreement(room.anna, rescue.key, 0)
    with pytest.raises(BadInput, match="no longer"):
        withdraw_agreement(room.anna, rescue.key, 0)


def test_a_spoken_yes_in_present_danger_is_confirmed_within_a_day(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = YES.model_copy(update={"oral": True})
    calm = room.request(room.anna)
    her = room.person(room.anna, calm, "Kang")
    with pytest.raises(BadInput, match="present danger"):
        note_agreement(room.anna, Seen(her), spoken)
    made = room.request(room.anna, present_danger=True)
    her = room.person(room.anna, made, "Kang")
    monkeypatch.setattr(clock, "now", lambda: NOW)
    note_agreement(room.anna, Seen(her), spoken)
    assert agrees(room.record(room.anna, her), "move", NOW + timedelta(hours=23))
    assert not agrees(room.record(room.anna, her), "move", NOW + timedelta(hours=25))
    confirm_agreement(room.anna, Seen(her), 0)
    assert agrees(room.record(room.anna, her), "move", NOW + timedelta(hours=25))


def test_a_plan_knows_that_a_spoken_yes_has_run_out(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    made = room.request(room.anna, present_danger=True)
    her = room.person(room.anna, made, "Kang")
    room.keep(room.anna, "corridor", of("network"))
    [key] = room.case(room.anna, made).persons
    group = room.record(room.anna, form_group(room.anna, Seen(made.record), [key]).id)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    note_agreement(room.anna, Seen(her), YES.model_copy(update={"oral": True}))
    compose_case(room.anna, Seen(made.record), group.id, "w1", CaseTerms(origin="A", deadline=240))
    assert [each.given for each in plan_case(room.anna, made.key)[1].safeguards.consents] == [True]
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=25))
    assert [each.given for each in plan_case(room.anna, made.key)[1].safeguards.consents] == [False]


def test_a_note_is_for_few_eyes_and_the_case_says_only_that_there_is_one(room: Room) -> None:
    made = room.request(room.anna, room.ben, room.cho)
    room.person(room.anna, made, "Kang")
    [key] = room.case(room.anna, made).persons
    words = NoteWords(text="she carries poison in her coat")
    what = NewNote(subject="means_to_die", about=(key,), words=words)
    note = write_note(room.anna, Seen(made.record), what, [room.cho.session.member_id])
    view = view_case(room.ben, made.key)
    assert (view.notes, view.other_notes) == ((), 1)
    assert [person.notes for _opened, person in view.persons] == [(note.key,)]
    with pytest.raises((NotAllowed, NotHeld)):
        open_record(room.ben, [note.record])
    assert "poison" in str(room.record(room.cho, note.record).entries)
    tick_protocol(room.cho, Seen(note.record), "asked", "asked alone, in the kitchen")
    add_entry(room.cho, Seen(note.record), NoteWords(text="slept", to_do="Cho calls at nine"))
    kept = room.record(room.anna, note.record)
    assert [(each.step, each.by) for each in kept.ticks] == [("asked", room.cho.session.member_id)]
    assert len(kept.entries) == 2
    assert [each.listed.key for each in view_case(room.cho, made.key).notes] == [note.key]


def test_a_note_is_about_persons_of_the_case_and_for_readers_whose_role_may(room: Room) -> None:
    made = room.request(room.anna)
    words = NoteWords(text="x")
    with pytest.raises(BadInput, match="not of the case"):
        write_note(room.anna, Seen(made.record), NewNote(subject="other", about=("p9",), words=words), [])
    auditor = room.office.join("Han", "auditor")
    with pytest.raises(NotAllowed):
        write_note(room.anna, Seen(made.record), NewNote(subject="other", words=words), [auditor.member_id])
    assert view_case(room.anna, made.key).case[1].notes == ()
