"""A check-in does not come. Who is told, when, and until when?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.journey.watchpost import LADDER, NOW, Post, at, expected

from waystation.actions.acknowledge_alert import acknowledge_alert
from waystation.actions.arm_check_ins import arm_check_ins
from waystation.actions.change_check_ins import Change, change_check_ins
from waystation.actions.check_in import check_in
from waystation.actions.list_check_ins import list_check_ins
from waystation.domain.journey import JourneyWatch
from waystation.journey.answering import Came
from waystation.journey.checkins import Rhythm
from waystation.journey.health import watch_health
from waystation.journey.rows import seconds
from waystation.kit.errors import BadInput


def test_silence_from_the_start_raises_the_alarm(post: Post) -> None:
    post.journey("j1", (), arm=False)
    arm_check_ins(post.desk, "j1", JourneyWatch(ladder="desk"), Rhythm(first_minutes=30, grace_minutes=20))
    stages = post.record("j1").stages
    first = min(stage.depart for stage in stages if stage.arrived_at is None)
    minutes = (first - NOW) / timedelta(minutes=1) + 30
    assert post.told(minutes - 1) == []
    assert set(post.told(1)) == {("late", "anna")}  # two groups set out
    assert set(post.told(20)) == {("overdue", "anna")}


def test_late_overdue_and_lost_are_told_to_more_people_each_time(post: Post) -> None:
    post.journey("j1", expected(10))
    assert post.told(9) == []
    assert post.told(1) == [("late", "anna")]
    assert post.told(10) == []
    assert post.told(20) == [("overdue", "anna")]
    assert post.told(10) == [("overdue", "mina")]
    assert post.told(5) == [("overdue", "anna"), ("overdue", "mina")]  # every 15 minutes again
    assert sorted(post.told(5)) == [("overdue", "ben"), ("overdue", "partner")]
    assert post.rows() == ["overdue"]
    post.told(19)
    everybody = [("lost", each) for each in ("anna", "ben", "mina", "partner")]
    assert sorted(post.told(1)) == everybody
    assert post.rows() == ["lost"]
    assert post.told(1) == []
    assert sorted(post.told(15)) == everybody
    assert sorted(post.told(600)) == everybody  # it never gives up


def test_an_alarm_repeats_until_somebody_acknowledges_and_sounds_again_when_it_gets_worse(post: Post) -> None:
    post.journey("j1", expected(0))
    assert post.told(1) == [("late", "anna")]
    assert acknowledge_alert(post.desk, "j1") == 1
    assert post.told(29) == [("overdue", "anna")]
    acknowledge_alert(post.desk, "j1")
    assert [post.told(13) for _again in range(3)] == [[], [], []]
    assert {kind for kind, _who in post.told(1)} == {"lost"}
    acknowledge_alert(post.desk, "j1")
    assert [post.told(60) for _again in range(3)] == [[], [], []]


def test_what_waits_to_be_told_is_not_told_any_more_once_it_has_come(post: Post) -> None:
    post.journey("j1", expected(0))
    post.tick(31)
    assert len(post.rows("outbox", "id")) == 1
    check_in(post.desk, "j1", Came(at(31), "call"))
    assert post.rows("outbox", "id") == []
    (checked,) = post.record("j1").check_ins
    assert (checked.channel, checked.came_at, checked.forced) == ("call", at(31), False)
    assert post.told(60) == [("came", "anna")]  # who had been told that it was missing
    assert post.told(60) == []
    assert post.rows() == []


def test_a_check_in_answers_all_that_was_due_and_leaves_what_is_to_come(post: Post) -> None:
    post.journey("j1", expected(0, 60, 120))
    post.told(70)
    check_in(post.desk, "j1", Came(at(70), "call"))
    assert [each.came_at is not None for each in post.record("j1").check_ins] == [True, True, False]
    assert {kind for kind, _who in post.told(50)} <= {"came", "late"}
    assert post.told(30) == [("overdue", "anna")]


def test_both_words_look_alike_on_the_screen_and_only_the_alert_tells_them_apart(post: Post) -> None:
    words = [post.journey(key, expected(0)) for key in ("j1", "j2")]
    answers = []
    for key, armed, which in zip(("j1", "j2"), words, ("well", "forced"), strict=True):
        assert armed is not None
        pair = armed.words[""]
        answers.append(check_in(post.desk, key, Came(at(1), "call", getattr(pair, which))))
    screens = [
        [(each.number, each.state) for each in list_check_ins(post.desk).due if each.number] for _ in "1"
    ]
    assert screens == [[]]
    assert [each.check_ins[0].came_at for each in answers] == [at(1)] * 2
    assert [each.check_ins[0].forced for each in answers] == [False, True]
    assert sorted(post.told(1)) == [("forced", each) for each in ("anna", "ben", "mina", "partner")]
    assert len(post.told(15)) == 4  # until somebody acknowledges
    assert acknowledge_alert(post.desk, "j2") == 1
    assert post.told(60) == []
    assert post.rows() == []


def test_a_word_of_one_group_answers_nothing_of_another(post: Post) -> None:
    both = (
        *expected(0),
        expected(0)[0].model_copy(update={"number": 2, "stage": 2}),
    )  # stage 2 is of group g1
    armed = post.journey("j1", both)
    assert armed is not None
    with pytest.raises(BadInput, match="not this group's"):
        check_in(post.desk, "j1", Came(at(1), "call", armed.words["g1"].well, number=1))
    check_in(post.desk, "j1", Came(at(1), "call", armed.words["g1"].well, number=2))
    assert [each.came_at is not None for each in post.record("j1").check_ins] == [False, True]
    assert post.told(31) == [("overdue", "anna")]


def test_a_word_that_is_neither_is_no_check_in(post: Post) -> None:
    post.journey("j1", expected(0))
    with pytest.raises(BadInput, match="not this group's"):
        check_in(post.desk, "j1", Came(at(1), "call", "hello"))
    assert post.record("j1").check_ins[0].came_at is None
    assert post.told(30) == [("overdue", "anna")]


def test_what_is_put_off_sounds_later_and_what_is_stopped_never(post: Post) -> None:
    post.journey("j1", expected(0, 300))
    assert post.told(31) == [("overdue", "anna")]
    change_check_ins(post.desk, "j1", Change(snooze=timedelta(hours=2)), "they sleep")
    assert post.told(60) == []
    assert post.told(60) == [("overdue", "anna")]
    change_check_ins(post.desk, "j1", Change(stop=True), "arrived")
    assert post.told(6000) == []
    assert post.rows() == []
    assert [each.number for each in post.record("j1").check_ins] == [1]
    with pytest.raises(BadInput, match="reason"):
        change_check_ins(post.desk, "j1", Change(), " ")
    with pytest.raises(BadInput, match="not expected"):
        change_check_ins(post.desk, "j1", Change(due={9: at(10)}), "why")


def test_arming_again_changes_nothing_that_was_told_or_acknowledged(post: Post) -> None:
    armed = post.journey("j1", expected(0))
    post.told(31)
    acknowledge_alert(post.desk, "j1")
    assert arm_check_ins(post.desk, "j1", JourneyWatch(ladder="desk")) == armed
    assert post.told(1) == []


def test_a_compartment_with_a_new_key_keeps_the_words_that_those_on_the_way_know(post: Post) -> None:
    from waystation.actions.rotate_compartment import rotate_compartment  # noqa: PLC0415

    armed = post.journey("j1", expected(0))
    rotate_compartment(post.desk, [post.journeys["j1"]])
    again = arm_check_ins(post.desk, "j1", JourneyWatch(ladder="desk"))
    assert armed is not None
    assert again.words == armed.words
    assert len(post.rows()) == 1
    pair = again.words[""]
    assert check_in(post.desk, "j1", Came(at(1), "call", pair.well)).check_ins[0].came_at


def test_the_list_needs_no_record_opened_and_shows_the_worst_first(post: Post) -> None:
    post.journey("j1", expected(500))
    post.journey("j2", expected(0))
    post.journey("j3", expected(25))
    post.told(31)
    before = len(post.rows("ledger", "seq"))
    found = list_check_ins(post.desk)
    assert len(post.rows("ledger", "seq")) == before + 1
    shown = [(each.journey.key, each.state) for each in found.due if each.journey]
    assert shown == [("j2", "overdue"), ("j3", "late"), ("j1", "waiting")]
    assert all(seconds(each.due) % 300 == 0 for each in found.due)
    assert found.others == ()
    assert [each.name for each in found.rota] == ["desk"]
    assert "desk.example" not in str(found)


def test_who_does_not_hold_the_journey_learns_that_something_sounds_and_not_what(post: Post) -> None:
    from waystation.actions.acting import Desk  # noqa: PLC0415

    post.journey("j1", expected(0))
    ben = Desk(post.office.join("Ben"))
    post.told(31)
    found = list_check_ins(ben)
    assert (found.due, len(found.others)) == ((), 1)
    with pytest.raises(BadInput):
        check_in(ben, "j1", Came(at(31), "call"))


def test_nothing_is_armed_where_nobody_would_be_told(post: Post) -> None:
    post.journey("j1", expected(0), arm=False)
    with pytest.raises(BadInput, match="recipients"):
        arm_check_ins(post.desk, "j1", JourneyWatch(ladder="nobody"))
    assert post.rows() == []


def test_a_row_that_cannot_be_read_raises_the_alarm(post: Post) -> None:
    post.journey("j1", expected(0))
    with post.office.vault.store.write() as tx:
        tx.run("UPDATE watch SET blob = ?", (b"nonsense",))
    assert post.told(6) == [("strange", "anna")]


def test_recipients_that_cannot_be_read_are_replaced_by_everybody_who_can(post: Post) -> None:
    from waystation.actions.set_recipients import set_recipients  # noqa: PLC0415

    post.journey("j1", expected(0))
    with post.office.vault.store.write() as tx:
        tx.run("UPDATE recipients SET blob = ?", (b"nonsense",))
    set_recipients(post.desk, LADDER.model_copy(update={"name": "second"}))
    assert sorted(post.told(31)) == [("overdue", each) for each in ("anna", "ben", "mina", "partner")]


def test_the_bar_is_red_when_the_watch_is_dead_stuck_or_has_nobody_to_tell(post: Post) -> None:
    assert watch_health(post.office.vault).beat is None
    post.journey("j1", expected(0))
    assert watch_health(post.office.vault).red  # never begun
    post.tick(6)
    with post.office.vault.store.write() as tx:
        from waystation.journey.health import health_in  # noqa: PLC0415

        now = int(post.hands.now)
        assert not health_in(tx, now + 119).red
        assert health_in(tx, now + 121).silent
        assert health_in(tx, now + 121).red
        tx.run("UPDATE heartbeat SET wall = ?", (now + 301,))
        assert health_in(tx, now + 301).stuck == 1
        tx.run("DELETE FROM outbox")
        assert not health_in(tx, now + 301).red
        tx.run("DELETE FROM recipients")
        assert health_in(tx, now + 301).unheard
