"""What does the page of a plan or of a decision hold?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from waystation.domain.decision import Decision
from waystation.domain.route import Plan
from waystation.plan.explain.decision import action_text, front_text, policy_text
from waystation.plan.explain.figures import persons
from waystation.plan.explain.names import Names
from waystation.plan.explain.timetable import Line, of_policy, of_route
from waystation.report import verdict
from waystation.report.chart import chart
from waystation.report.listed import contingency_rows, route_rows, timetable_rows
from waystation.report.scatter import plot
from waystation.report.sheet import sheet
from waystation.report.timeline import timeline


def _lines(plan: Plan, names: Names) -> tuple[Line, ...]:
    """Return the timetable of the policy, or of the safest route where there is no policy to follow."""
    lines = of_policy(names, plan.policy)
    return lines or (of_route(names, plan.routes[0]) if plan.routes else ())


def _who(names: Names) -> str:
    return ", ".join((persons(names.case.group.persons), *map(names.word, names.case.group.traits)))


def _journey(plan: Plan, names: Names) -> dict[str, Any]:
    lines, policy = _lines(plan, names), plan.policy
    return {
        "map": chart(names, lines, policy),
        "timeline": timeline(names, lines),
        "timetable": timetable_rows(names, lines),
        "policy": policy_text(policy),
        "first": action_text(policy.first, names),
        "contingency": contingency_rows(names, policy),
        "left_out": len(policy.table) - len(contingency_rows(names, policy)),
    }


def _front(plan: Plan, names: Names) -> dict[str, Any]:
    routes = plan.routes
    return {
        "routes": route_rows(names, plan),
        "routes_left_out": len(routes) - len(route_rows(names, plan)),
        "incomplete": front_text(plan.front),
        "by_hours": plot(routes, lambda route: route.hours) if routes else None,
        "by_cost": plot(routes, lambda route: route.cost) if routes else None,
    }


def _render(names: Names, plan: Plan, **more: Any) -> bytes:
    return sheet(
        "report.html",
        case=names.word(names.case.id),
        network=names.word(names.network.name or ""),
        who=_who(names),
        currency=names.network.currency,
        warnings=plan.warnings,
        **_journey(plan, names),
        **_front(plan, names),
        **more,
    )


def plan_page(plan: Plan, names: Names) -> bytes:
    """Return the page for a plan."""
    return _render(replace(names, isolating=True), plan, **verdict.none())


def decision_page(decision: Decision, names: Names) -> bytes:
    """Return the page for a decision."""
    names = replace(names, isolating=True)
    return _render(names, decision.plan, **verdict.parts(decision, names))
