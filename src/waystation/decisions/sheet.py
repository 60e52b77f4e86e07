"""What stands on an A4 sheet for a journey: when and where, and what to do in every case?

It travels and can be found. So it says neither who or how many they are nor how likely anything is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from waystation.domain.decision_record import DecisionRecord
from waystation.domain.route import Policy
from waystation.kit.language import _
from waystation.plan.explain.names import Names
from waystation.plan.explain.timetable import of_policy
from waystation.plan.stored import decision_of
from waystation.report.listed import Ride, timetable_rows
from waystation.report.wording import clock, follow, to_do

MOST_ROWS = 60  # what somebody can follow on two sheets


@dataclass(frozen=True, slots=True)
class Instruction:
    """One line of the contingency table; `passed` and `blocked` say which line follows."""

    number: int
    place: str
    clock: str
    do: tuple[str, ...]
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
    names = replace(Names(record.known_network, record.known_case), isolating=True)
    policy = decision_of(record.proposal).plan.policy
    lines = tuple(_instructions(names, policy))
    rides = tuple(timetable_rows(names, of_policy(names, policy)))
    return Sheet(record.id, at, rides, lines, len(policy.table) - len(lines))


def _instructions(names: Names, policy: Policy) -> Iterator[Instruction]:
    for number, row in enumerate(policy.table[:MOST_ROWS], 1):
        passed, blocked = (_printed(each) for each in follow(names, row))
        do = tuple(to_do(names, row).splitlines())
        when = clock(names, row.hour, row.place)
        yield Instruction(number, names.place(row.place), when, do, passed, blocked)


def _printed(line: str) -> str:
    """Return which line follows; beyond the last printed one the desk is called."""
    return _("call the desk") if line.isdigit() and int(line) > MOST_ROWS else line
