"""In which state is a check-in at a moment, and who has to be told now? Functions of time and nothing else.

Late is not lost: `late` when due has passed, `overdue` when grace has passed, `lost` when the alarm has gone
up the whole ladder and everybody had their time. A state never goes back by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

from waystation.domain.watch import AlertKind, Expected, Ladder, LadderStep, Watcher, WatchState
from waystation.journey.duty import on_duty


class Round(NamedTuple):
    """What has to be told now, and to whom."""

    kind: AlertKind
    watchers: tuple[Watcher, ...]


def overdue_from(expected: Expected) -> datetime:
    """Return when grace has passed; for an alarm, since when it sounds."""
    return expected.due + timedelta(minutes=expected.grace_minutes)


def lost_from(expected: Expected, ladder: Ladder) -> datetime:
    """Return when the ladder is exhausted: all were told, and the last ones had their time too."""
    return overdue_from(expected) + timedelta(minutes=sum(step.wait_minutes for step in ladder.steps))


def state_of(expected: Expected, ladder: Ladder, at: datetime) -> WatchState:
    """Return the state at a moment of what has not come."""
    if at < expected.due:
        return "waiting"
    if at < overdue_from(expected):
        return "late"
    return "overdue" if at < lost_from(expected, ladder) else "lost"


def since(expected: Expected, ladder: Ladder, state: WatchState) -> datetime:
    """Return when a state began, or will begin."""
    begins = {"late": expected.due, "overdue": overdue_from(expected), "lost": lost_from(expected, ladder)}
    return begins.get(state, expected.due)


def reached(expected: Expected, ladder: Ladder, at: datetime) -> Sequence[LadderStep]:
    """Return the steps that the alarm has climbed to. Some alarms begin with everybody."""
    if expected.kind == "forced" or at >= lost_from(expected, ladder):
        return ladder.steps
    minutes = (at - overdue_from(expected)) / timedelta(minutes=1)
    begins = accumulate((step.wait_minutes for step in ladder.steps), initial=0.0)
    return [step for step, begin in zip(ladder.steps, begins, strict=False) if begin <= minutes]


def round_now(
    expected: Expected, ladder: Ladder, told: datetime | None, heard: datetime | None, now: datetime
) -> Round | None:
    """Return what has to be told at `now`, None where nothing has.

    `told`: when something was last told of it. `heard`: when somebody last acknowledged: that holds for the
    state of then, and what gets worse is told again. However long nothing was told, it is told once.
    """
    state = state_of(expected, ladder, now)
    if state == "waiting" or (heard is not None and heard >= since(expected, ladder, state)):
        return None
    worse = told is None or told < since(expected, ladder, state)
    if state == "late":
        return Round("late", people(ladder.steps[:1], now)) if worse else None
    steps = reached(expected, ladder, now)
    if told is not None and not worse and _repeats(expected, ladder, told) == _repeats(expected, ladder, now):
        steps = steps[len(reached(expected, ladder, told)) :]
    if not steps:
        return None
    return Round(_kind(expected, state), people(steps, now))


def _kind(expected: Expected, state: WatchState) -> AlertKind:
    if expected.kind != "check-in":
        return expected.kind
    return "lost" if state == "lost" else "overdue"


def _repeats(expected: Expected, ladder: Ladder, at: datetime) -> int:
    """Return how often it has been time to tell everybody again."""
    return int((at - overdue_from(expected)) / timedelta(minutes=ladder.repeat_minutes))


def people(steps: Sequence[LadderStep], at: datetime) -> tuple[Watcher, ...]:
    """Return who of these steps is told: who is on duty, and where nobody is, everybody."""
    return tuple(watcher for step in steps for watcher in _present(step, at))


def _present(step: LadderStep, at: datetime) -> Iterator[Watcher]:
    there = [each for each in step.watchers if on_duty(each.duty, at)]
    yield from there or step.watchers
