"""On which days can somebody be born who was said to be so old, by whichever way of counting?

International: full years since birth. Korean (세는나이): one at birth, a year more on each New Year's Day, of
the sun or of the moon, which is rarely said. So a child born on the last day of a year is two the next day.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from waystation.domain.tracing import Counting, Portrait, SaidAge
from waystation.tracing.time.span import DAY, Span, new_year, span

LEAD = (1, 2)  # by how many years a Korean age is ahead of an international one, at least and at most


def _years_before(day: date, years: int) -> date:
    year = max(1, day.year - years)
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 2, 28)


def born_by_full_years(youngest: int, oldest: int, on: Span) -> Span:
    """Return when somebody was born who has completed so many years on some day of a span."""
    first = _years_before(on.first, oldest + 1) + timedelta(days=1)
    return Span(first, _years_before(on.last, youngest))


def born_by_korean_count(youngest: int, oldest: int, on: Span) -> Span:
    """Return when somebody was born who counts so many years on some day, by either New Year."""
    first_year = _earliest_count_year(on.first) - oldest + 1
    last_year = on.last.year - youngest + 1
    return Span(
        min(date(first_year, 1, 1), new_year(first_year)), max(date(last_year, 12, 31), _end(last_year))
    )


def _earliest_count_year(day: date) -> int:
    """Return the year it is by the moon, where that is still the old one."""
    return day.year - 1 if day < new_year(day.year) else day.year


def _end(year: int) -> date:
    return new_year(year + 1) - DAY


@lru_cache(maxsize=65536)
def born_of_age(youngest: int, oldest: int, counting: Counting | None, on: Span) -> Span:
    """Return when somebody of an age was born; where the way of counting is not known, by either."""
    if counting == "international":
        return born_by_full_years(youngest, oldest, on)
    if counting == "korean":
        return born_by_korean_count(youngest, oldest, on)
    return born_by_full_years(youngest, oldest, on).joined(born_by_korean_count(youngest, oldest, on))


def full_years(youngest: int, oldest: int, counting: Counting | None) -> tuple[int, int]:
    """Return between which full years an age lies, where the day is not known."""
    if counting == "international":
        return youngest, oldest
    low = max(0, youngest - LEAD[1])
    return low, max(0, oldest - LEAD[0]) if counting == "korean" else oldest


def born_when(person: Portrait) -> Span | None:
    """Return when a person was born by all that is told; None where nothing is told that has a date.

    Where what is told cannot all be right, the span holds everything that was told.
    """
    told = [span(person.born)] if person.born else []
    told += [_of(age) for age in person.ages if age.on]
    if not told:
        return None
    common: Span | None = told[0]
    for other in told[1:]:
        common = common and common.common(other)
    if common is not None:
        return common
    return Span(min(s.first for s in told), max(s.last for s in told))


def _of(age: SaidAge) -> Span:
    youngest, oldest = age.years
    return born_of_age(youngest, oldest, age.counting, span(age.on or ""))
