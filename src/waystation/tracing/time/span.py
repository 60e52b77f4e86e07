"""Between which two days does a written date lie, by the sun or by the moon?

A span is closed: both days belong to it. Lunar dates follow the Korean calendar (Korea Astronomy and Space
Science Institute), which differs from the Chinese one on some days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from korean_lunar_calendar import KoreanLunarCalendar

from waystation.domain.dates import points

FIRST, LAST = date(1800, 1, 1), date(2199, 12, 31)  # what "before" and "after" without an end mean
DAY = timedelta(days=1)


class Span(NamedTuple):
    """All days from the first to the last, both included."""

    first: date
    last: date

    def meets(self, other: Span) -> bool:
        """Tell whether both can be one day."""
        return self.first <= other.last and other.first <= self.last

    def gap(self, other: Span) -> int:
        """Return how many days lie between the two: 0 where they meet."""
        return max(0, (other.first - self.last).days, (self.first - other.last).days)

    def joined(self, other: Span) -> Span:
        """Return the smallest span that holds both."""
        return Span(min(self.first, other.first), max(self.last, other.last))

    def common(self, other: Span) -> Span | None:
        """Return the days that both have, None where there are none."""
        return Span(max(self.first, other.first), min(self.last, other.last)) if self.meets(other) else None

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@lru_cache(maxsize=4096)
def span(written: str) -> Span:
    """Return the days that a written date (domain.dates) may mean."""
    if ".." not in written:
        return _of(points(written)[0])
    first, last = written.split("..")
    begin = _of(points(first)[0]).first if first else FIRST
    end = _of(points(last)[0]).last if last else LAST
    return Span(min(begin, end), max(begin, end))


def _of(point: re.Match[str]) -> Span:
    year = int(point["year"])
    month, day = (int(point[key]) if point[key] else None for key in ("month", "day"))
    if point["lunar"]:
        return _lunar(year, month, day, leap=bool(point["leap"]))
    if month is None:
        return Span(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Span(date(year, month, day), date(year, month, day))


def _lunar(year: int, month: int | None, day: int | None, *, leap: bool) -> Span:
    if month is None:
        return Span(new_year(year), new_year(year + 1) - DAY)
    first = _solar(year, month, 1, leap=leap) or _solar(year, month, 1, leap=False)
    if first is None:
        return Span(new_year(year), new_year(year + 1) - DAY)
    if day is not None:
        one = _solar(year, month, day, leap=leap) or _month_end(first)
        return Span(one, one)
    return Span(first, _month_end(first))


def _month_end(first: date) -> date:
    """Return the last day of the lunar month that begins on this day: months have 29 or 30 days."""
    calendar = KoreanLunarCalendar()
    later = first + 29 * DAY
    calendar.setSolarDate(later.year, later.month, later.day)
    return later if calendar.lunarDay == 30 else later - DAY  # noqa: PLR2004  (the thirtieth)


def _solar(year: int, month: int, day: int, *, leap: bool) -> date | None:
    """Return the day of the sun's calendar, None where the moon's has no such day."""
    calendar = KoreanLunarCalendar()
    if not calendar.setLunarDate(year, month, day, leap) or calendar.isIntercalation != leap:
        return None
    return date(calendar.solarYear, calendar.solarMonth, calendar.solarDay)


@lru_cache(maxsize=512)
def new_year(year: int) -> date:
    """Return the first day of the lunar year; outside the tables the latest day that it can be."""
    return _solar(year, 1, 1, leap=False) or date(year, 2, 20)
