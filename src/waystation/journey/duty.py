"""Who is on duty at a moment, each by the clock of the own place, and who was when nobody answered?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from waystation.domain.watch import Duty, Ladder, Watcher

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Shift(NamedTuple):
    """A time for which the same people of one step are on duty."""

    begins: datetime
    ends: datetime
    names: tuple[str, ...]


def on_duty(duty: Sequence[Duty], at: datetime) -> bool:
    """Tell whether somebody with this duty is on duty at an instant; without any, always."""
    return not duty or any(_within(each, at) for each in duty)


def _within(duty: Duty, at: datetime) -> bool:
    local = at.astimezone(ZoneInfo(duty.zone))
    first, last = (_minutes(each) for each in duty.window.split("-"))
    minute = local.hour * 60 + local.minute
    if first < last:
        return first <= minute < last and _day(duty, local.date())
    if minute >= first:
        return _day(duty, local.date())
    return minute < last and _day(duty, local.date() - timedelta(days=1))


def _day(duty: Duty, day: date) -> bool:
    return not duty.days or _DAYS[day.weekday()] in duty.days


def _minutes(clock: str) -> int:
    hours, _colon, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def rota(ladder: Ladder, begin: date, days: int, zone: str) -> list[list[Shift]]:
    """Return for each step of a ladder who is on duty when, over some days of a zone, in half hours.

    A shift in which nobody is on duty has no names: then everybody of the step is told.
    """
    start = datetime.combine(begin, time(), ZoneInfo(zone))
    end = datetime.combine(begin + timedelta(days=days), time(), ZoneInfo(zone))
    moments = list(_half_hours(start, end))
    return [list(_shifts(step.watchers, moments, end)) for step in ladder.steps]


def _half_hours(start: datetime, end: datetime) -> Iterator[datetime]:
    at, last = start.timestamp(), end.timestamp()
    while at < last:
        yield datetime.fromtimestamp(at, start.tzinfo)
        at += 1800


def _shifts(watchers: Sequence[Watcher], moments: Sequence[datetime], end: datetime) -> Iterator[Shift]:
    begins, names = moments[0], None
    for at in moments:
        there = tuple(each.name for each in watchers if on_duty(each.duty, at))
        if names is not None and there != names:
            yield Shift(begins, at, names)
            begins = at
        names = there
    yield Shift(begins, end, names or ())
