"""Which good routes can be had at once? What cannot beat them need not be looked at."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from waystation.plan.arrays import as_flags
from waystation.plan.evaluate import EQUAL, Legs
from waystation.plan.kernels.arrays import Floats
from waystation.plan.kernels.bounds import cheapest_rest, cheapest_way
from waystation.plan.kernels.labels import Prices
from waystation.plan.kernels.net import Net
from waystation.plan.kernels.points import add_point, covered
from waystation.plan.kernels.store import FRONT, Store

WEIGHTS = 0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 0.95  # of money and exposure against risk
LIMITS = 4  # latest arrivals for which there are seeds
SEED_WORK = 2e8  # legs times steps that may be looked at for seeds


def _weighings(net: Net, prices: Prices, origin: int) -> Iterator[tuple[Floats, Floats]]:
    """Yield (price of each leg and step, of a step of waiting) for several weights of the objectives."""
    helped = as_flags(net.marks)[:, : prices.risk.size - 1]
    risk = net.risk + (helped @ prices.risk[:-1])[:, None]
    others = [net.cost, net.exposure + helped @ prices.worth[:-1]]
    units = [max(float(rest[0, origin]), EQUAL) for rest in (net.rest_risk, net.rest_cost, net.rest_exposure)]
    used = [bool(other.any()) for other in others]
    pairs = [(1.0, 0.0)] * used[0] + [(0.0, 1.0)] * used[1] + [(0.5, 0.5)] * all(used)
    for share in WEIGHTS if pairs else WEIGHTS[:1]:
        for shares in pairs or [(0.0, 0.0)]:
            parts = zip(shares, others, units[1:], strict=True)
            money = np.add.reduce([w * other / unit for w, other, unit in parts])
            price = risk / units[0] * (1.0 - share) + money[:, None] * share
            yield np.ascontiguousarray(price), np.where(net.bars, np.inf, net.wait / units[0] * (1.0 - share))


def seeds(net: Net, prices: Prices, origin: int) -> list[Legs]:
    """Return some good routes, found by weighing the objectives against one another."""
    soonest = int(net.soonest[0, origin])
    if soonest > net.last:
        return []
    limits = np.unique(np.linspace(soonest, net.last, LIMITS if net.timed else 1)[::-1].astype(int))
    found: set[tuple[tuple[int, int], ...]] = set()
    left = SEED_WORK
    for price, wait in _weighings(net, prices, origin):
        for last in map(int, limits):
            left -= net.opened.size
            if left < 0 and found:
                break
            way = net.first, net.leaving, net.target, net.duration, net.opened, price, wait, net.safe, last
            legs = cheapest_way(*way, cheapest_rest(*way), origin)
            found.add(tuple((int(e), int(t)) for e, t in legs))
    return [list(legs) for legs in found if legs]


def planted(net: Net, prices: Prices, store: Store, routes: list[Legs]) -> Store:
    """Return the store with the routes in its front; route number x has the name -1 - x."""
    room = max(64, 2 * len(routes))
    store = store._replace(front=np.zeros((room, 4)), names=np.zeros(room, dtype=np.int32))
    for x, legs in enumerate(routes):
        point = _point(net, prices, legs)
        if not covered(store.front, store.counts[FRONT], *point):
            store.counts[FRONT] = add_point(store.front, store.names, store.counts[FRONT], point, -1 - x)
    return store


def _point(net: Net, prices: Prices, legs: Legs) -> Floats:
    """Return what the objectives of a route are to the kernels; what is not an objective is 0."""
    helped, now, risk = np.zeros(net.marks.shape[1], dtype=np.uint64), 0, 0.0
    for e, t in legs:
        risk += float(net.wait[net.place_of[e]]) * (t - now) + float(net.risk[e, t])
        helped |= net.marks[e]
        now = t + int(net.duration[e])
    used = np.flatnonzero(as_flags(helped[None, :])[0])
    risk += float(prices.risk[used].sum())
    way = [e for e, _ in legs]
    return np.array(
        [risk, now * net.timed, net.cost[way].sum(), net.exposure[way].sum() + prices.worth[used].sum()]
    )
