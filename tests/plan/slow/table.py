"""Followed row by row, does a contingency table reach safety as often as it promises?"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.plan.slow.judge import close
from tests.plan.slow.policy import Recourse, State, after_block, after_pass, p_blocked, p_passes
from tests.plan.slow.tables import Leg, Tables

MET = 1e-8  # a gap below it is none where nothing else knows the value


class Visit(NamedTuple):
    """A row of the table met in a state of knowledge; tables may leave out of a row what matters no more."""

    row: int
    state: State


def wrong_with_policy(recourse: Recourse, policy: Any) -> Iterator[str]:
    """Yield what is wrong with a policy: its value, its bound, its table.

    Where the recursion has too many states only the table is followed, which shows that the value is reached;
    the bounds must have met, but for what the rounding of some ten thousand vain tries adds up to.
    """
    best = recourse.value_within_limit()
    if best is not None and not close("p_safe", policy.p_safe, best):
        yield f"policy claims {policy.p_safe}, and the best is {best}"
    met = abs(policy.upper - policy.p_safe) <= MET if best is None else close("p_safe", policy.upper, best)
    if not met:
        yield f"policy claims {policy.p_safe}, at most {policy.upper}, and the best is {best}"
    if recourse.tables.start in recourse.tables.safety:
        return
    if policy.table and policy.first != policy.table[0].action:
        yield f"the first action is {policy.first}, and the table begins with {policy.table[0].action}"
    if policy.table:
        yield from _wrong_table(recourse, policy, known=best is not None)
    elif policy.p_safe > 0:
        yield f"policy has no table, and its value is {policy.p_safe}"


def _wrong_table(recourse: Recourse, policy: Any, *, known: bool) -> Iterator[str]:
    """Follow the table through everything that can happen, earliest first, carrying probabilities."""
    layers: defaultdict[int, defaultdict[Visit, float]] = defaultdict(lambda: defaultdict(float))
    layers[0][Visit(0, recourse.start)] = 1.0
    reached, rows = 0.0, [0.0] * len(policy.table)
    for step in range(recourse.tables.last + 1):
        for visit, mass in layers.pop(step, {}).items():
            row = policy.table[visit.row]
            rows[visit.row] += mass
            yield from _wrong_row(recourse, visit, row)
            best = recourse.value(recourse.known(visit.state)) if known else row.p_safe
            if not close("p_safe", row.p_safe, best):
                yield f"row {visit.row} claims {row.p_safe}, and the best in {visit.state} is {best}"
            for next_row, state, p in _results(recourse.tables, visit.state, row):
                if state.place in recourse.tables.safety:
                    reached += mass * p
                elif next_row is not None and p > 0:
                    layers[state.step][Visit(next_row, state)] += mass * p
    if not close("p_safe", reached, policy.p_safe):
        yield f"followed row by row the table reaches {reached}, and claims {policy.p_safe}"
    for number, (row, mass) in enumerate(zip(policy.table, rows, strict=True)):
        if not close("p_met", row.p_met, mass):
            yield f"row {number} claims to be met with {row.p_met}, and it is {mass}"


def _wrong_row(recourse: Recourse, visit: Visit, row: Any) -> Iterator[str]:
    state, name = visit.state, f"row {visit.row}"
    if row.place != state.place or not close("hours", row.hour, state.step * recourse.tables.step):
        yield f"{name} says {row.place} at {row.hour}, and it is met in {state}"
    if not set(row.helpers) <= state.used:
        yield f"{name} names helpers {row.helpers}, and used are {set(state.used)}"
    if any(dict(state.tries).get(leg, 0) != n for leg, n in row.tries.items()):
        yield f"{name} counts tries {dict(row.tries)}, and it is met in {state}"
    if row.action.leg is not None and _attempted(recourse.tables, state, row) is None:
        yield f"{name} says {row.action}, which cannot be attempted in {state}"


def _results(tables: Tables, state: State, row: Any) -> list[tuple[int | None, State, float]]:
    """Return what follows a row: the next row (None: the journey is over), the state, the probability."""
    leg = _attempted(tables, state, row)
    if leg is None:
        return []
    depart = round(row.action.depart / tables.step)
    then = state._replace(step=depart)
    survival = math.exp(-tables.wait(state.place, depart - state.step))
    blocked = p_blocked(leg, then)
    retry = min(leg.retry, tables.last - depart)  # nothing is told of what comes after the last step
    stuck = after_block(leg, then)._replace(step=depart + retry)
    retried = survival * blocked * math.exp(-tables.wait(state.place, retry))
    passed = survival * (1 - blocked) * p_passes(tables, leg, then)
    return [(row.blocked, stuck, retried), (row.passed, after_pass(leg, then), passed)]


def _attempted(tables: Tables, state: State, row: Any) -> Leg | None:
    """Return the leg that a row attempts, None if it attempts none, or one that cannot be attempted then."""
    depart = round((row.action.depart or 0) / tables.step)
    if depart < state.step:
        return None
    return next((leg for leg in tables.attempts(state.place, depart) if leg.id == row.action.leg), None)
