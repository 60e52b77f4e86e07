"""Which routes are there, what is each worth, and which are on the front? (planning model, section 3)"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from tests.plan.slow.tables import Leg, Tables

Route = tuple[tuple[str, int], ...]  # (leg, step of departure), in order
OBJECTIVES = ("risk", "hours", "cost", "exposure")
SAME = 1e-9


class Worth(NamedTuple):
    """The objectives of a route and what is shown beside them."""

    risk: float
    hours: float
    cost: float
    exposure: float
    p_safe: float
    p_on_time: float


class NotARouteError(ValueError):
    """A sequence of legs and departures that the model does not allow."""


def all_routes(tables: Tables) -> Iterator[Route]:
    """Yield every route that can be survived: every leg, at every hour, from every place reached."""
    yield from _onwards(tables, tables.start, 0, ())


def _onwards(tables: Tables, place: str, now: int, taken: Route) -> Iterator[Route]:
    if place in tables.safety:
        yield taken
        return
    for depart in range(now, tables.last + 1):
        if tables.wait(place, depart - now) == math.inf:
            return
        for leg in tables.attempts(place, depart):
            if leg.risk[depart] + tables.first_use(leg.met, frozenset()) < math.inf:
                yield from _onwards(tables, leg.to, depart + leg.steps, (*taken, (leg.id, depart)))


def worth(tables: Tables, route: Route) -> Worth:
    """Return the objectives of a route, each straight from its definition.

    Raises NotARouteError if it cannot be travelled, comes late, or does not end at the first place of safety.
    """
    place, now, risks, legs = tables.start, 0, [], []
    for name, depart in route:
        leg = _allowed(tables, place, now, name, depart)
        risks += [tables.wait(place, depart - now), leg.risk[depart]]
        place, now = leg.to, depart + leg.steps
        legs.append(leg)
    if place not in tables.safety:
        raise NotARouteError(f"ends at {place}")
    used = frozenset[str]().union(*(leg.met for leg in legs))
    risk = math.fsum([*risks, tables.first_use(used, frozenset())])
    return Worth(
        risk=risk,
        hours=now * tables.step,
        cost=math.fsum(leg.cost for leg in legs),
        exposure=math.fsum(
            [*(tables.helper_worth[k] for k in used), *(tables.place_worth[leg.to] for leg in legs)]
        ),
        p_safe=math.exp(-risk),
        p_on_time=math.prod(1 - leg.block for leg in legs) * math.prod(1 - leg.gone for leg in set(legs)),
    )


def _allowed(tables: Tables, place: str, now: int, name: str, depart: int) -> Leg:
    if depart < now:
        raise NotARouteError(f"{name} departs at {depart}, before the arrival at {now}")
    for leg in tables.attempts(place, depart):
        if leg.id == name:
            return leg
    raise NotARouteError(f"{name} cannot be attempted from {place} at {depart}")


def same(a: float, b: float) -> bool:
    """Tell whether two values of an objective count as equal."""
    return a == b or abs(a - b) < SAME * max(abs(a), abs(b))


def front(points: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """Return the points that no other is better than, each once, sorted."""
    kept: list[tuple[float, ...]] = []
    for point in sorted(set(points)):  # whoever is better comes earlier, but for rounding
        if not any(all(a <= b for a, b in zip(other, point, strict=True)) for other in kept):
            kept.append(point)
    best: list[tuple[float, ...]] = []
    for point in kept:
        if not any(_better(other, point) for other in kept) and not any(
            _equal(other, point) for other in best
        ):
            best.append(point)
    return best


def _equal(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return all(same(x, y) for x, y in zip(a, b, strict=True))


def _better(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return all(x <= y or same(x, y) for x, y in zip(a, b, strict=True)) and not _equal(a, b)


def fronts_by_enumeration(
    tables: Tables, choices: list[tuple[str, ...]]
) -> dict[tuple[str, ...], list[tuple[float, ...]]]:
    """Return the front for each choice of objectives, from the list of all routes."""
    worths = {worth(tables, route) for route in all_routes(tables)}
    return {choice: front([tuple(getattr(w, name) for name in choice) for w in worths]) for choice in choices}
