"""When can they leave, and what becomes of them for each hour of leaving, beside staying?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from waystation.domain.decision import Leave, Outcome
from waystation.domain.route import Action
from waystation.plan.graph import STAY, PolicyGraph
from waystation.plan.hazard import Timetable
from waystation.plan.outcome import outcome, stay
from waystation.plan.policy import Progress, Search, Start, best_start
from waystation.plan.unfolded import graph

HORIZONS = 90 * 24.0, 365 * 24.0  # hours for which staying is looked at, beside the deadline


@dataclass(frozen=True, slots=True)
class Option:
    """Leaving within an interval, with the policy that does it best."""

    leave: Leave
    start: Start
    plan: PolicyGraph


def changes(table: Timetable) -> list[int]:
    """Return the steps m_0 = 0 < m_1 < … at which anything changes for the legs that leave, and last + 1.

    A change is one of what may be started, or of the risk of what may be started.
    """
    ours = table.source == table.origin
    opened, survive = table.open[ours], np.where(table.open[ours], table.survive[ours], 0.0)
    differs = (opened[:, 1:] != opened[:, :-1]) | (survive[:, 1:] != survive[:, :-1])
    return [0, *(np.flatnonzero(differs.any(axis=0)) + 1).tolist(), table.last + 1]


def options(
    table: Timetable, search: Search, seconds: float, progress: Progress | None = None
) -> Iterator[Option]:
    """Yield what is best for each interval of leaving in which a first attempt can be made."""
    marks = changes(table)
    for done, (begin, end) in enumerate(itertools.pairwise(marks)):
        start = best_start(search, begin, end, seconds / len(marks))
        if progress is not None:
            progress((done + 1) / len(marks), "alternatives")
        if start.leg is not None:
            plan, _ = graph(search, start)
            yield Option(_leave(table, begin, end, start, plan), start, plan)


def _leave(table: Timetable, begin: int, end: int, start: Start, plan: PolicyGraph) -> Leave:
    leg = None if plan.leg[0] == STAY else table.legs[int(plan.leg[0])].id
    first = Action(leg, int(plan.depart[0]) * table.step)
    found = outcome(table, plan)
    return Leave(begin * table.step, end * table.step, first, found, max(start.high, found.p_safe))


def staying(table: Timetable) -> tuple[Outcome, ...]:
    """Return what becomes of those who do not move, at the deadline, after 90 days and after a year."""
    return tuple(stay(table, hours) for hours in (table.case.deadline, *HORIZONS))
