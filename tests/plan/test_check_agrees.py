"""Does the light check of clocks, limits and ways agree with the engine and with its plain twin?"""

from __future__ import annotations

import random
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.slow.random_networks import random_instance
from tests.plan.slow.routes import all_routes
from tests.plan.slow.tables import tabulate

from waystation.domain.network import Condition, Network, Place
from waystation.plan import clock, hours
from waystation.plan.checks.findings import Sources
from waystation.plan.checks.limits import Limits
from waystation.plan.checks.reach import Starts, earliest
from waystation.plan.checks.unreached import unreached
from waystation.plan.load import parse_case, parse_network
from waystation.plan.usable import usable_legs

ZONES = ["Asia/Pyongyang", "Asia/Kathmandu", "Europe/Berlin", "Australia/Lord_Howe", None]
WINDOWS = st.builds("{:02}:{:02}-{:02}:{:02}".format, *[st.integers(0, 23), st.integers(0, 59)] * 2)


@given(st.sampled_from(ZONES), st.sampled_from([0.25, 1, 1.5, 7]), WINDOWS, st.integers(0, 400))
def test_one_step_at_a_time_is_the_same_as_all_at_once(
    tz: str | None, step: float, window: str, days: int
) -> None:
    start = datetime.fromisoformat("2026-01-01T18:10:30+09:00").replace(
        day=1 + days % 28, month=1 + days % 12
    )
    place, last = Place(id="A", tz=tz), 30
    minutes = clock.minutes(start, hours.zone(place, start), step, last)
    opened = clock.inside(minutes, [window])
    for t in range(last + 1):
        minute = hours.minute_of_day(hours.local_time(start, t * step, hours.zone(place, start)))
        assert minute == minutes[t]
        assert hours.within(minute, window) == opened[t]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(-3, 3)), min_size=1, unique_by=lambda p: p[0]))
def test_so_are_the_values_of_a_condition(points: list[tuple[float, float]]) -> None:
    condition = Condition(id="c", series=tuple(sorted(points)))
    everywhere = clock.values(condition, 0.5, 130)
    assert [hours.value(condition, (t + hours.TOLERANCE) * 0.5) for t in range(131)] == list(everywhere)


def certain_discovery(network: Network) -> bool:
    return any(place.found_per_day >= 1 for place in network.places)


@pytest.mark.parametrize("size", ["tiny", "small"])
def test_the_same_legs_are_open_to_a_group(size: str) -> None:
    for seed in range(150):
        net, case = random_instance(seed, "tiny" if size == "tiny" else "small")
        network, request = parse_network(net), parse_case(case)
        certain = {leg.id for leg in network.legs if any(h.p == 1 for h in leg.hazards)}
        traitors = {helper.id for helper in network.helpers if helper.integrity == 0}
        hosts = {place.id: place.hosts for place in network.places}
        expected = [
            leg.id
            for leg in usable_legs(network, request)
            if leg.id not in certain and traitors.isdisjoint((*leg.helpers, *hosts[leg.to]))
        ]
        assert [leg.id for leg in Limits(network, request.group).usable] == expected


def test_safety_is_in_reach_exactly_where_the_plain_twin_finds_a_route() -> None:
    """Waiting where one is found for certain is the one thing that the check leaves to the engine."""
    outcomes = set()
    for seed in range(300):
        net, case = random_instance(seed, "tiny")
        network, request = parse_network(net), parse_case(case)
        reachable = not any(unreached(network, request, Sources()))
        survivable = next(all_routes(tabulate(net, case)), None) is not None
        outcomes.add((reachable, survivable))
        assert reachable or not survivable, seed
        if not certain_discovery(network) and (request.found_per_day or 0) < 1:
            assert reachable == survivable, seed
    assert {(True, True), (False, False)} <= outcomes


def test_no_route_arrives_before_the_earliest_arrival() -> None:
    dice = random.Random(5)
    for seed in dice.sample(range(300), 60):
        net, case = random_instance(seed, "tiny")
        network, request = parse_network(net), parse_case(case)
        if certain_discovery(network) or request.found_per_day == 1:
            continue
        tables = tabulate(net, case)
        arrivals = [route[-1][1] + tables.legs[route[-1][0]].steps for route in all_routes(tables) if route]
        limits = Limits(network, request.group)
        found = earliest(request, limits.usable, Starts(network, request, tables.last))
        if arrivals:
            assert min(arrivals) == min(found[place] for place in tables.safety if place in found)
