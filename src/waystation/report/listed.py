"""What stands in the long tables of the page: timetable, what to do in every case, and the routes?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from waystation.domain.route import Plan, Policy
from waystation.plan.explain.figures import hours, money, number, percent
from waystation.plan.explain.names import Names, date_text, zone_text
from waystation.plan.explain.timetable import Line
from waystation.report.wording import clock, follow, to_do

MOST_ROWS, MOST_ROUTES = 300, 200  # what a person may leaf through; the JSON has all


@dataclass(frozen=True, slots=True)
class Ride:
    """One leg of the timetable; `leave` and `arrive` are a date and a time."""

    leave: tuple[str, str]
    origin: str
    waited: str
    leg: str
    ride: str
    helpers: str
    arrive: tuple[str, str]
    to: str
    hosts: str


def _clock(names: Names, hour: float, place: str) -> tuple[str, str]:
    moment = names.at(hour, place)
    return date_text(moment), f"{moment:%H:%M} {zone_text(moment)}"


def timetable_rows(names: Names, lines: Iterable[Line]) -> list[Ride]:
    """Return the timetable."""
    return [
        Ride(
            leave=_clock(names, line.depart, line.origin),
            origin=names.place(line.origin),
            waited=hours(line.waited) if line.waited > 0 else "",
            leg=names.leg(line.leg),
            ride=hours(line.arrive - line.depart),
            helpers=names.helped_by(line.helpers) if line.helpers else "",
            arrive=_clock(names, line.arrive, line.to),
            to=names.place(line.to),
            hosts=names.helped_by(line.hosts) if line.hosts else "",
        )
        for line in lines
    ]


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the contingency table; `do` is the leg and, where it does not start at once, when."""

    number: int
    place: str
    clock: str
    do: list[str]
    passed: str
    blocked: str
    safe: str
    met: str


def contingency_rows(names: Names, policy: Policy) -> list[Case]:
    """Return the first rows of the contingency table."""
    rows = []
    for number_, row in enumerate(policy.table[:MOST_ROWS], 1):
        do = to_do(names, row).splitlines()
        state = (names.place(row.place), clock(names, row.hour, row.place))
        rows.append(Case(number_, *state, do, *follow(names, row), percent(row.p_safe), percent(row.p_met)))
    return rows


def route_rows(names: Names, plan: Plan) -> list[tuple[str, ...]]:
    """Return the first routes of the front with their figures and legs."""
    return [
        (
            str(row),
            percent(route.p_safe),
            percent(route.p_on_time),
            hours(route.hours),
            money(route.cost, None),
            number(route.exposure),
            ", ".join(names.word(step.leg) for step in route.steps),
        )
        for row, route in enumerate(plan.routes[:MOST_ROUTES], 1)
    ]
