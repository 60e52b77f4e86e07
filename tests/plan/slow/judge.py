"""What is wrong with an answer of the engine? Every claim is worked out again by the twin."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tests.plan.slow.routes import NotARouteError, Route, Worth, worth
from tests.plan.slow.tables import Tables

NEAR = {"hours": 1e-6, "cost": 1e-6, "exposure": 1e-6}  # money and hours; probabilities and risks 1e-9


def close(name: str, a: float, b: float) -> bool:
    """Tell whether a claim is as near to the truth as the planning model asks."""
    return abs(a - b) <= NEAR.get(name, 1e-9 * max(1.0, abs(b)))


def wrong_with_front(tables: Tables, names: tuple[str, ...], front: list[Any], answer: Any) -> Iterator[str]:
    """Yield what is wrong with the routes of a plan, given the true front over the objectives named."""
    for number, route in enumerate(answer.routes):
        for complaint in wrong_with_route(tables, route):
            yield f"{names}: route {number}: {complaint}"
    yield from _wrong_points(names, front, [tuple(getattr(r, n) for n in names) for r in answer.routes])
    order = ("risk",) if "risk" in names else names
    keys = [[getattr(route, name) for name in order] for route in answer.routes]
    if not all(_in_order(order, a, b) for a, b in pairwise(keys)):
        yield f"{names}: not sorted by {order}: {keys}"


def _in_order(names: tuple[str, ...], a: list[float], b: list[float]) -> bool:
    """Tell whether a comes before b, or is the same as far as can be told."""
    return next((x < y for name, x, y in zip(names, a, b, strict=True) if not close(name, x, y)), True)


def _wrong_points(names: tuple[str, ...], front: list[Any], given: list[Any]) -> Iterator[str]:
    """Match the points of the true front and those given one to one."""
    left = list(given)
    for point in front:
        match = next((g for g in left if all(map(close, names, g, point))), None)
        if match is None:
            yield f"{names}: missing point {point}; given {given}"
        else:
            left.remove(match)
    for point in left:
        yield f"{names}: {point} is not on the front {front}, or is there twice"


def wrong_with_route(tables: Tables, route: Any) -> Iterator[str]:
    """Yield what is wrong with a route: that it cannot be travelled, or is not worth what it claims."""
    taken = sequence(tables, route)
    try:
        truth = worth(tables, taken)
    except NotARouteError as why:
        yield f"{taken} {why}"
        return
    for name in Worth._fields:
        if not close(name, getattr(route, name), getattr(truth, name)):
            yield f"{taken} claims {name} {getattr(route, name)}, and it is {getattr(truth, name)}"
    if not close("p_safe", math.fsum(route.lost.values()), 1 - truth.p_safe):
        yield f"{taken} splits {1 - truth.p_safe} into {dict(route.lost)}"
    for step, (leg, depart) in zip(route.steps, taken, strict=True):
        arrive = (depart + tables.legs[leg].steps) * tables.step
        if not close("hours", step.arrive, arrive):
            yield f"{taken} claims to arrive by {leg} at {step.arrive}, and it is {arrive}"


def sequence(tables: Tables, route: Any) -> Route:
    """Return the (leg, step) pairs of a route of the engine, whose departures are in hours."""
    return tuple((step.leg, round(step.depart / tables.step)) for step in route.steps)
