"""How does a timetable look to the search for the front? What is not an objective costs nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from waystation.domain.route import Objective
from waystation.plan.arrays import as_bits, by_place, can_pass, nats
from waystation.plan.hazard import Timetable
from waystation.plan.kernels.arrays import Floats, Ints
from waystation.plan.kernels.bounds import better_departure, cheapest_rest, soonest_arrival, usable_later
from waystation.plan.kernels.labels import Arena, Prices
from waystation.plan.kernels.net import Net
from waystation.plan.kernels.store import Store

ROOM = 1024  # labels, to begin with


def net(table: Timetable, objectives: Sequence[Objective]) -> Net:
    """Return the kernels' view of the timetable."""
    n, risky = len(table.places), float("risk" in objectives)
    first, leaving = by_place(table.source, n)
    opened = can_pass(table)
    risk = np.where(opened, nats(np.where(opened, table.survive, 1.0)), 0.0) * risky
    quiet = np.isfinite(table.wait)
    wait = np.where(quiet, np.where(quiet, table.wait, 0.0) * risky, np.inf)
    cost = table.cost * float("cost" in objectives)
    exposure = table.worth[table.target] * float("exposure" in objectives)
    marks, way = as_bits(table.uses), (first, leaving, table.target, table.duration, opened)

    def rest(price: Floats, waiting: Floats) -> Floats:
        prices = np.broadcast_to(price, opened.shape).copy()
        return cheapest_rest(*way, prices, waiting, table.safe, table.last)

    still = np.where(quiet, 0.0, np.inf)
    return Net(
        first=first,
        leaving=leaving,
        place_of=table.source,
        target=table.target,
        duration=table.duration,
        opened=opened,
        risk=risk,
        cost=cost,
        exposure=exposure,
        marks=marks,
        wait=np.where(quiet, wait, 0.0),
        bars=~quiet,
        safe=table.safe,
        later=usable_later(first, leaving, table.target, marks),
        before=better_departure(table.source, table.target, opened, risk, wait, table.safe, table.last),
        rest_risk=rest(risk, wait),
        rest_cost=rest(cost[:, None], still),
        rest_exposure=rest(exposure[:, None], still),
        soonest=soonest_arrival(*way, table.safe, table.last),
        slack=np.zeros(4),
        timed=float("hours" in objectives),
        last=table.last,
    )


def prices(table: Timetable, objectives: Sequence[Objective]) -> Prices:
    """Return what each helper costs when first used; one more is added, so that there is always one."""
    trusted = np.where(table.integrity > 0.0, table.integrity, 1.0)
    risk = nats(trusted) * float("risk" in objectives)
    worth = table.helper_worth * float("exposure" in objectives)
    return Prices(np.append(risk, 0.0), np.append(worth, 0.0))


def _ints(size: int, fill: int = 0) -> Ints:
    return np.full(size, fill, dtype=np.int32)


def _arena(words: int) -> Arena:
    helpers = np.zeros((ROOM, words), dtype=np.uint64)
    return Arena(np.zeros((ROOM, 3)), np.zeros(ROOM), helpers, _ints(ROOM), _ints(ROOM))


def store(view: Net, origin: int) -> Store:
    """Return the state of the search before step 0: the empty route at the origin."""
    n, words = view.safe.size, view.marks.shape[1]
    begin = Store(
        parent=_ints(ROOM, -1),
        leg=_ints(ROOM, -1),
        depart=_ints(ROOM, -1),
        waiting=_arena(words),
        by=_ints(ROOM),
        after=_ints(ROOM, -1),
        head=np.full((view.last + 1, n), -1, dtype=np.int32),
        arena=_arena(words),
        lo=_ints(n),
        hi=_ints(n),
        cap=_ints(n),
        newest=_ints(n, -1),
        front=np.zeros((64, 4)),
        names=_ints(64),
        counts=np.array([1, -1, 0, 8, 0], dtype=np.int64),
    )
    begin.cap[origin], begin.hi[origin], begin.newest[origin] = 8, 1, 0
    return begin
