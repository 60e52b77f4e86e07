"""Somebody is taken. What does each desk see, and what does it do first?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.domain.records import DATA
from tests.vault.conftest import Where, _cheap_passphrases, postgres, somewhere
from tests.vault.office import Office

from waystation.actions.acting import Desk
from waystation.actions.create_compartment import create_compartment
from waystation.actions.expose import expose
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.list_notices import list_notices
from waystation.actions.mark import mark
from waystation.actions.note_meeting import note_device, note_meeting
from waystation.actions.note_told import note_told
from waystation.actions.open_record import open_record
from waystation.actions.rotate_compartment import rotate_compartment
from waystation.actions.save_record import save_record
from waystation.actions.unmark import unmark
from waystation.domain.helper_record import is_marked
from waystation.domain.kinds import record_of
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.vault.exposure import marks
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import find
from waystation.vault.records import Draft
from waystation.vault.seeing import seen
from waystation.vault.tags import short, tag

__all__ = ["_cheap_passphrases", "postgres", "somewhere"]

NOW = datetime(2026, 3, 4, 20, tzinfo=UTC)
PLAIN = {each["kind"]: each for each in DATA}


def draft(kind: str, key: str, **fields: Any) -> Draft:
    return Draft(record_of({"schema": 1, **PLAIN[kind], "id": key, **fields}), title=f"{kind} {key}")


class Rescue:
    """Anna and Mina coordinate, Ben works on one case. A family sleeps in the house H1 tonight of Lin,
    and moves on with the broker Bo. A second journey, planned, does not use Bo. A third has ended.
    """

    def __init__(self, office: Office) -> None:
        self.office = office
        office.join("Mina", "coordinator")
        office.join("Ben")
        self.anna, self.mina, self.ben = (Desk(office.unlock(name)) for name in ("Anna", "Mina", "Ben"))
        self.both = Desk(self.anna.session, self.mina.session)
        stage = {**PLAIN["journey"]["stages"][0], "helpers": ["lin"], "house": "H2", "hand_over": None}
        policy = {"first": {"leg": "crossing", "depart": 4.0}, "table": []}
        drafts = {
            "helper": [draft("helper", "bo", marks=[]), draft("helper", "lin", marks=[])],
            "house": [draft("house", "H1"), draft("house", "H2", nights=[], hosts=[])],
            "case": [
                *(draft("case", "c1"), draft("person", "p1"), draft("person", "p2")),
                draft("group", "g1", went_into=[], house="H1"),
                *(draft("decision", "d1", proposal={"plan": {"policy": policy}}), draft("journey", "j1")),
            ],
            "journey": [
                draft("journey", "j2", state="planned", groups=[], decision=None, stages=[stage]),
                draft("journey", "j3", state="arrived"),
            ],
        }
        self.parts = {kind: self.keep(kind, *some) for kind, some in drafts.items()}
        grant_compartment(self.anna, self.parts["case"], self.ben.session.member_id)
        for kind in self.parts:
            grant_compartment(self.anna, self.parts[kind], self.mina.session.member_id)

    def keep(self, kind: Any, *drafts: Draft) -> str:
        made = create_compartment(self.anna, kind, f"the {kind}").id
        save_record(self.anna, made, drafts)
        return made

    def tag(self, key: str) -> str:
        return tag(self.anna.session, "record", find(self.anna.session, key).id)


@pytest.fixture
def rescue(somewhere: Where, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    office = Office.founded(somewhere())
    yield Rescue(office)
    office.vault.close()


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    office = Office.founded(tmp_path / "office.vault")
    yield Rescue(office)
    office.vault.close()


def test_a_broker_who_is_taken_endangers_the_journey_that_uses_him_and_the_house_it_leads_to(
    rescue: Rescue,
) -> None:
    note_meeting(rescue.anna, [("helper", "bo"), ("person", "p1"), ("person", "p2")], ("house", "j1"))
    note_meeting(rescue.anna, [("person", "p1"), ("person", "p2"), ("helper", "lin")], ("house", "H1"))
    note_meeting(rescue.anna, [("helper", "bo"), ("helper", "lin")], ("house", "H1"), past=True)
    answer = expose(rescue.both, "helper", "bo", "he did not call")

    known = {answer.names[each.tag].key: each.ways for each in answer.exposure.known}
    assert known == {
        "p1": ("met",), "p2": ("met",), "j1": ("met",), "the case": ("met",),
        "lin": ("met",), "H1": ("told",), "the house": ("told",),
    }  # fmt: skip
    assert [(each.kind, each.key, each.people) for each in answer.dangers if each.kind == "journey"] == [
        ("journey", "j1", 5), ("journey", "j2", 5),
    ]  # fmt: skip
    house = next(each for each in answer.dangers if each.kind == "house")
    assert (house.key, house.people) == ("H1", 5)
    assert [(step.deed, step.people) for step in answer.first] == [
        ("leave", 5), ("stop", 5), ("plan anew", 5), ("plan anew", 0), ("warn", 0),
    ]  # fmt: skip
    assert answer.notice is None
    assert answer.complete


def test_the_house_where_people_sleep_tonight_comes_before_all_else_that_is_known(filed: Rescue) -> None:
    note_meeting(filed.anna, [("person", "p1"), ("person", "p2"), ("helper", "lin")], ("house", "H1"))
    note_meeting(filed.anna, [("helper", "lin"), ("helper", "bo")], past=True)
    first = expose(filed.both, "helper", "lin", "taken").exposure.known[0]
    assert first.tag in {filed.tag("H1"), tag(filed.anna.session, "compartment", filed.parts["house"])}
    assert {filed.tag("p1"), filed.tag("p2")} <= first.there


def test_a_member_could_open_what_he_was_given_also_after_it_was_taken_away(filed: Rescue) -> None:
    list_notices(filed.ben)  # takes in the keys that he was given
    open_record(filed.ben, [find(filed.ben.session, "p1").id])
    answer = expose(filed.both, "member", "Ben", "he was arrested")
    known = [each for each in answer.exposure.known if each.tag in answer.names]
    ways = {answer.names[each.tag].key: each.ways for each in known}
    assert ways["p1"] == ("opened", "could open")
    assert ways["c1"] == ways["j1"] == ("could open",)
    assert "H1" not in ways
    assert ("take keys", filed.ben.session.member_id) in [(step.deed, step.about) for step in answer.first]


def test_a_device_is_as_much_as_those_who_use_it_know(filed: Rescue) -> None:
    note_device(filed.ben, "the grey laptop")
    of_device = expose(filed.both, "device", "the grey laptop", "stolen").exposure
    of_ben = expose(filed.both, "member", "Ben", "to compare").exposure
    assert of_device.tags == of_ben.tags
    assert tag(filed.anna.session, "member", filed.ben.session.member_id) in of_device.taken


def test_one_who_looks_alone_is_answered_and_every_desk_knows(rescue: Rescue) -> None:
    answer = expose(rescue.anna, "helper", "bo", "alone at night")
    assert answer.notice is not None
    assert (answer.notice.what, answer.notice.alone) == ("exposure", True)
    told = list_notices(rescue.ben).listed[0]
    assert told.notice == answer.notice
    assert told.means == ()  # Ben does not hold the helper, so to him it is a tag


def test_two_look_in_silence(filed: Rescue) -> None:
    expose(filed.both, "helper", "bo", "an exercise")
    assert list_notices(filed.ben).listed == ()


def test_who_may_not_look_gets_nothing(filed: Rescue) -> None:
    with pytest.raises(NotAllowed):
        expose(filed.ben, "helper", "bo", "curious")


def test_a_marked_helper_flags_every_decision_and_journey_that_uses_him_at_each_desk(rescue: Rescue) -> None:
    assert list_notices(rescue.mina).flagged == ()
    mark(rescue.anna, "helper", "bo", "did not call")
    flagged = list_notices(rescue.mina).flagged
    assert {(each.kind, each.key) for each in flagged} == {("journey", "j1"), ("decision", "d1")}
    assert all(("helper", "bo") in each.because for each in flagged)
    (bo,) = open_record(rescue.anna, [find(rescue.anna.session, "bo").id])
    assert is_marked(bo.value)  # type: ignore[arg-type]


def test_the_others_are_told_which_tags_to_act_on_and_names_stay_where_they_are(rescue: Rescue) -> None:
    note_meeting(rescue.anna, [("helper", "bo"), ("person", "p1")], ("house", "H1"))
    mark(rescue.anna, "helper", "bo", "did not call")
    expose(rescue.both, "helper", "bo", "marked")
    told = next(each for each in list_notices(rescue.ben).listed if each.notice.what == "act on")
    assert {named.key for _tag, named in told.means} == {"p1"}
    assert rescue.tag("H1") in told.notice.tags
    assert short(rescue.tag("H1")) == rescue.tag("H1")[:4].upper()


def test_a_mark_is_taken_back_by_two_with_a_reason_and_both_stay_in_the_ledger(rescue: Rescue) -> None:
    mark(rescue.anna, "helper", "bo", "did not call")
    with pytest.raises(NotAllowed):
        unmark(rescue.anna, "helper", "bo", "I say so")
    with pytest.raises(BadInput):
        unmark(rescue.both, "helper", "bo", " ")
    unmark(rescue.both, "helper", "bo", "his telephone was broken")
    assert list_notices(rescue.mina).flagged == ()
    with rescue.office.vault.store.read() as tx:
        (kept,) = marks(seen(rescue.anna.session, tx))
    assert kept.why == "did not call"
    assert kept.taken_back is not None
    assert kept.taken_back[1].why == "his telephone was broken"
    (bo,) = open_record(rescue.anna, [find(rescue.anna.session, "bo").id])
    assert not is_marked(bo.value)  # type: ignore[arg-type]
    assert bo.value.marks[0].reason == "did not call"  # type: ignore[attr-defined]
    with pytest.raises(BadInput):
        unmark(rescue.both, "helper", "bo", "again")


def test_a_mark_needs_a_reason(filed: Rescue) -> None:
    with pytest.raises(BadInput):
        mark(filed.anna, "helper", "bo", "")


def test_a_case_worker_can_mark_a_member_and_it_is_known_at_every_desk(filed: Rescue) -> None:
    mark(filed.ben, "member", "Mina", "taken at the station")
    told = list_notices(filed.anna).listed[0]
    assert [named.key for _tag, named in told.means] == ["Mina"]


def test_who_was_told_on_paper_or_by_word_of_mouth_knows_it(filed: Rescue) -> None:
    house = find(filed.anna.session, "H2").id
    note_told(filed.anna, [("helper", "lin"), ("person", "p1")], [house], "the sheet for tomorrow")
    for subject, word in ("helper", "lin"), ("person", "p1"):
        found = expose(filed.both, subject, word, "an exercise").exposure  # type: ignore[arg-type]
        assert {each.tag: each.ways for each in found.known} == {filed.tag("H2"): ("told",)}
    with pytest.raises(BadInput):
        note_told(filed.anna, [], [house])


def test_what_was_known_years_and_twenty_keys_ago_is_still_known(filed: Rescue) -> None:
    note_meeting(filed.anna, [("helper", "bo"), ("helper", "lin")])
    for _year in range(20):
        rotate_compartment(filed.anna, [filed.anna.session.directory.watchtower])
    assert filed.tag("lin") in expose(filed.both, "helper", "bo", "an exercise").exposure.tags


def test_old_notices_go_and_marks_stay(filed: Rescue, monkeypatch: pytest.MonkeyPatch) -> None:
    mark(filed.anna, "helper", "bo", "did not call")
    expose(filed.anna, "helper", "lin", "alone")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=91))
    expose(filed.anna, "helper", "lin", "alone")
    assert [each.notice.what for each in list_notices(filed.anna).listed] == ["exposure", "marked"]


def test_beyond_the_quota_one_alone_still_sees_the_tags(filed: Rescue) -> None:
    filed.office.allow(1)
    answer = expose(filed.anna, "member", "Ben", "he was arrested")
    assert (answer.complete, answer.dangers) == (False, ())
    assert answer.exposure.known
    assert expose(filed.both, "member", "Ben", "now we are two").complete
