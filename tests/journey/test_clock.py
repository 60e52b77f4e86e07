"""The watch was not there, or the clock is wrong. Is everything still told, and is that said too?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.journey.watchpost import NOW, Hands, Post, at, expected

from waystation.actions.acknowledge_alert import acknowledge_alert
from waystation.journey.alerts import text
from waystation.journey.clocks import JUMP, SILENCE, Beat
from waystation.journey.health import Outage, watch_health


def test_after_a_day_without_the_watch_all_that_was_due_is_told_once_and_the_day_is_said(post: Post) -> None:
    for number in range(5):
        post.journey(f"j{number}", expected(60, 600))
    post.journey("later", expected(60 * 48))
    assert post.told(1) == []
    post.hands.pass_(24 * 60)
    post.hands.restart()
    told = post.told_after()
    assert [kind for kind, _who in told].count("lost") == 5 * 2 * 4
    assert sum(kind == "down" for kind, _who in told) == 1
    assert watch_health(post.office.vault).outages == (Outage("down", at(1), at(24 * 60 + 1)),)
    assert post.told(1) == []


def test_it_is_said_from_when_to_when_nobody_watched(in_file: Post) -> None:
    in_file.tick()
    in_file.hands.pass_(90)
    (alert,) = in_file.taken(in_file.tick().now)
    assert text(alert) == (
        "The watch was down from 03-02 18:00 to 03-02 19:30 UTC. Log in and look at what is due."
    )


def test_an_outage_sounds_until_somebody_acknowledges_it(in_file: Post) -> None:
    in_file.tick()
    in_file.tick(90)
    in_file.taken(int(in_file.hands.now))
    assert {kind for kind, _who in in_file.told(15)} == {"down"}
    (row,) = in_file.rows("watch", "id")
    assert acknowledge_alert(in_file.desk, row.hex()) == 1
    assert in_file.told(60) == []
    assert in_file.rows() == []


def test_a_restart_within_two_minutes_is_no_outage(in_file: Post) -> None:
    in_file.tick()
    in_file.hands.pass_(1.9)
    in_file.hands.restart()
    assert in_file.tick().noticed.down is None


def test_a_clock_that_is_set_back_delays_no_alarm(post: Post) -> None:
    post.journey("j1", expected(30))
    post.tick()
    post.hands.now -= 5 * 3600
    assert post.told_after(1) == [("clock", "anna")]
    assert {kind for kind, _who in post.told(28)} == {"clock"}
    assert ("late", "anna") in post.told(1)
    assert ("overdue", "anna") in post.told(30)
    assert watch_health(post.office.vault).clock_doubted


def test_set_back_while_nobody_watched_it_counts_on_from_the_last_heartbeat(post: Post) -> None:
    post.journey("j1", expected(30))
    post.tick()
    post.hands.now -= 5 * 3600
    post.hands.restart()
    assert ("clock", "anna") in post.told_after()
    told = [post.told(15), post.told(15), post.told(30)]
    assert ("late", "anna") in told[1]
    assert ("overdue", "anna") in told[2]


def test_a_clock_that_leaps_forward_alarms_early_and_says_why(post: Post) -> None:
    post.journey("j1", expected(300))
    post.tick()
    post.hands.now += 24 * 3600
    told = post.told_after(1)
    assert ("clock", "anna") in told
    assert ("lost", "partner") in told
    (jump,) = watch_health(post.office.vault).outages
    assert jump.kind == "clock"


def test_a_clock_that_was_wrong_and_is_set_right_can_be_trusted_again(in_file: Post) -> None:
    in_file.journey("j1", expected(3000))
    in_file.tick()
    in_file.hands.now -= 3600
    in_file.tick(1)
    in_file.hands.now += 3600
    in_file.tick(1)
    assert not watch_health(in_file.office.vault).clock_doubted
    in_file.hands.now -= 3600
    in_file.tick(1)
    assert watch_health(in_file.office.vault).clock_doubted
    assert acknowledge_alert(in_file.desk, "clock") == 1
    in_file.tick(1)
    assert not watch_health(in_file.office.vault).clock_doubted


def test_a_look_that_could_not_be_written_loses_no_jump(
    in_file: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    from waystation.journey import tick as module  # noqa: PLC0415

    in_file.tick()
    in_file.hands.now -= 3600
    with monkeypatch.context() as broken:
        broken.setattr(module, "write_beat", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            in_file.tick(0.2)
    assert in_file.tick(0.2).noticed.jump == -3600


steps = st.lists(st.tuples(st.integers(1, 100), st.integers(-90_000, 90_000)), max_size=30)


@given(steps)
def test_time_never_goes_back_for_the_watch_and_never_lags_behind_the_clock(
    moves: list[tuple[int, int]],
) -> None:
    hands = Hands(NOW)
    beat = hands.clock.look(None).beat
    hands.clock.settle()
    for passed, jump in moves:
        hands.pass_(passed / 60)
        hands.now += jump
        noticed = hands.clock.look(beat)
        hands.clock.settle()
        assert noticed.beat.now >= hands.now
        assert noticed.beat.now >= beat.now + passed - JUMP
        assert noticed.beat.now - beat.now <= passed + max(jump, JUMP, 0) + 1
        beat = noticed.beat


@given(st.integers(-100_000, 100_000), st.integers(0, 50_000))
def test_after_a_start_it_goes_on_from_the_last_heartbeat(gap: int, ahead: int) -> None:
    last = Beat(int(NOW.timestamp()), ahead)
    hands = Hands(NOW + timedelta(seconds=gap))
    noticed = hands.clock.look(last)
    assert noticed.beat.now >= last.now - JUMP
    assert (noticed.down is not None) == (gap > SILENCE)
    assert (noticed.jump != 0) == (gap < -JUMP)
