"""How do the documented journeys go, lived in a vault from go to the end?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.journey.conftest import Tell
from tests.journey.desk import Story
from tests.journey.lived import signed
from tests.journey.watchpost import LADDER

from waystation.actions.answer_hand_over import answer_hand_over
from waystation.actions.arm_check_ins import arm_check_ins
from waystation.actions.compromise import compromise
from waystation.actions.confirm_hand_over import confirm_hand_over
from waystation.actions.end_incident import end_incident
from waystation.actions.follow_up import follow_up
from waystation.actions.list_check_ins import list_check_ins
from waystation.actions.list_notices import list_notices
from waystation.actions.merge_groups import merge_groups
from waystation.actions.note_outcome import note_outcome
from waystation.actions.note_stage import note_stage
from waystation.actions.offer_hand_over import offer_hand_over
from waystation.actions.read_risks import read_risks
from waystation.actions.replan_journey import live_signed, replan_journey
from waystation.actions.report_incident import report_incident
from waystation.actions.save_record import save_record
from waystation.actions.set_recipients import set_recipients
from waystation.actions.set_up_watch import set_up_watch
from waystation.actions.sign_decision import sign_decision
from waystation.actions.split_group import split_group
from waystation.actions.start_journey import start_journey
from waystation.actions.tick_off import tick_off
from waystation.actions.view_journey import under_way, view_journeys
from waystation.domain.case_record import NetworkRecord
from waystation.domain.chance import Harmed, Kept
from waystation.domain.halt import Halt
from waystation.domain.journey import Arrival, Incident, Journey, JourneyWatch
from waystation.domain.progress import FollowUp
from waystation.journey.checkins import waiting
from waystation.journey.groups import Part
from waystation.journey.incidents import Report
from waystation.journey.service import write_service_key
from waystation.journey.underway import ahead, whereabouts
from waystation.kit.errors import BadInput
from waystation.plan.load import load_network
from waystation.vault.records import Draft, Opened, save
from waystation.vault.work import Task, writing

FAMILY = ("family/network", "family/case")


def test_the_family_goes_from_go_to_arrival_and_settles(tell: Tell) -> None:
    story = tell(*FAMILY)
    assert (story.journey.state, story.journey.stages[0].origin) == ("planned", "kp-village")
    with pytest.raises(BadInput, match="lived already"):
        start_journey(story.anna, "d1")
    while ahead(story.journey, "g1"):
        waiting = [each for each in story.journey.check_ins if each.came_at is None]
        assert waiting, "somebody waits for word until they are there"
        story.ride()
    assert story.underway.position("g1").place == "kr-seoul"
    assert all(each.stage in {s.number for s in story.journey.stages} for each in story.journey.check_ins)
    ended = note_outcome(story.anna, story.key, Arrival(group="g1", persons=5, outcome="authorities",
                                                        at=story.now, partner="the reception"))  # fmt: skip
    assert ended.journey.state == "arrived"
    assert story.value("case", "c1").state == "arrived"
    assert ended.waiting == ()
    for due in ended.journey.follow_ups:
        story.now = max(story.now, story.now.replace(year=due.due.year, month=due.due.month, day=due.due.day))
        follow_up(
            story.ben, story.key, FollowUp(group=due.group, stage=due.stage, due=due.due, result="well")
        )
    assert story.journey.state == "settled"
    assert story.value("case", "c1").state == "settled"
    assert under_way(story.anna) == []
    story.nobody_is_lost()


def test_the_familys_arrival_is_counted_for_everybody_who_kept_faith_and_every_leg(tell: Tell) -> None:
    story = tell(*FAMILY)
    before = {each.id: each.integrity for each in story.network.helpers}
    met = {helper for each in story.journey.stages for helper in each.helpers}
    met |= {each.hand_over.to for each in story.journey.stages if each.hand_over}
    while ahead(story.journey, "g1"):
        story.ride()
    note_outcome(story.anna, story.key, Arrival(group="g1", persons=5, outcome="safe", at=story.now))
    for helper, old in before.items():
        assert isinstance(old, Kept)
        kept = old.kept + (helper in met)
        assert story.value("helper", helper).integrity == Kept(kept=kept, broken=old.broken), helper
    after: NetworkRecord = story.value("network", "w1")
    ridden = {each.leg for each in story.journey.stages}
    for old_leg, new_leg in zip(story.network.legs, after.network.legs, strict=True):
        more = int(old_leg.id in ridden)
        for a, b in zip(old_leg.hazards, new_leg.hazards, strict=True):
            if isinstance(a.p, Harmed):
                assert b.p == Harmed(harmed=a.p.harmed, attempts=a.p.attempts + more)
            else:
                assert b.p == a.p, "a plain number is nobody's count"


def test_the_fisherman_is_blocked_for_three_days_planned_anew_split_and_handed_over(tell: Tell) -> None:
    story = tell("fisherman/network", "fisherman/together")
    first = story.journey.stages[0]
    assert first.leg in {"pick-up-by-the-first", "pick-up-by-the-second"}
    story.now = first.depart
    for _day in range(3):
        stage = story.next()
        story.now = max(story.now, stage.depart)
        told = report_incident(
            story.anna, story.key, Report(Incident(at=story.now, kind="blocked", stage=stage.number))
        )
        (planned,) = told.plans
        assert planned.compared.because == "blocked"
        assert planned.compared.p_before is not None
        assert planned.compared.p_after is not None
        story.later(24)
        replan_journey(story.anna, story.key, "blocked", danger=True)
        story.nobody_is_lost()
    assert len(story.journey.incidents) == 3
    assert story.underway.position("g1").place == "cn-mountains"

    # A villager has found another broker; the stranded man cannot pass as one of the family.
    known = load_network(_example("fisherman/network-after"))
    there = story.opened("network", "w1")
    save_record(
        story.anna,
        there.compartment,
        [Draft(NetworkRecord(id="w1", network=known), "", there.id, there.counter)],
    )
    family = Part("family", ("p1", "p2"), traits=("wanted",))
    parts = [family, Part("man", ("p3",), traits=("wanted", "stranded"))]
    split_group(story.anna, story.key, "g1", parts)
    story.nobody_is_lost()
    changed = replan_journey(story.anna, story.key, "split", group="family", danger=True)
    together = replan_journey(story.anna, story.key, "split", group="man", danger=True)
    assert changed[0].compared.p_after > together[0].compared.p_after  # type: ignore[operator]
    assert changed[0].planned.stages[0].leg == "down-to-the-village"

    # The man is handed to his own officials in another city; mother and son go on by yet another broker.
    story.ride("man")
    note_outcome(story.anna, story.key, Arrival(group="man", persons=1, outcome="authorities", at=story.now))
    story.nobody_is_lost()
    story.ride_to("kr-seoul", "family")
    ended = note_outcome(
        story.anna, story.key, Arrival(group="family", persons=2, outcome="safe", at=story.now)
    )
    assert ended.journey.state == "arrived"
    blocked = [each for each in ended.journey.lessons if each.what == "blocked"]
    assert sum(each.number for each in blocked) == 3
    story.nobody_is_lost()


def _example(name: str) -> str:
    return f"examples/{name}.yaml"


def test_the_orphans_are_betrayed_and_the_second_house_is_ready(tell: Tell) -> None:
    story = tell("orphans/network-second-house", "orphans/day-1")
    story.ride_to("cn-second-house")
    story.later(2)
    done = compromise(story.anna, "helper", "host-quarrel", "a tip-off")
    assert done.record.planned == 0, "nobody stands there any more, and no plan leads back"
    # The van's driver betrays them next: no way to the border is left, and they stop in the quiet house.
    told = report_incident(
        story.anna, story.key, Report(Incident(at=story.now, kind="betrayed", helper="driver-van"))
    )
    assert [each.compared.p_after for each in told.plans] == [None]
    (changed,) = replan_journey(story.anna, story.key, "betrayed")
    assert (changed.compared.state, changed.journey.state) == ("none", "stopped")
    assert story.underway.position("g1").place == "cn-second-house"
    story.nobody_is_lost()


def test_orphans_who_are_still_in_the_betrayed_house_leave_it_for_the_second_one_first(tell: Tell) -> None:
    story = tell("orphans/network-second-house", "orphans/day-1")
    story.later(3)
    done = compromise(story.anna, "house", "house cn-orphans", "a quarrel, and the neighbours heard it")
    (outcome,) = done.outcomes
    assert outcome.touched.now
    assert (outcome.state, done.record.planned) == ("taken", 1)
    assert outcome.compared is not None
    assert outcome.compared.p_after is not None
    assert story.next().to == "cn-second-house"
    assert story.next().depart == story.now, "at once"
    first, second = done.record.items[:2]
    assert (first.kind, first.deed, first.persons) == ("group", "leave", 7)
    assert ("house", "house cn-orphans", "leave") in [(e.kind, e.whom, e.deed) for e in done.record.items]
    assert second.done_at is None
    kept = tick_off(story.anna, done.record.id, first.number)
    assert kept.items[0].done_by == story.anna.session.member_id
    story.nobody_is_lost()


def test_the_helper_of_the_son_is_taken_on_the_way(tell: Tell) -> None:
    story = tell("son/network-changed", "son/case")
    story.ride_to("kp-bank")
    stage = story.next()
    assert stage.helpers == ("broker-vetted",)
    after = story.journey.stages[2]
    assert after.helpers == ("driver-vetted",)
    story.now = stage.depart
    note_stage(story.anna, story.key, stage.number, "departed")
    story.later(0.5)
    done = compromise(story.both, "helper", "driver-vetted", "did not call")
    (outcome,) = done.outcomes
    assert not outcome.touched.now
    assert outcome.touched.because == ("driver-vetted",)
    assert not any("driver-vetted" in each.helpers for each in ahead(story.journey, "g1"))
    deeds = [(each.kind, each.whom, each.deed) for each in done.record.items]
    assert ("helper", "driver-vetted", "warn") not in deeds, "whoever was taken is told nothing"
    assert (outcome.state, done.record.proposed) == ("proposed", 1), (
        "only strangers are left: below the floor"
    )
    assert ("group", "g1", "stop") in deeds
    assert ("helper", "boat", "do_not_come") in deeds
    marked = story.value("helper", "driver-vetted")
    assert marked.marks[0].reason == "did not call"
    story.nobody_is_lost()


def test_what_became_of_the_two_women_stays_unknown_and_is_counted_as_unknown(tell: Tell) -> None:
    story = tell("two-women/network", "two-women/case")
    stage = story.next()
    story.now = stage.depart
    note_stage(story.anna, story.key, stage.number, "departed")
    story.now = stage.arrive + timedelta(hours=6)
    report_incident(story.anna, story.key, Report(Incident(at=story.now, kind="lost_contact")))
    story.later(24 * 30)
    ended = note_outcome(
        story.anna, story.key, Arrival(group="g1", persons=4, outcome="unknown", at=story.now)
    )
    assert ended.journey.state == "unknown"
    assert story.value("case", "c1").state == "unknown"
    assert ended.journey.follow_ups == ()
    assert {each.what for each in ended.journey.lessons if each.about == "hazard"} == {"unknown"}
    hazards = [leg.hazards for leg in story.value("network", "w1").network.legs]
    assert hazards == [leg.hazards for leg in story.network.legs], "nothing is known, so no count changes"
    story.nobody_is_lost()
    # Years later one of the two calls: what was unknown becomes known, and is counted then.
    known = Arrival(
        group="g1", persons=4, outcome="returned", at=story.now, stage=stage.number, hazard="identity_check"
    )
    found = note_outcome(story.anna, story.key, known)
    assert found.journey.state == "lost"
    counts = story.value("network", "w1").network.legs[0].hazards[0].p
    assert (counts.harmed, counts.attempts) == (25, 61)


def test_a_forced_word_is_accepted_on_the_screen_and_every_desk_is_told_the_tag(tell: Tell) -> None:
    story = tell("orphans/network-second-house", "orphans/day-1")
    stage = story.next()
    words = offer_hand_over(story.anna, story.key, stage.number, "hand_over")
    answer_hand_over(story.anna, story.key, stage.number, "hand_over", accepted=True)
    story.now = stage.arrive
    before = len(list_notices(story.mina).listed)
    assert confirm_hand_over(story.ben, story.key, stage.number, "hand_over", words.forced_word, alone=True)
    assert story.underway.position("g1").place == stage.to
    assert len(list_notices(story.mina).listed) == before + 1
    assert list_notices(story.mina).listed[0].notice.what == "act on"


def test_above_the_signed_floor_the_word_of_the_one_who_takes_the_plan_is_enough(tell: Tell) -> None:
    story = tell(*FAMILY)
    story.ride_to("cn-house-ne")
    (changed,) = replan_journey(story.anna, story.key, "asked", avoid=("driver-ne",))
    assert changed.compared.state == "taken"
    signed = story.value("decision", changed.compared.decision or "")
    assert [each.by for each in signed.signatures] == [story.anna.session.member_id]
    assert story.journey.decision == signed.id
    assert not any("driver-ne" in each.helpers for each in ahead(story.journey, "g1"))


def test_below_the_signed_floor_a_plan_waits_for_its_signatures_and_the_group_with_it(tell: Tell) -> None:
    story = tell("son/network-changed", "son/case")
    story.ride_to("kp-bank")
    (changed,) = replan_journey(story.anna, story.key, "asked", avoid=("driver-vetted",))
    assert (changed.compared.state, changed.journey.state) == ("proposed", "stopped")
    assert ahead(story.journey, "g1") == ()
    there = story.opened("decision", changed.compared.decision or "")
    with pytest.raises(BadInput, match="signed"):
        live_signed(story.anna, story.key, there.key)
    sign(story, there)
    live_signed(story.anna, story.key, there.key)
    assert ahead(story.journey, "g1")[0].origin == "kp-bank"
    assert story.journey.replannings[-1].state == "taken"


def test_nobody_sets_out_by_a_decision_that_only_says_that_it_was_signed(tell: Tell) -> None:
    story = tell(*FAMILY)
    forged = story.value("decision", "d1").model_copy(update={"id": "d2", "signatures": ()})
    alone = signed(forged.model_copy(update={"id": "d3"}), story.anna.session, story.anna.session)
    other = signed(forged.model_copy(update={"id": "d4"}), story.anna.session, story.mina.session)
    moved = other.model_copy(update={"made_at": other.made_at + timedelta(hours=1)})
    for record in (forged, alone, moved):
        save_record(story.anna, story.parts["case"], [Draft(record, record.id)])
        with pytest.raises(BadInput, match="signed"):
            start_journey(story.anna, record.id, group="g1")


def test_who_took_the_consent_back_is_planned_no_further_but_out_of_present_danger(tell: Tell) -> None:
    story = tell(*FAMILY)
    story.ride_to("cn-house-ne")
    there = story.opened("journey", story.key)
    assert isinstance(there.value, Journey)
    halt = Halt(at=story.now, why="consent_withdrawn", person="p1")
    with writing(Task(story.anna.session, "withdraw agreement")) as work:
        draft = Draft(there.value.model_copy(update={"halts": (halt,)}), there.title, there.id, there.counter)
        save(work, there.compartment, [draft])
    with pytest.raises(BadInput, match="consent"):
        replan_journey(story.anna, story.key, "asked", avoid=("driver-ne",))
    assert replan_journey(story.anna, story.key, "asked", avoid=("driver-ne",), danger=True)


def sign(story: Story, there: Opened) -> None:
    """Let three read the risks of a plan below the floor and sign it, each with a reason."""
    for desk in (story.anna, story.mina, story.ben):
        read_risks(desk, there.key)
        sign_decision(desk, there.key, "go", "there is no other way any more")


def test_in_present_danger_one_word_is_enough_and_is_to_be_confirmed(tell: Tell) -> None:
    story = tell("son/network-changed", "son/case")
    story.ride_to("kp-bank")
    (changed,) = replan_journey(story.anna, story.key, "asked", avoid=("driver-vetted",), danger=True)
    assert changed.compared.state == "taken"
    (word,) = story.value("decision", changed.compared.decision or "").signatures
    assert (word.oral, word.confirmed_at) == (True, None)


def test_two_groups_meet_and_go_on_as_one_and_a_split_can_be_healed(tell: Tell) -> None:
    story = tell(*FAMILY)
    split_group(story.ben, story.key, "g1", [Part("a", ("p1", "p2")), Part("b", ("p3", "p4", "p5"))])
    for group in ("a", "b"):
        story.ride(group)
    merge_groups(story.ben, story.key, ["a", "b"], "again")
    replan_journey(story.anna, story.key, "asked")
    assert story.underway.position("again").persons == 5
    assert set(whereabouts(story.underway).values()) == {("at kp-bank",)}
    assert [each.group for each in ahead(story.journey, "again")][:1] == ["again"]


def test_nobody_who_is_held_for_ransom_gets_a_plan_until_they_are_free(tell: Tell) -> None:
    story = tell(*FAMILY)
    story.ride()
    told = report_incident(story.ben, story.key, Report(Incident(at=story.now, kind="held_for_ransom")))
    assert told.journey.state == "stopped"
    assert told.plans[0].compared.p_after is not None, "the plan for when they are free is there"
    with pytest.raises(BadInput, match="cannot move"):
        replan_journey(story.anna, story.key, "asked")
    end_incident(story.anna, story.key, 0)
    assert replan_journey(story.anna, story.key, "asked")[0].compared.state == "taken"


def test_the_list_of_journeys_is_opened_in_one_row(tell: Tell) -> None:
    story = tell(*FAMILY)
    assert [each.journey.id for each in view_journeys(story.ben)] == [story.key]


def watched(story: Story, tmp_path: Path) -> None:
    """Let the story's journey be watched."""
    set_up_watch(story.anna, write_service_key(tmp_path / "service-key").public)
    set_recipients(story.anna, LADDER)
    arm_check_ins(story.anna, story.key, JourneyWatch(ladder="desk"))


def in_the_watch(story: Story) -> set[int]:
    """The numbers of the check-ins that the watch waits for."""
    return {each.number for each in list_check_ins(story.anna).due if each.number}


def test_the_watch_waits_for_what_the_newest_plan_expects_and_for_nothing_else(
    tell: Tell, tmp_path: Path
) -> None:
    story = tell(*FAMILY)
    watched(story, tmp_path)
    story.ride_to("cn-house-ne")
    assert in_the_watch(story) == {each.number for each in waiting(story.journey.check_ins)}
    before = in_the_watch(story)
    compromise(story.anna, "helper", "driver-ne", "did not call")
    now = {each.number for each in waiting(story.journey.check_ins)}
    assert in_the_watch(story) == now
    assert not now & before, "no number is used twice"
    story.ride_to("kr-seoul")
    note_outcome(story.anna, story.key, Arrival(group="g1", persons=5, outcome="safe", at=story.now))
    assert in_the_watch(story) == set()


def test_a_delay_moves_what_is_expected_too(tell: Tell, tmp_path: Path) -> None:
    story = tell(*FAMILY)
    watched(story, tmp_path)
    before = {each.number: each.due for each in waiting(story.journey.check_ins)}
    report_incident(story.anna, story.key, Report(Incident(at=story.now, kind="delayed"), hours=5))
    after = {each.number: each.due for each in waiting(story.journey.check_ins)}
    assert after == {number: due + timedelta(hours=5) for number, due in before.items()}
