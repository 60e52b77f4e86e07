"""How do the ways look side by side: on a map, on time lines below each other, as points with a table?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from waystation.domain.decision import Decision
from waystation.domain.route import Plan, Route
from waystation.kit.language import _
from waystation.plan.explain.decision import front_text
from waystation.plan.explain.figures import hours, money, percent
from waystation.plan.explain.names import Names
from waystation.plan.explain.timetable import Line, of_policy, of_route
from waystation.report.chart import chart
from waystation.report.listed import route_rows, timetable_rows
from waystation.report.scatter import plot
from waystation.report.timeline import Timeline, timeline

MOST = 12  # routes of the table; the plot shows all


class Way(NamedTuple):
    """One way to compare: its word in the address, its name, its figures, its time line."""

    word: str
    name: str
    figures: str
    timeline: Timeline | None
    lines: tuple[Line, ...]
    here: bool


def drawn(names: Names, decision: Decision, chosen: str) -> dict[str, Any]:
    """Return the ways side by side; the map and the timetable are those of the one that is chosen."""
    plan = decision.plan
    ways = list(_ways(names, plan, chosen))
    here = next((way for way in ways if way.here), ways[0] if ways else None)
    routes = plan.routes
    return {
        "ways": ways,
        "here": here,
        "map": chart(names, here.lines, plan.policy) if here else None,
        "timetable": timetable_rows(names, here.lines) if here else [],
        "routes": route_rows(names, plan)[:MOST],
        "routes_left_out": max(0, len(routes) - MOST),
        "incomplete": front_text(plan.front),
        "by_hours": plot(routes, lambda route: route.hours) if routes else None,
        "by_cost": plot(routes, lambda route: route.cost) if routes else None,
        "currency": names.network.currency,
    }


def _ways(names: Names, plan: Plan, chosen: str) -> Iterator[Way]:
    """Yield what is proposed, then the safest, the fastest and the cheapest route where they are others."""
    proposed = of_policy(names, plan.policy)
    ends = [each.hours for each in _best(plan).values()] + [line.arrive for line in proposed[-1:]]
    known = {"proposed", *_best(plan)}
    chosen = chosen if chosen in known else "proposed"
    if proposed:
        figures = _("{chance} reach safety").format(chance=percent(plan.policy.p_safe))
        yield Way(
            "proposed",
            _("As proposed"),
            figures,
            timeline(names, proposed, ends),
            proposed,
            chosen == "proposed",
        )
    seen = {tuple((line.leg, line.depart) for line in proposed)}
    for word, route in _best(plan).items():
        steps = tuple((step.leg, step.depart) for step in route.steps)
        if steps in seen and word != chosen:
            continue
        seen.add(steps)
        lines = of_route(names, route)
        yield Way(
            word, _names()[word], _figures(names, route), timeline(names, lines, ends), lines, word == chosen
        )


def _best(plan: Plan) -> dict[str, Route]:
    """Return the best routes of the front in each objective."""
    if not plan.routes:
        return {}
    return {
        "safest": min(plan.routes, key=lambda route: route.risk),
        "fastest": min(plan.routes, key=lambda route: (route.hours, route.risk)),
        "cheapest": min(plan.routes, key=lambda route: (route.cost, route.risk)),
    }


def _names() -> dict[str, str]:
    return {"safest": _("Safest"), "fastest": _("Fastest"), "cheapest": _("Cheapest")}


def _figures(names: Names, route: Route) -> str:
    return _("{chance} reach safety if nothing blocks ({clear}); {hours}; {money}").format(
        chance=percent(route.p_safe),
        clear=percent(route.p_on_time),
        hours=hours(route.hours),
        money=money(route.cost, names.network.currency),
    )
