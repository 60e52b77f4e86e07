"""Does a date or an age leave open every day on which it may have been, and no other?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from korean_lunar_calendar import KoreanLunarCalendar

from waystation.domain.tracing import Portrait
from waystation.tracing.time.age import (
    born_by_full_years,
    born_by_korean_count,
    born_of_age,
    born_when,
    full_years,
)
from waystation.tracing.time.span import Span, new_year, span

DAYS = st.dates(date(1905, 1, 1), date(2040, 12, 31))


def lunar(day: date) -> KoreanLunarCalendar:
    calendar = KoreanLunarCalendar()
    calendar.setSolarDate(day.year, day.month, day.day)
    return calendar


def completed(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-03-14", date(2019, 3, 14), date(2019, 3, 14)),
        ("2017..2019-03", date(2017, 1, 1), date(2019, 3, 31)),
        ("2019..2017", date(2017, 12, 31), date(2019, 1, 1)),
        ("..2019", date(1800, 1, 1), date(2019, 12, 31)),
        # New Year's Days and Chuseok (the 15th day of the eighth month) as calendars print them
        ("lunar 2023-01-01", date(2023, 1, 22), date(2023, 1, 22)),
        ("lunar 2024-08-15", date(2024, 9, 17), date(2024, 9, 17)),
        ("lunar 2023", date(2023, 1, 22), date(2024, 2, 9)),
        ("lunar leap 2020-04-08", date(2020, 5, 30), date(2020, 5, 30)),
    ],
)
def test_a_written_date_is_these_days(written: str, first: date, last: date) -> None:
    assert span(written) == Span(first, last)


@given(DAYS)
def test_a_lunar_date_is_the_day_it_was_made_from(day: date) -> None:
    calendar = lunar(day)
    leap = "leap " if calendar.isIntercalation else ""
    month = f"lunar {leap}{calendar.lunarYear}-{calendar.lunarMonth:02d}"
    assert span(f"{month}-{calendar.lunarDay:02d}") == Span(day, day)
    assert span(month).first <= day <= span(month).last
    assert span(month).days in {29, 30}
    assert span(f"lunar {calendar.lunarYear}").meets(Span(day, day))


@example(date(2018, 3, 1), date(2020, 2, 29))
@example(date(2019, 2, 28), date(2020, 2, 29))
@example(date(2020, 2, 29), date(2021, 2, 28))
@given(DAYS, DAYS)
def test_whoever_has_completed_so_many_years_was_born_then(born: date, on: date) -> None:
    assume(born <= on)
    years = completed(born, on)
    found = born_by_full_years(years, years, Span(on, on))
    assert found.first <= born <= found.last
    assert completed(found.first, on) == completed(found.last, on) == years
    assert completed(found.first - timedelta(days=1), on) == years + 1
    after = found.last + timedelta(days=1)
    assert after > on or completed(after, on) == years - 1 or (after.month, after.day) == (2, 29)


@given(DAYS, DAYS)
def test_whoever_counts_so_many_years_by_either_new_year_was_born_then(born: date, on: date) -> None:
    assume(born <= on)
    by_sun = on.year - born.year + 1
    by_moon = lunar(on).lunarYear - lunar(born).lunarYear + 1
    for years in (by_sun, by_moon):
        found = born_by_korean_count(years, years, Span(on, on))
        assert found.first <= born <= found.last
        assert born_of_age(years, years, None, Span(on, on)).meets(found)


@given(DAYS, DAYS)
def test_the_full_years_behind_an_age_are_among_those_it_allows(born: date, on: date) -> None:
    assume(born <= on)
    years, korean = completed(born, on), on.year - born.year + 1
    for age, counting in ((years, "international"), (korean, "korean"), (years, None), (korean, None)):
        low, high = full_years(age, age, counting)  # type: ignore[arg-type]  # literals of a tuple
        assert low <= years <= high


@given(st.integers(1950, 2040))
def test_the_lunar_new_year_is_between_late_january_and_late_february(year: int) -> None:
    assert date(year, 1, 20) <= new_year(year) <= date(year, 2, 21)


def test_a_portrait_is_born_when_all_that_is_told_agrees() -> None:
    told = {"ages": [{"years": 20, "counting": "international", "on": "2019-06-01"}], "born": "1999"}
    assert born_when(Portrait.model_validate(told)) == Span(date(1999, 1, 1), date(1999, 6, 1))
    apart = Portrait.model_validate({**told, "born": "1960"})
    assert born_when(apart) == Span(date(1960, 1, 1), date(1999, 6, 1))
    assert born_when(Portrait()) is None
    assert born_when(Portrait.model_validate({"ages": [{"years": 20}]})) is None
