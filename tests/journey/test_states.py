"""Laws of the watch: whenever it happens to look, who is told, and when is a group to be heard of?"""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.journey.watchpost import NOW, at, mail

from waystation.domain.journey import JourneyStage
from waystation.domain.watch import Duty, Expected, Ladder, LadderStep
from waystation.journey.checkins import Rhythm, schedule
from waystation.journey.duty import on_duty
from waystation.journey.states import lost_from, overdue_from, round_now, state_of

ORDER = ("waiting", "late", "overdue", "lost")
EXPECTED = Expected(code="7F3A", due=NOW, grace_minutes=30, group="0" * 32, alarm="1" * 32)
minutes = st.integers(1, 60)
ladders = st.builds(
    lambda waits, repeat: Ladder(
        name="x",
        steps=tuple(LadderStep(watchers=(mail(f"P{n}"),), wait_minutes=wait) for n, wait in enumerate(waits)),
        repeat_minutes=repeat,
    ),
    st.lists(minutes, min_size=1, max_size=5),
    minutes,
)
looks = st.lists(st.integers(1, 120), min_size=1, max_size=60)


Told = tuple[datetime, str, set[str]]


def moments(steps: list[int]) -> list[datetime]:
    """When it looks: so many minutes after each other."""
    found, now = [], -60
    for step in steps:
        now += step
        found.append(at(now))
    return found


def told(
    ladder: Ladder, steps: list[int], heard: datetime | None = None
) -> list[tuple[datetime, str, set[str]]]:
    """What is told over a night."""
    last: datetime | None = None
    found: list[Told] = []
    for now in moments(steps):
        known = heard if heard is not None and heard <= now else None
        made = round_now(EXPECTED, ladder, last, known, now)
        if made is not None:
            found.append((now, made.kind, {each.name for each in made.watchers}))
            last = now
    return found


@given(ladders, looks)
def test_a_state_never_goes_back(ladder: Ladder, steps: list[int]) -> None:
    seen = [ORDER.index(state_of(EXPECTED, ladder, now)) for now in moments(steps)]
    assert seen == sorted(seen)


@given(ladders, looks)
def test_however_it_looks_nobody_is_told_before_his_time_and_everybody_by_the_end(
    ladder: Ladder, steps: list[int]
) -> None:
    rounds = told(ladder, [*steps, 10_000])
    for now, kind, names in rounds:
        if kind == "late":
            assert names == {"P0"}
        waited = (now - overdue_from(EXPECTED)) / timedelta(minutes=1)
        for number in range(len(ladder.steps)):
            if f"P{number}" in names and kind == "overdue":
                assert waited >= sum(step.wait_minutes for step in ladder.steps[:number])
    last, kind, names = rounds[-1]
    assert (kind, names) == ("lost", {f"P{number}" for number in range(len(ladder.steps))})
    assert last >= lost_from(EXPECTED, ladder)


@given(ladders, looks)
def test_a_change_for_the_worse_is_told_at_the_first_look(ladder: Ladder, steps: list[int]) -> None:
    rounds = {now: kind for now, kind, _names in told(ladder, steps)}
    before = "waiting"
    for now in moments(steps):
        state = state_of(EXPECTED, ladder, now)
        if state != before:
            assert rounds[now] == state
        before = state


@given(ladders, looks, st.integers(0, 500))
def test_what_somebody_takes_care_of_is_silent_until_it_gets_worse(
    ladder: Ladder, steps: list[int], minute: int
) -> None:
    heard = at(minute)
    state = state_of(EXPECTED, ladder, heard)
    for now, kind, _names in told(ladder, steps, heard):
        if now >= heard:
            assert ORDER.index(kind) > ORDER.index(state)


@given(ladders, st.integers(0, 3000))
def test_an_alarm_that_nobody_answers_is_told_again_within_its_time(ladder: Ladder, minute: int) -> None:
    now = lost_from(EXPECTED, ladder) + timedelta(minutes=minute)
    again = now + timedelta(minutes=ladder.repeat_minutes)
    assert round_now(EXPECTED, ladder, now, None, again) is not None


stages = st.lists(
    st.tuples(st.integers(0, 100), st.integers(1, 60), st.sampled_from([None, "g1", "g2"]), st.booleans()),
    min_size=1,
    max_size=6,
)


@given(stages, st.floats(0.5, 12), st.integers(0, 120))
def test_no_group_is_out_of_sight_for_longer_than_the_rhythm(
    plan: list[tuple[int, int, str | None, bool]], every: float, first: int
) -> None:
    rhythm = Rhythm(every_hours=every, first_minutes=first)
    made = [
        JourneyStage(
            number=number, leg="l", origin="a", to="b", persons=1, group=group,
            depart=at(60 * begin), arrive=at(60 * (begin + hours)), arrived_at=at(0) if over else None,
        )
        for number, (begin, hours, group, over) in enumerate(plan, 1)
    ]  # fmt: skip
    found = schedule(made, rhythm)
    live = [stage for stage in made if stage.arrived_at is None]
    assert {each.stage for each in found} == {stage.number for stage in live}
    assert len({each.number for each in found}) == len(found)
    for group in {stage.group for stage in live}:
        earliest = min(stage.depart for stage in live if stage.group == group)
        numbers = {stage.number for stage in live if stage.group == group}
        assert earliest + timedelta(minutes=first) in {each.due for each in found if each.stage in numbers}
    for stage in live:
        due = sorted(each.due for each in found if each.stage == stage.number)
        gaps = zip([stage.depart, *due], due, strict=False)
        longest = timedelta(hours=every) + timedelta(minutes=rhythm.arrival_minutes)
        assert all(later - earlier <= longest for earlier, later in gaps)
        assert due[-1] >= stage.arrive


@given(st.integers(0, 1439), st.integers(0, 1440), st.sampled_from(["UTC", "Asia/Seoul", "America/St_Johns"]))
def test_two_who_share_a_day_are_never_both_on_duty_and_never_both_off(
    begin: int, after: int, zone: str
) -> None:
    end = (begin + after) % 1440
    if begin == end:
        return
    one, other = f"{_clock(begin)}-{_clock(end)}", f"{_clock(end)}-{_clock(begin)}"
    for hour in range(0, 48 * 60, 37):
        now = at(hour)
        here = [on_duty((Duty(window=each, zone=zone),), now) for each in (one, other)]
        assert sum(here) == 1


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
