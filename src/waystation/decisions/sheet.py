"""What stands on an A4 sheet for a journey: when and where, and what to do in every case?

It travels and can be found. So it says neither who or how many they are nor how likely anything is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from waystation.domain.decision_record import DecisionRecord
from waystation.domain.route import Policy, Row
from waystation.kit.language import _
from waystation.plan.explain.figures import hours
from waystation.plan.explain.names import Names, date_text, zone_text
from waystation.plan.explain.timetable import Line, of_policy
from waystation.plan.stored import decision_of

MOST_ROWS = 60  # what somebody can follow on two sheets


@dataclass(frozen=True, slots=True)
class Ride:
    """One leg; `leave` and `arrive` are local times with their zone."""

    leave: str
    origin: str
    leg: str
    lasts: str
    helpers: str
    arrive: str
    to: str
    hosts: str


@dataclass(frozen=True, slots=True)
class Instruction:
    """One line of the contingency table; `passed` and `blocked` say which line follows."""

    number: int
    place: str
    clock: str
    do: str
    passed: str
    blocked: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one decision."""

    code: str
    """By which the desk knows the journey."""
    printed_at: datetime
    rides: tuple[Ride, ...]
    instructions: tuple[Instruction, ...]
    left_out: int
    """Lines that are so unlikely that they are not printed."""


def sheet_of(record: DecisionRecord, at: datetime) -> Sheet:
    """Return the sheet of a decision."""
    names = Names(record.known_network, record.known_case)
    policy = decision_of(record.proposal).plan.policy
    lines = tuple(_instructions(names, policy))
    return Sheet(
        code=record.id,
        printed_at=at,
        rides=tuple(_ride(names, line) for line in of_policy(names, policy)),
        instructions=lines,
        left_out=max(0, len(policy.table) - len(lines)),
    )


def _clock(names: Names, hour: float, place: str) -> str:
    moment = names.at(hour, place)
    return f"{date_text(moment)} {moment:%H:%M} {zone_text(moment)}"


def _ride(names: Names, line: Line) -> Ride:
    return Ride(
        leave=_clock(names, line.depart, line.origin),
        origin=names.place(line.origin),
        leg=names.leg(line.leg),
        lasts=hours(line.arrive - line.depart),
        helpers=names.helped_by(line.helpers),
        arrive=_clock(names, line.arrive, line.to),
        to=names.place(line.to),
        hosts=names.helped_by(line.hosts),
    )


def _instructions(names: Names, policy: Policy) -> Iterator[Instruction]:
    for number, row in enumerate(policy.table[:MOST_ROWS], 1):
        yield Instruction(
            number=number,
            place=names.place(row.place),
            clock=_clock(names, row.hour, row.place),
            do=_do(names, row),
            passed=_follow(names, row, row.passed, passed=True),
            blocked=_follow(names, row, row.blocked, passed=False),
        )


def _do(names: Names, row: Row) -> str:
    if row.action.leg is None:
        return _("stay")
    leg = names.leg(row.action.leg)
    if row.action.depart <= row.hour:
        return leg
    moment = names.at(row.action.depart, row.place)
    return _("{leg}, at {time}").format(leg=leg, time=f"{date_text(moment)} {moment:%H:%M}")


def _follow(names: Names, row: Row, number: int | None, *, passed: bool) -> str:
    """Return the line that follows; beyond the last printed one the desk is called."""
    if row.action.leg is None:
        return "-"
    if number is not None:
        return str(number + 1) if number < MOST_ROWS else _("call the desk")
    end = names.places[names.legs[row.action.leg].to]
    return _("safe") if passed and end.kind == "safety" else _("stay")
