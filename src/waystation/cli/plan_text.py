"""How does a plan read: routes side by side, the safest as a timetable, and what to do if blocked?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from rich.console import RenderableType
from rich.text import Text

from waystation.cli.journey_text import contingency, timetable, what_binds
from waystation.cli.tables import Cells, heading, sentences, table
from waystation.domain.route import Plan, Route
from waystation.kit.language import _, many
from waystation.kit.shown import printable
from waystation.plan.explain.decision import action_text, front_text, policy_text
from waystation.plan.explain.figures import hours, money, number, percent
from waystation.plan.explain.names import Names, date_text
from waystation.plan.explain.timetable import of_route

_MOST = 25  # routes; a front of thousands is for programs and for the plot of the report


def _ways(routes: Sequence[Route]) -> dict[tuple[str, ...], str]:
    """Return a letter for each sequence of legs, in the order in which they appear: A to Z, then A2 to Z2."""
    ways = dict.fromkeys(tuple(step.leg for step in route.steps) for route in routes)
    rounds = (f"{letter}{lap or ''}" for lap in (0, *range(2, len(ways) + 2)) for letter in ascii_uppercase)
    return dict(zip(ways, rounds, strict=False))


def _route_row(names: Names, row: int, route: Route, way: str) -> Cells:
    moment = names.at(route.steps[0].depart if route.steps else 0.0)
    return (
        str(row),
        percent(route.p_safe),
        percent(route.p_on_time),
        hours(route.hours),
        money(route.cost, None),
        number(route.exposure),
        f"{date_text(moment)} {moment:%H:%M}",
        way,
    )


def _routes(plan: Plan, names: Names) -> Iterable[RenderableType]:
    cost = _("cost ({currency})").format(currency=plan.currency) if plan.currency else _("cost")
    columns = ("#", _("safe"), _("on time"), _("arrives in"), cost, _("exposure"), _("leaves"), _("way"))
    routes = plan.routes[:_MOST]
    ways = _ways(routes)
    letters = [ways[tuple(step.leg for step in route.steps)] for route in routes]
    rows = [
        _route_row(names, n, route, way)
        for n, (route, way) in enumerate(zip(routes, letters, strict=True), 1)
    ]
    yield table(columns, rows, right=(0, 1, 2, 3, 4, 5), fixed=(6,))
    yield Text(_("on time: the chance that nothing blocks it. The ways:"))
    yield from (part for legs, way in ways.items() for part in sentences([printable(", ".join(legs))], way))
    if (left := len(plan.routes) - _MOST) > 0:
        text = many(
            "{count} more route: in --json and the report.",
            "{count} more routes: in --json and the report.",
            left,
        )
        yield Text(text.format(count=left))
    if incomplete := front_text(plan.front):
        yield Text(incomplete, style="bold")


def page(plan: Plan, names: Names, rows: int) -> Iterable[RenderableType]:
    """Yield the parts of the page, in the order in which they matter."""
    yield from sentences(plan.warnings, "!")
    if not plan.routes:
        yield Text(_("No route reaches safety before the deadline."), style="bold")
        yield from sentences(what_binds(names), "-")
        return
    first = action_text(plan.policy.first, names)
    yield Text(_("Best policy: {action}.").format(action=first), style="bold")
    yield Text(policy_text(plan.policy))
    yield heading(_("Routes that no other beats, the safest first"))
    yield from _routes(plan, names)
    yield heading(_("Timetable of route 1, if nothing is blocked (local times)"))
    yield timetable(names, of_route(names, plan.routes[0]))
    yield heading(_("What to do in every case, in the order in which it may be met"))
    yield from contingency(names, plan.policy, rows)
