"""How little can the rest of the way cost, how soon can it end? Every way, one by one.

The twin of waystation.plan.kernels.bounds: ways are listed instead of worked out backwards in time.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple


class Net(NamedTuple):
    """Places and legs with prices for every step, as the kernels take them.

    `source`, `target`, `duration` (m,); `opened`, `price` (m, last+1); `wait`, `safe` (n,); steps 0..last.
    """

    source: Any
    target: Any
    duration: Any
    opened: Any
    price: Any
    wait: Any
    safe: Any
    last: int

    def leaving(self, place: int) -> list[int]:
        """Return the legs out of a place."""
        return [e for e, begin in enumerate(self.source) if begin == place]


class Way(NamedTuple):
    """A way to safety: its legs with their departures, the steps waited by place, the step of arrival."""

    legs: tuple[tuple[int, int], ...]
    waits: tuple[tuple[int, int], ...]
    arrival: int


def ways(net: Net, here: int, now: int) -> Iterator[Way]:
    """Yield every way to safety by the last step; whoever is there stays there."""
    if net.safe[here]:
        yield Way((), (), now)
        return
    for leg in net.leaving(here):
        for depart in range(now, net.last - int(net.duration[leg]) + 1):
            if net.opened[leg][depart]:
                for rest in ways(net, int(net.target[leg]), depart + int(net.duration[leg])):
                    waits = (here, depart - now), *rest.waits
                    yield Way(((leg, depart), *rest.legs), waits, rest.arrival)


def total(net: Net, way: Way) -> float:
    """Return what a way costs: the price of each leg at its step, and each step of waiting."""
    waited = math.fsum(float(net.wait[place]) * steps for place, steps in way.waits if steps)
    return math.fsum(float(net.price[e][t]) for e, t in way.legs) + waited


def better_before(net: Net, leg: int, t: int) -> int:
    """Return the latest earlier departure that is no worse than leaving by this leg at t; -1 if none is.

    Leaving at u means waiting at the far end instead of here for t - u steps; in safety that is free.
    """
    end = net.target[leg]
    here, there = float(net.wait[net.source[leg]]), 0.0 if net.safe[end] else float(net.wait[end])
    if here == math.inf:
        return t - 1  # nobody who came before has lived until now
    if there == math.inf:
        return -1
    risk = net.price[leg]
    earlier = (u for u in range(t - 1, -1, -1) if net.opened[leg][u])
    return next((u for u in earlier if risk[u] + there * (t - u) <= here * (t - u) + risk[t] + 1e-12), -1)


def met_later(net: Net, place: int, names: list[set[int]]) -> set[int]:
    """Return whose legs can still be reached from a place, by walking on until nothing new is found."""
    seen, todo, found = {place}, [place], set[int]()
    while todo:
        for e in net.leaving(todo.pop()):
            found |= names[e]
            todo += {int(net.target[e])} - seen
            seen.add(int(net.target[e]))
    return found
