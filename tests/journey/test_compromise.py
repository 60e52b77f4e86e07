"""Somebody is taken. Is everybody whom it touches out of the way at once, in the order of danger?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.journey.conftest import Tell
from tests.journey.desk import Story
from tests.journey.lived import begun, next_stage, ride
from tests.vault.office import Office

from waystation.actions.acting import Desk
from waystation.actions.compromise import compromise
from waystation.actions.drill_compromise import drill_compromise
from waystation.actions.list_notices import list_notices
from waystation.actions.make_continuity_pack import make_continuity_pack
from waystation.actions.make_sheet import make_sheet
from waystation.actions.note_stage import note_stage
from waystation.actions.open_record import open_record
from waystation.actions.replan_journey import replan_journey
from waystation.actions.take_back_compromise import take_back_compromise
from waystation.actions.take_over_journeys import take_over_journeys
from waystation.actions.tick_off import tick_off
from waystation.actions.view_journey import view_journey
from waystation.domain.helper_record import is_marked
from waystation.journey.touching import Lost, Touched, danger, touched
from waystation.journey.underway import ahead, whereabouts
from waystation.kit.errors import BadInput
from waystation.vault.agekeys import recipient
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import could_open
from waystation.vault.quota import HOUR

FAMILY = ("family/network", "family/case")


def on_the_way(tell: Tell) -> Story:
    story = tell(*FAMILY)
    story.ride_to("cn-house-ne")
    return story


def test_every_journey_that_uses_the_helper_is_planned_anew_without_him(tell: Tell) -> None:
    story = on_the_way(tell)
    done = compromise(story.anna, "helper", "driver-ne", "did not call")
    assert (done.record.planned, done.record.proposed, done.record.stopped) == (1, 0, 0)
    assert not any("driver-ne" in each.helpers for each in ahead(story.journey, "g1"))
    assert is_marked(story.value("helper", "driver-ne"))
    assert story.value("compromise", done.record.id) == done.record
    assert {each.notice.what for each in list_notices(story.mina).listed} == {"marked", "act on"}
    story.nobody_is_lost()


def test_a_helper_who_is_only_fallen_back_on_touches_the_journey_too(tell: Tell) -> None:
    story = on_the_way(tell)
    spare = story.journey.falls_back_on[0]
    done = compromise(story.anna, "helper", spare, "did not call")
    assert [each.touched.because for each in done.outcomes] == [(spare,)]
    assert spare not in story.journey.falls_back_on


def test_a_helper_whom_nobody_will_meet_again_touches_no_journey(tell: Tell) -> None:
    story = on_the_way(tell)
    done = compromise(story.anna, "helper", "broker-river", "taken, long after")
    assert done.outcomes == ()
    assert done.record.complete


def test_a_traveller_who_is_taken_endangers_the_group_she_was_in(tell: Tell) -> None:
    story = on_the_way(tell)
    done = compromise(story.anna, "person", "p3", "did not come back")
    (outcome,) = done.outcomes
    assert outcome.touched.now
    assert done.record.items[0].deed == "leave"


def test_what_a_helper_was_told_on_his_sheet_is_burned_with_him(tell: Tell) -> None:
    story = on_the_way(tell)
    host = next(each.hand_over.to for each in ahead(story.journey, "g1") if each.hand_over and each.house)
    place = next(each.to for each in ahead(story.journey, "g1") if each.hand_over and each.house)
    assert make_sheet(story.anna, story.key, host, "ko").duties
    done = compromise(story.anna, "helper", host, "taken")
    assert ("house", f"house {place}", "leave") in [(e.kind, e.whom, e.deed) for e in done.record.items]
    assert place not in [each.to for each in ahead(story.journey, "g1")]


def test_a_taken_member_loses_the_keys_and_what_he_could_open_gets_new_ones(tell: Tell) -> None:
    story = on_the_way(tell)
    list_notices(story.ben)
    held = {each.compartment for each in could_open(story.ben.session)}
    done = compromise(story.both, "member", "Ben", "arrested")
    assert done.record.rotated >= 2
    assert ("member", story.ben.session.member_id, "keys") in [
        (e.kind, e.whom, e.deed) for e in done.record.items
    ]
    list_notices(story.ben)
    left = {each.compartment for each in could_open(story.ben.session)}
    assert not left & {story.parts["case"], story.opened("journey", story.key).compartment}
    assert held


def test_the_list_is_ticked_off_by_name_and_nobody_twice(tell: Tell) -> None:
    story = on_the_way(tell)
    done = compromise(story.anna, "helper", "driver-ne", "did not call")
    record = tick_off(story.anna, done.record.id, 1)
    assert record.items[0].done_by == story.anna.session.member_id
    assert [each.number for each in record.items] == list(range(1, len(record.items) + 1))
    with pytest.raises(BadInput):
        tick_off(story.anna, done.record.id, 1)


def test_a_compromise_is_taken_back_by_two_and_the_helper_may_be_asked_again(tell: Tell) -> None:
    story = on_the_way(tell)
    before = [each.leg for each in ahead(story.journey, "g1")]
    done = compromise(story.anna, "helper", "driver-ne", "did not call")
    with pytest.raises(NotAllowed):
        take_back_compromise(story.anna, done.record.id, "I say so")
    record, journeys = take_back_compromise(story.both, done.record.id, "his telephone was broken")
    assert record.taken_back_reason == "his telephone was broken"
    assert journeys == (story.key,)
    assert not is_marked(story.value("helper", "driver-ne"))
    replan_journey(story.anna, story.key, "asked")
    assert [each.leg for each in ahead(story.journey, "g1")] == before


def test_a_drill_changes_nothing_but_the_ledger_and_says_how_long_it_took(tell: Tell) -> None:
    story = on_the_way(tell)
    before = story.journey
    done = drill_compromise(story.anna, "helper", "driver-ne", "an exercise")
    assert (done.record.planned, done.record.complete) == (1, True)
    assert done.record.seconds is not None
    assert story.journey == before
    assert not is_marked(story.value("helper", "driver-ne"))
    assert list_notices(story.mina).listed == ()
    assert not [each for each in could_open(story.anna.session) if each.listed.kind == "compromise"]


def test_where_the_quota_keeps_the_journeys_closed_it_says_so_and_the_mark_stands(tell: Tell) -> None:
    story = on_the_way(tell)
    story.now += HOUR  # since which Anna has opened nothing
    story.office.allow(1)
    done = compromise(story.anna, "house", "house cn-house-ne", "they came at night")
    assert not done.record.complete
    told = list_notices(story.mina)
    assert told.listed  # she learns of it, whatever she has opened before
    assert not told.complete
    both = compromise(story.both, "house", "house cn-house-ne", "they came at night")
    assert both.record.complete
    assert both.outcomes[0].touched.now


def test_a_second_desk_takes_over_from_the_continuity_pack(tell: Tell, tmp_path: Path) -> None:
    story = on_the_way(tell)
    second = Office.founded(tmp_path / "second.vault")
    there = Desk(second.anna)
    key = recipient(second.anna.me.application.box_key)
    pack = tmp_path / "pack.age"
    packed = make_continuity_pack(story.anna, pack, others=[key])
    assert packed.journeys == (story.key,)
    trusted = [bytes(story.anna.session.root.sign.verify_key).hex()]
    (journey,) = take_over_journeys(there, pack, trusted=trusted)
    assert (journey.id, journey.taken_over_at) == (story.key, story.now)
    held = view_journey(there, story.key)
    assert whereabouts(held.underway) == whereabouts(story.underway)
    stage = ahead(held.underway.journey, "g1")[0]
    story.now = stage.depart
    note_stage(there, story.key, stage.number, "departed")
    done = compromise(there, "helper", ahead(journey, "g1")[1].hand_over.to, "taken")  # type: ignore[union-attr]
    assert done.outcomes[0].touched.group == "g1"
    second.vault.close()


def test_a_continuity_pack_of_nothing_is_refused(tell: Tell, tmp_path: Path) -> None:
    story = on_the_way(tell)
    with pytest.raises(BadInput, match="no journey"):
        make_continuity_pack(story.anna, tmp_path / "pack", ["nothing"], [story.mina.session.member_id])


def test_whoever_looks_at_it_later_needs_the_key_of_it(tell: Tell) -> None:
    story = on_the_way(tell)
    done = compromise(story.anna, "helper", "driver-ne", "did not call")
    with pytest.raises(NotAllowed):
        open_record(story.mina, [done.id])


def test_a_group_in_those_hands_comes_before_one_that_would_meet_them_soon() -> None:
    first = begun(*FAMILY)
    stage = next_stage(first)
    lost = Lost(helpers=frozenset({"broker-river"}))
    (soon,) = touched(first, lost, stage.depart)
    on_the_bank = ride(first)
    (sooner,) = touched(on_the_bank, lost, stage.arrive)
    assert sooner.because == ("broker-river",)
    assert danger(sooner) < danger(soon)
    assert sooner.now, "the bank's hand-over has put them into his hands"


@given(st.permutations(range(4)))
def test_danger_sorts_hands_then_hours_then_heads(order: list[int]) -> None:
    hour, day = timedelta(hours=1), timedelta(days=1)
    some = [
        Touched("j1", "g", 1, now=True, soon=day, because=()),
        Touched("j2", "g", 5, now=False, soon=hour, because=()),
        Touched("j3", "g", 7, now=False, soon=day, because=()),
        Touched("j4", "g", 2, now=False, soon=day, because=()),
    ]
    assert sorted((some[n] for n in order), key=danger) == some


def test_what_ended_is_in_no_danger() -> None:
    underway = begun(*FAMILY)
    over = replace(underway, journey=underway.journey.model_copy(update={"state": "arrived"}))
    assert touched(over, Lost(helpers=frozenset({"broker-river"})), underway.journey.stages[0].depart) == ()
