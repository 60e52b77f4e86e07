"""Which leg is taken when, who is met where? A route, or a policy that nothing blocks, as a timetable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from waystation.domain.leg import Leg
from waystation.domain.route import Policy, Route
from waystation.plan.explain.names import Names
from waystation.plan.hours import steps_up


@dataclass(frozen=True, slots=True)
class Line:
    """One leg of a timetable; hours from the start. `helpers` take the group along, `hosts` receive it."""

    leg: str
    origin: str
    to: str
    depart: float
    arrive: float
    waited: float
    helpers: tuple[str, ...]
    hosts: tuple[str, ...]


def duration(names: Names, leg: Leg) -> float:
    """Return how many hours the leg takes this group: its factors, then rounded up to whole steps."""
    hours = leg.hours
    for trait in sorted(set(names.case.group.traits).intersection(leg.slower)):
        hours *= leg.slower[trait]
    return steps_up(hours, names.case.step) * names.case.step


def _line(names: Names, leg: Leg, since: float, depart: float, arrive: float) -> Line:
    hosts = names.places[leg.to].hosts
    return Line(leg.id, leg.from_, leg.to, depart, arrive, depart - since, leg.helpers, hosts)


def of_route(names: Names, route: Route) -> tuple[Line, ...]:
    """Return the timetable of a route."""
    since, lines = 0.0, []
    for step in route.steps:
        lines.append(_line(names, names.legs[step.leg], since, step.depart, step.arrive))
        since = step.arrive
    return tuple(lines)


def _unblocked(policy: Policy) -> Iterator[tuple[str, float]]:
    number: int | None = 0 if policy.table else None
    while number is not None:
        row = policy.table[number]
        if row.action.leg is None:
            return
        yield row.action.leg, row.action.depart
        number = row.passed


def of_policy(names: Names, policy: Policy) -> tuple[Line, ...]:
    """Return the timetable of a policy as long as nothing blocks it; empty where it stays."""
    since, lines = 0.0, []
    for name, depart in _unblocked(policy):
        leg = names.legs[name]
        arrive = depart + duration(names, leg)
        lines.append(_line(names, leg, since, depart, arrive))
        since = arrive
    return tuple(lines)
