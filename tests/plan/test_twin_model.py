"""The slow twin of the engine agrees with what one leg, one wait, one clock come to by hand."""

from __future__ import annotations

import math

import pytest
from tests.plan.slow import model
from tests.plan.slow.clock import in_window, last_step, local_time, steps_for
from tests.plan.slow.hand import A, Doc, S, case, network
from tests.plan.slow.tables import tabulate


def test_counts_are_the_mean_of_their_posterior() -> None:
    # Beta(1, 1): (1 + 1) / (2 + 80), (1 + 14) / (2 + 15), (1 + 2) / (2 + 10)
    plain = network([A, S], [])
    assert model.chance(plain, {"harmed": 1, "attempts": 80}) == pytest.approx(2 / 82)
    assert model.chance(plain, {"kept": 14, "broken": 1}) == pytest.approx(15 / 17)
    assert model.chance(plain, {"blocked": 2, "attempts": 10}) == pytest.approx(3 / 12)


def test_the_form_of_a_pair_decides_its_prior() -> None:
    # (0.5 + 1) / (0.5 + 9.5 + 80); what the priors leave out stays Beta(1, 1)
    priors = {"hazard": {"alpha": 0.5, "beta": 9.5}, "block": {"alpha": 3}}
    believing = network([A, S], [], priors=priors)
    assert model.chance(believing, {"harmed": 1, "attempts": 80}) == pytest.approx(1.5 / 90)
    assert model.chance(believing, {"kept": 0, "broken": 0}) == pytest.approx(1 / 2)
    assert model.chance(believing, {"blocked": 0, "attempts": 0}) == pytest.approx(3 / 4)


def test_factors_multiply_the_odds() -> None:
    # odds(0.2) = 1/4; times 3 = 3/4, which is the odds of 3/7
    assert model.times_odds(0.2, 3) == pytest.approx(3 / 7)
    assert model.times_odds(0.0, 10) == 0
    assert model.times_odds(1.0, 0.5) == 1


def test_every_factor_of_a_hazard_that_applies_is_multiplied() -> None:
    # odds(0.1) = 1/9; infant 1.5; river 2.0 at hour 5, above 1.0 by 1.0: 3^1; 05:00 lies in the window: 2;
    # together 1/9 * 9 = 1, the odds of 1/2. The group has nobody elderly.
    hazard = {
        "p": 0.1,
        "odds": {"infant": 1.5, "elderly": 100},
        "odds_by_condition": [{"condition": "river", "above": 1.0, "per_unit": 3}],
        "odds_by_time": [{"window": "04:00-06:00", "times": 2}, {"window": "06:00-04:00", "times": 50}],
    }
    leg = {"id": "x", "from": "A", "to": "S", "hours": 1, "hazards": [hazard, {"p": 0.2}]}
    doc = network([A, S], [leg], conditions=[{"id": "river", "series": [[0, 0.5], [5, 2.0]]}])
    family = case(10, traits=("infant",))
    assert model.harm(doc, family, leg, hazard, 5) == pytest.approx(1 / 2)
    # an hour earlier the river is below: 1/9 * 1.5 * 2 = 1/3, the odds of 1/4
    assert model.harm(doc, family, leg, hazard, 4) == pytest.approx(1 / 4)
    assert math.exp(-model.leg_risk(doc, family, leg, 5)) == pytest.approx(0.5 * 0.8)


def test_a_condition_has_its_first_value_before_its_first_point() -> None:
    doc = network([A, S], [], conditions=[{"id": "river", "series": [[3, 7.0], [5, 2.0]]}])
    assert [model.condition_at(doc, "river", hour) for hour in (0, 3, 4.5, 5, 9)] == [7, 7, 7, 2, 2]


def test_the_hour_of_a_step_is_what_people_take_it_for() -> None:
    # 3 * 0.7 is a little less than 2.1 in binary
    doc = network([A, S], [], conditions=[{"id": "river", "series": [[0, 7.0], [2.1, 2.0]]}])
    assert model.condition_at(doc, "river", 3 * 0.7) == 2


def test_a_leg_closes_only_strictly_above() -> None:
    leg = {"id": "x", "from": "A", "to": "S", "hours": 1, "closed_if": [{"condition": "river", "above": 2.0}]}
    doc = network([A, S], [leg], conditions=[{"id": "river", "series": [[0, 2.0], [5, 2.1], [6, 1]]}])
    assert [model.may_start(doc, leg, hour) for hour in (0, 4, 5, 6)] == [True, True, False, True]


def test_windows_include_their_start_and_exclude_their_end() -> None:
    doc = network([A, S], [])

    def hours_in(window: str) -> list[int]:
        return [hour for hour in range(24) if in_window(window, local_time(doc, A, hour))]

    assert hours_in("04:00-06:00") == [4, 5]
    assert hours_in("22:00-02:00") == [0, 1, 22, 23]
    assert hours_in("21:30-24:00") == [22, 23]
    assert hours_in("07:00-07:00") == list(range(24))
    assert hours_in("00:00-24:00") == list(range(24))


@pytest.mark.parametrize(
    ("start", "zone", "hours", "shown"),
    [
        (
            "2026-03-29T00:00+01:00",
            "Europe/Berlin",
            [1, 2, 3],
            ["01:00", "03:00", "04:00"],
        ),  # 02:00 is left out
        (
            "2026-10-25T01:00+02:00",
            "Europe/Berlin",
            [1, 2, 3],
            ["02:00", "02:00", "03:00"],
        ),  # 02:00 comes twice
        (
            "2026-10-03T15:00Z",
            "Australia/Lord_Howe",
            [0, 0.5, 1],
            ["01:30", "02:30", "03:00"],
        ),  # by half an hour
        ("2026-03-02T18:00+09:00", "Asia/Kathmandu", [0, 1], ["14:45", "15:45"]),
        ("2026-03-02T18:00+09:00", None, [0, 7], ["18:00", "01:00"]),  # the offset of the start
    ],
)
def test_local_clocks(start: str, zone: str | None, hours: list[float], shown: list[str]) -> None:
    place = A | {"tz": zone} if zone else A
    doc = network([place, S], []) | {"start": start}
    assert [f"{local_time(doc, place, hour):%H:%M}" for hour in hours] == shown


def test_durations_are_multiplied_first_and_rounded_up_once() -> None:
    # 5 h * 1.5 * 1.25 = 9.375 h = 4.6875 steps of 2 h
    leg = {"hours": 5, "slower": {"elderly": 1.5, "infant": 1.25, "cannot_walk": 9}}
    assert model.duration(case(100, traits=("elderly", "infant"), step=2), leg) == 5
    # 0.1 * 3 / 0.1 is a little more than 3 in binary, and 3 is meant
    assert steps_for(0.1 * 3, case(1, step=0.1)) == 3


def test_a_retry_takes_a_step_at_least_and_a_day_unless_said() -> None:
    assert [model.retry(case(9, step=2), {"retry_hours": hours}) for hours in (0, 2, 2.5)] == [1, 1, 2]
    assert model.retry(case(9, step=5), {}) == 5  # 24 / 5 rounded up


def test_the_last_step_is_not_after_the_deadline() -> None:
    assert [last_step(case(*deadline)) for deadline in ((10,), (10.9,), (0,))] == [10, 10, 0]
    assert last_step(case(0.3, step=0.1)) == 3  # 0.3 / 0.1 is a little less than 3 in binary


def test_waiting_is_as_risky_as_a_day_and_grows_with_the_group() -> None:
    # q = 0.02: odds 1/49, times 1.5 for each of two more persons: 2.25/49, survival of a day 49/51.25
    place = A | {"found_per_day": 0.02, "crowding": 1.5}
    assert math.exp(-24 * model.waiting_risk(case(9, persons=3), place)) == pytest.approx(49 / 51.25)
    # six steps of two hours are half a day
    half = 6 * model.waiting_risk(case(9, persons=3, step=2), place)
    assert math.exp(-half) == pytest.approx((49 / 51.25) ** 0.5)


def test_the_case_overrides_its_first_place_only() -> None:
    first, other = A | {"found_per_day": 0.02}, {"id": "B", "kind": "stop", "found_per_day": 0.1}
    found = case(9, found_per_day=0.5)
    assert math.exp(-24 * model.waiting_risk(found, first)) == pytest.approx(0.5)
    assert math.exp(-24 * model.waiting_risk(found, other)) == pytest.approx(0.9)


def test_certain_discovery_is_survived_only_by_not_waiting() -> None:
    tables = tabulate(network([A | {"found_per_day": 1}, S], []), case(9))
    assert tables.wait("A", 0) == 0
    assert tables.wait("A", 1) == math.inf


@pytest.mark.parametrize(
    ("leg", "place", "why"),
    [
        ({"capacity": 2}, {}, "the leg takes two"),
        ({}, {"capacity": 2}, "there are two beds, even where safety is"),
        ({"forbids": ["infant"]}, {}, "no infants"),
        ({"helpers": ["k"]}, {}, "the guide refuses infants"),
        ({}, {"hosts": ["k"]}, "the host refuses infants"),
    ],
)
def test_legs_that_a_group_cannot_use(leg: Doc, place: Doc, why: str) -> None:
    helper = {"id": "k", "integrity": 0.9, "not_for": ["infant"]}
    way = {"id": "x", "from": "A", "to": "S", "hours": 1} | leg
    doc = network([A | {"capacity": 1, "hosts": ["k"]}, S | place], [way], helpers=[helper])
    assert not model.is_usable(doc, case(9, persons=3, traits=("infant",)), way), why
    adults = case(9, persons=2, traits=("elderly",))
    assert model.is_usable(doc, adults, way), "the origin's beds and hosts do not count"


def test_money_is_per_journey_and_per_person() -> None:
    assert model.price(case(9, persons=5), {"cost": 1200, "cost_per_person": 300}) == 2700
