"""What local time is it at an hour, is a window open, what value has a condition? One at a time.

Says the same as `clock`, which does it for all steps at once; whoever only wants to know whether a file makes
sense need not load numpy for it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from math import ceil, floor
from zoneinfo import ZoneInfo

from waystation.domain.base import WINDOW
from waystation.domain.network import Condition, Leg, Place

VERY_LONG = 1e9  # steps, far beyond any clock, and within 32 bits
TOLERANCE = 1e-9  # of a step, when hours are turned into steps


def last_step(deadline: float, step: float) -> int:
    """Return the last step that is not after the deadline (both in hours)."""
    return floor(deadline / step + TOLERANCE)


def steps_up(hours: float, step: float) -> int:
    """Return `hours` in whole steps, rounded up, one at least; endless ones are as good as very long ones."""
    return max(1, ceil(min(hours / step, VERY_LONG) - TOLERANCE))


def leg_steps(leg: Leg, traits: Iterable[str], step: float) -> int:
    """Return how many steps of `step` hours a leg takes for a group with these traits."""
    hours = leg.hours
    for trait in sorted(set(traits).intersection(leg.slower)):
        hours *= leg.slower[trait]
    return steps_up(hours, step)


def zone(place: Place, start: datetime) -> tzinfo:
    """Return the clock of a place: its own zone, else the offset of the network's start."""
    return ZoneInfo(place.tz) if place.tz is not None else start.tzinfo or UTC


def local_time(start: datetime, hour: float, clock: tzinfo) -> datetime:
    """Return the local time at `hour` hours after the start."""
    return (start.astimezone(UTC) + timedelta(hours=hour)).astimezone(clock)


def minute_of_day(time: datetime) -> float:
    """Return the minutes since midnight."""
    return time.hour * 60 + time.minute + (time.second + time.microsecond / 1e6) / 60


def within(minute: float, window: str) -> bool:
    """Tell whether a minute of the day lies in the window: its start does, its end not; `a-a` is all day."""
    match = WINDOW.fullmatch(window)
    if match is None:
        raise ValueError(f"{window!r} is no window")
    a, b = (int(text[:2]) * 60 + int(text[3:]) for text in (match["a"], match["b"]))
    return a <= minute < b if a < b else minute >= a or minute < b


def value(condition: Condition, hour: float) -> float:
    """Return the condition's value at an hour; before its first point it has its first value."""
    hours = [point[0] for point in condition.series]
    return condition.series[max(0, bisect_right(hours, hour) - 1)][1]
