"""Does a figure never say more, or less, than is known?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waystation.plan.explain.figures import bounds, hours, money, percent
from waystation.plan.explain.names import date_text, zone_text

probabilities = st.floats(min_value=0.0, max_value=1.0)


@given(probabilities)
def test_certain_and_impossible_are_said_only_of_what_is(p: float) -> None:
    assert (percent(p) == "100%") == (p == 1.0)
    assert (percent(p) == "0%") == (p == 0.0)


@given(st.floats(min_value=0.0001, max_value=0.9999))
def test_a_percentage_is_right_to_its_last_digit(p: float) -> None:
    figure = percent(p)
    digits = len(figure.split(".")[1]) - 1
    assert abs(float(figure[:-1]) - 100 * p) <= 0.5 * 10**-digits + 1e-9


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (0.9997, "99.97%"),
        (0.999999, "over 99.99%"),
        (0.00001, "under 0.01%"),
        (0.5, "50.0%"),
        (0.0042, "0.42%"),
    ],
)
def test_sensible_digits(p: float, said: str) -> None:
    assert percent(p) == said


def test_a_figure_just_under_the_floor_does_not_look_like_it() -> None:
    assert percent(0.9499, beside=0.95) != percent(0.95, beside=0.9499)


def test_bounds_are_said_aloud_where_they_differ() -> None:
    assert bounds(0.93, 0.95) == "at least 93.0%, at most 95.0%"
    assert bounds(0.93, 0.93) == "93.0%"


def test_money_and_hours() -> None:
    assert money(1234567.4, "USD") == "USD 1,234,567"
    assert money(12.5, None) == "12.50"
    assert money(float("inf"), "USD") == "none helps"
    assert [hours(5), hours(4.5), hours(48), hours(100), hours(24)] == [
        "5 h",
        "4.5 h",
        "2 days",
        "4 d 4 h",
        "24 h",
    ]


def test_zones_of_half_hours_and_west_of_greenwich() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert zone_text(noon.astimezone(timezone(timedelta(hours=5, minutes=30)))) == "UTC+5:30"
    assert zone_text(noon.astimezone(timezone(-timedelta(hours=3, minutes=30)))) == "UTC-3:30"
    assert date_text(noon) == "Mon 2 Mar"
