"""The bounds that the searches rest on are those of a list of all ways, on random timetables."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from tests.plan.slow import bounds as slow
from tests.plan.slow.bounds import Net

from waystation.plan.arrays import as_bits, as_flags, by_place
from waystation.plan.kernels import bounds

KERNELS: Any = bounds


def random_net(seed: int) -> Net:
    dice = np.random.default_rng(seed)
    n, m, last = int(dice.integers(2, 5)), int(dice.integers(0, 7)), int(dice.integers(2, 7))
    safe = np.zeros(n, dtype=np.bool_)
    safe[-1] = True
    return Net(
        source=dice.integers(0, n - 1, m).astype(np.int32),
        target=dice.integers(0, n, m).astype(np.int32),
        duration=dice.integers(1, 4, m).astype(np.int32),
        opened=dice.random((m, last + 1)) < 0.7,
        price=np.round(dice.random((m, last + 1)) * 4) / 4,
        wait=dice.choice([0.0, 0.125, 0.5, math.inf], n, p=[0.4, 0.3, 0.2, 0.1]),
        safe=safe,
        last=last,
    )


NETS = [random_net(seed) for seed in range(60)]


def way(net: Net) -> tuple[Any, ...]:
    return *by_place(net.source, net.safe.size), net.target, net.duration, net.opened


def rest(net: Net) -> Any:
    return KERNELS.cheapest_rest(*way(net), net.price, net.wait, net.safe, net.last)


def test_the_cheapest_rest_is_that_of_the_cheapest_of_all_ways() -> None:
    for net in NETS:
        for (t, i), found in np.ndenumerate(rest(net)):
            totals = [slow.total(net, one) for one in slow.ways(net, i, t)]
            assert found == pytest.approx(min(totals, default=math.inf))


def test_the_cheapest_way_is_a_way_and_costs_what_was_promised() -> None:
    for net in NETS:
        promised = rest(net)
        for origin in map(int, np.flatnonzero(~net.safe)):
            args = *way(net), net.price, net.wait, net.safe, net.last, promised, origin
            legs = tuple((int(e), int(t)) for e, t in KERNELS.cheapest_way(*args))
            if math.isinf(promised[0, origin]):
                assert legs == ()
            else:
                taken = next(one for one in slow.ways(net, origin, 0) if one.legs == legs)
                assert slow.total(net, taken) == pytest.approx(promised[0, origin])


def test_the_soonest_arrival_is_that_of_the_soonest_of_all_ways() -> None:
    for net in NETS:
        soonest = KERNELS.soonest_arrival(*way(net), net.safe, net.last)
        for (t, i), found in np.ndenumerate(soonest):
            assert found == min((one.arrival for one in slow.ways(net, i, t)), default=net.last + 1)


def test_a_departure_is_skipped_only_for_an_earlier_one_that_is_no_worse() -> None:
    for net in NETS:
        parts = net.source, net.target, net.opened, net.price, net.wait, net.safe
        before = KERNELS.better_departure(*parts, net.last)
        for e, t in zip(*np.nonzero(net.opened), strict=True):
            assert before[e, t] == slow.better_before(net, int(e), int(t))


@pytest.mark.parametrize("helpers", [1, 64, 70])
def test_who_can_be_met_later_is_who_can_be_walked_to(helpers: int) -> None:
    for seed, net in enumerate(NETS):
        uses = np.random.default_rng(seed).random((net.source.size, helpers)) < 0.2
        names = [set(np.flatnonzero(row).tolist()) for row in uses]
        later = as_flags(KERNELS.usable_later(*way(net)[:3], as_bits(uses)))
        for place, flags in enumerate(later):
            assert set(np.flatnonzero(flags).tolist()) == slow.met_later(net, place, names)
