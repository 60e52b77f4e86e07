"""What are the objectives of a route, and which of several routes form the front?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from waystation.domain.route import Objective, Route, Step
from waystation.plan.arrays import nats
from waystation.plan.hazard import Timetable
from waystation.plan.outcome import route_lost

Legs = list[tuple[int, int]]  # (leg, departure step), in order
EQUAL = 1e-9  # relative


def evaluate(table: Timetable, legs: Legs) -> Route:
    """Return the route over these legs at these departure steps with its four objectives."""
    helpers: list[int] = []
    steps, cost, exposure = [], 0.0, 0.0
    for e, t in legs:
        new = [int(k) for k in np.flatnonzero(table.uses[e]) if k not in helpers]
        helpers += new
        leg, p_pass = table.legs[e], float(table.survive[e, t] * np.prod(table.integrity[new]))
        met = tuple(table.network.helpers[k].id for k in new)
        hours = t * table.step, (t + int(table.duration[e])) * table.step
        steps.append(Step(leg.id, leg.from_, leg.to, *hours, p_pass, met))
        cost += float(table.cost[e])
        exposure += float(table.worth[table.target[e]])
    p_safe, lost, p_on_time = route_lost(table, legs)
    return Route(
        steps=tuple(steps),
        risk=float(nats(np.array(p_safe))),
        p_safe=p_safe,
        hours=steps[-1].arrive if steps else 0.0,
        cost=cost,
        exposure=exposure + float(table.helper_worth[helpers].sum()),
        p_on_time=p_on_time,
        lost=lost,
        helpers=tuple(table.network.helpers[k].id for k in helpers),
    )


def undominated(routes: list[Route], objectives: Sequence[Objective]) -> list[Route]:
    """Return the Pareto front of the routes, sorted; closer than 1e-9 (relative) is equal."""
    keys: list[Objective] = list(objectives)
    if "risk" in keys:
        keys.sort(key=lambda key: key != "risk")
    routes = sorted(routes, key=lambda route: [getattr(route, key) for key in keys])
    points = np.array([[getattr(route, key) for key in keys] for route in routes]).reshape(-1, len(keys))
    kept: list[int] = []
    for a in range(len(routes)):
        slack = EQUAL * np.maximum(np.abs(points), np.abs(points[a]))
        as_good = (points <= points[a] + slack).all(axis=1)
        better = as_good & (points < points[a] - slack).any(axis=1)
        if not better.any() and not as_good[kept].any():
            kept.append(a)
    return [routes[a] for a in kept]
