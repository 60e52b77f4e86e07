"""What is said to be a bound is one, and what is said to be a policy's value is that of a real policy."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import inf
from typing import Any

import pytest
from tests.plan import graphs, slow_networks
from tests.plan.slow import harmless as slow
from tests.plan.slow.policy import Recourse
from tests.plan.slow.random_networks import random_instance
from tests.plan.slow.tables import tabulate

from waystation.plan import policy as engine
from waystation.plan import relaxation
from waystation.plan.gains import Gains
from waystation.plan.hazard import Timetable
from waystation.plan.outcome import outcome
from waystation.plan.suspects import Suspect, suspects
from waystation.plan.table import answer
from waystation.plan.unfolded import graph

Doc = dict[str, Any]
NEAR = 1e-9
BARS = (-1.0, -0.05, 0.0, 0.01, 0.2)  # a gain below this need not be bounded


def danger(table: Timetable, suspect: Suspect) -> slow.Danger:
    """Return a suspect as the slow model names it."""
    if suspect.subject == "hazard":
        legs = [leg for leg, rows in groupby(row.leg for row in table.hazards) for _ in rows]
        leg = legs[suspect.number]
        return slow.Danger("hazard", table.legs[leg].id, suspect.number - legs.index(leg))
    things = table.network.helpers if suspect.subject == "helper" else table.places
    return slow.Danger(suspect.subject, things[suspect.number].id)


def wrong_gains(network: Doc, case: Doc) -> Iterator[str]:
    table = graphs.table(network, case)
    search = engine.prepare(table)
    start = engine.best_start(search, 0, table.last + 1, 60.0)
    gains, true = Gains(table, search, graph(search, start)[0], start), slow.gains(network, case, 1e6)
    everyone = list(suspects(table))
    for suspect, least in zip(everyone, gains.at_least(everyone) if everyone else (), strict=True):
        gain = true[danger(table, suspect)]
        if least > gain + NEAR:
            yield f"{suspect} gains {gain}, not {least} at least"
        for bar in BARS:
            if (most := max(bar, gains.at_most(suspect, bar))) < gain - NEAR:
                yield f"{suspect} gains {gain}, not {most} at most"


@pytest.mark.parametrize("seeds", slow_networks.chunks(120, 4), ids=str)
def test_the_gain_of_every_danger_lies_between_its_bounds(seeds: range) -> None:
    for seed, network, case in slow_networks.tiny(seeds):
        assert list(wrong_gains(network, case)) == [], seed


@pytest.mark.slow
@pytest.mark.parametrize("seeds", slow_networks.chunks(2000, 40, first=1000), ids=str)
def test_on_thousands_of_networks_every_gain_lies_between_its_bounds(seeds: range) -> None:
    for seed, network, case in slow_networks.tiny(seeds):
        assert list(wrong_gains(network, case)) == [], seed


@pytest.mark.slow
@pytest.mark.parametrize("seeds", slow_networks.chunks(200, 20), ids=str)
def test_on_small_networks_every_gain_lies_between_its_bounds(seeds: range) -> None:
    for seed, network, case in slow_networks.tiny(seeds, "small"):
        assert list(wrong_gains(network, case)) == [], seed


def cut_off(table: Timetable, visits: int, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what is answered when the time is over after so many states."""
    monkeypatch.setattr(engine, "VISITS", visits)
    search = engine.prepare(table)
    start = engine.best_start(search, 0, table.last + 1, 0.0)
    return search, start, answer(table, search, start)


@pytest.mark.parametrize("visits", [1, 3, 10])
@pytest.mark.parametrize(("size", "seeds"), [("tiny", range(60)), ("small", range(12))], ids=str)
def test_cut_off_a_policy_is_still_real_and_none_is_above_the_bound(
    size: Any, seeds: range, visits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_ends = 0
    for seed, network, case in slow_networks.tiny(seeds, size):
        table, true = graphs.table(network, case), slow.best(tabulate(network, case))
        search, start, policy = cut_off(table, visits, monkeypatch)
        assert policy.p_safe - NEAR <= true <= policy.upper + NEAR, seed
        assert start.low - NEAR <= policy.p_safe, seed
        plan, _ = graph(search, start)
        assert outcome(table, plan).p_safe == pytest.approx(policy.p_safe, abs=NEAR), seed
        open_ends += policy.gap > NEAR
    assert open_ends > 0, "no search was cut off: this says nothing"


def test_those_who_are_told_which_legs_are_gone_do_no_worse() -> None:
    tighter = 0
    for seed, network, case in slow_networks.tiny(range(120)):
        table, true = graphs.table(network, case), slow.best(tabulate(network, case))
        bound = engine.told(engine.prepare(table), 0, table.last + 1, inf)
        assert bound >= true - NEAR, seed
        tighter += bound < 1.0 - NEAR
    assert tighter > 0, "no leg may be gone: this says nothing"


@pytest.mark.slow
def test_a_way_round_that_can_be_tried_all_night_does_not_leave_the_bounds_apart() -> None:
    """A leg to safety that may be gone, and ways back and forth before it: ten thousands of vain tries."""
    network, case = random_instance(1101, "long")
    table = graphs.table(network, case)
    start = engine.best_start(engine.prepare(table), 0, table.last + 1, 600.0)
    assert start.low == pytest.approx(0.52 * 0.9, abs=NEAR)
    assert start.high == pytest.approx(start.low, abs=NEAR)


def test_cut_off_in_an_interval_the_bounds_hold_for_a_first_attempt_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "VISITS", 2)
    for seed, network, case in slow_networks.tiny(range(60)):
        table, recourse = graphs.table(network, case), Recourse(tabulate(network, case), forgetful=True)
        third = max(1, table.last // 3)
        for begin, end in ((0, third), (third, 2 * third), (2 * third, table.last + 1)):
            start = engine.best_start(engine.prepare(table), begin, end, 0.0)
            true = recourse.first_attempt_between((begin - 0.5) * table.step, (end - 0.5) * table.step)
            assert start.low - NEAR <= true <= start.high + NEAR, seed


ROOMS = [
    {"MOST": 12},  # situations: most sets of helpers are not kept
    {"DEEPEST": 1},  # vain tries counted
    {"MOST_CELLS": 2},
    {"ROOM": 50},  # values: no vain tries are counted at all
]


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_with_less_room_for_the_relaxation_the_policy_stays_exact(
    room: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in room.items():
        monkeypatch.setattr(relaxation, name, value)
    for seed, network, case in slow_networks.tiny(range(100)):
        table, true = graphs.table(network, case), slow.best(tabulate(network, case))
        search = engine.prepare(table)
        start = engine.best_start(search, 0, table.last + 1, 60.0)
        assert (start.low, start.high) == pytest.approx((true, true), abs=NEAR), seed
        assert search.cells.value[0] >= true - NEAR, seed
