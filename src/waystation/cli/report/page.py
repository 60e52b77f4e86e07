"""How does a plan or a decision become one page of HTML that asks nobody for anything and runs no script?"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from waystation.cli.report import verdict
from waystation.cli.report.chart import chart
from waystation.cli.report.listed import contingency_rows, route_rows, timetable_rows
from waystation.cli.report.scatter import plot
from waystation.cli.report.timeline import timeline
from waystation.domain.decision import Decision
from waystation.domain.route import Plan
from waystation.kit.language import _, current, many
from waystation.plan.explain.decision import action_text, front_text, policy_text
from waystation.plan.explain.figures import persons
from waystation.plan.explain.names import END_ISOLATE, FIRST_STRONG, Names
from waystation.plan.explain.timetable import Line, of_policy, of_route

_FOLDER = Path(__file__).parent / "templates"


def said(text: str) -> Markup:
    """Return text for the page, each name in it set apart so that its direction of writing stays its own."""
    safe = str(escape(text)).replace(FIRST_STRONG, "<bdi>").replace(END_ISOLATE, "</bdi>")
    return Markup(safe)  # noqa: S704  (escaped in the line above)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"_": _, "many": many}
    environment.filters["said"] = said
    environment.filters["px"] = lambda value: f"{value:.1f}"
    return environment


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


def _style() -> tuple[Markup, str]:
    """Return the style sheet and the words with which the page allows it and nothing else."""
    text = (_FOLDER / "style.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Markup(text), f"'sha256-{digest}'"  # noqa: S704  (our own file)


def _render(names: Names, plan: Plan, **more: Any) -> bytes:
    style, allowed = _style()
    text = (
        _environment()
        .get_template("report.html")
        .render(
            style=style,
            style_allowed=allowed,
            lang=current(),
            case=names.word(names.case.id),
            network=names.word(names.network.name or ""),
            who=_who(names),
            currency=names.network.currency,
            warnings=plan.warnings,
            made=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
            version=version("waystation"),
            **_journey(plan, names),
            **_front(plan, names),
            **more,
        )
    )
    return text.encode()


def plan_page(plan: Plan, names: Names) -> bytes:
    """Return the page for a plan."""
    return _render(replace(names, isolating=True), plan, **verdict.none())


def decision_page(decision: Decision, names: Names) -> bytes:
    """Return the page for a decision."""
    names = replace(names, isolating=True)
    return _render(names, decision.plan, **verdict.parts(decision, names))
