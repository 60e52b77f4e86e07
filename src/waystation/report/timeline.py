"""When does what happen on the way? Bars along the hours, with local times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from waystation.kit.shown import width
from waystation.plan.explain.names import Names, date_text, zone_text
from waystation.plan.explain.timetable import Line

WIDTH, RIGHT = 760.0, 130.0
ROW, TOP = 30.0, 34.0
_COLUMN, _LONGEST = 6.8, 34  # pixels of a letter, and letters of a name; the timetable has the whole name
_TICKS = 8  # at most so many dates along the top


@dataclass(frozen=True, slots=True)
class Bar:
    """One leg: its name, the wait before it from `since`, and the ride from `x` to `end`, in pixels."""

    leg: str
    y: float
    since: float
    x: float
    end: float
    times: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A midnight at the origin."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drawing; `deadline` is where the deadline stands."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    deadline: float | None


def _times(names: Names, line: Line) -> str:
    start, end = names.at(line.depart, line.origin), names.at(line.arrive, line.to)
    zones = (zone_text(start), zone_text(end))
    if zones[0] == zones[1]:
        return f"{start:%H:%M}-{end:%H:%M} {zones[0]}"
    return f"{start:%H:%M} {zones[0]}-{end:%H:%M} {zones[1]}"


def _short(leg: str) -> str:
    return leg if width(leg) <= _LONGEST else leg[: _LONGEST - 1] + "…"


def _ticks(names: Names, last: float, x: Callable[[float], float]) -> tuple[Tick, ...]:
    start = names.at(0.0)
    midnight = (start + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    first = (midnight - start).total_seconds() / 3600
    days = range(int((last - first) // 24) + 1) if last >= first else range(0)
    every = max(1, -(-len(days) // _TICKS))
    hours = [first + 24 * day for day in days][::every]
    return tuple(Tick(x(hour), date_text(names.at(hour))) for hour in hours)


def timeline(names: Names, lines: Sequence[Line]) -> Timeline | None:
    """Return the time line of a journey, or None where there is none."""
    if not lines:
        return None
    last = max(lines[-1].arrive, min(names.case.deadline, lines[-1].arrive * 1.25))
    legs = [_short(names.leg(line.leg)) for line in lines]
    left = 12 + _COLUMN * max(map(width, legs))
    x: Callable[[float], float] = lambda hour: left + hour * (WIDTH - left - RIGHT) / last  # noqa: E731
    bars = []
    for number, (leg, line) in enumerate(zip(legs, lines, strict=True)):
        since, begin, end = x(line.depart - line.waited), x(line.depart), x(line.arrive)
        bars.append(Bar(leg, TOP + number * ROW, since, begin, max(end, begin + 2), _times(names, line)))
    deadline = x(names.case.deadline) if names.case.deadline <= last else None
    return Timeline(WIDTH, TOP + len(lines) * ROW + 10, tuple(bars), _ticks(names, last, x), deadline)
