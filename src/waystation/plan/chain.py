"""How does a fixed route look as a policy? The same legs at the same hours, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from waystation.plan.graph import OVER, PolicyGraph
from waystation.plan.hazard import Timetable

Legs = Sequence[tuple[int, int]]  # (leg, step of departure), in order


def chain(table: Timetable, legs: Legs) -> PolicyGraph:
    """Return the policy that starts each leg at its step. Nothing follows a block: walk it without blocks."""
    n, leg = len(legs), np.array([e for e, _ in legs], dtype=np.int32)
    depart = np.array([t for _, t in legs], dtype=np.int32)
    arrive = depart + table.duration[leg]
    new = _first_uses(table, [e for e, _ in legs])
    place = np.append(np.int32(table.origin), table.target[leg])[:n]
    return PolicyGraph(
        place=place.astype(np.int32),
        at=np.append(0, arrive)[:n].astype(np.int32),
        leg=leg,
        depart=depart,
        tries=np.zeros(n, dtype=np.int32),
        known=np.array([e in leg[:v] for v, e in enumerate(leg)], dtype=np.bool_),
        passed=np.append(np.arange(1, n), OVER)[:n].astype(np.int32),
        blocked=np.full(n, OVER, dtype=np.int32),
        new_start=np.cumsum([0, *(len(helpers) for helpers in new)], dtype=np.int32),
        new_helpers=np.array([k for helpers in new for k in helpers], dtype=np.int32),
    )


def _first_uses(table: Timetable, legs: Sequence[int]) -> list[list[int]]:
    """Return for each leg the helpers that are used there for the first time."""
    used: set[int] = set()
    new: list[list[int]] = []
    for e in legs:
        new.append([int(k) for k in np.flatnonzero(table.uses[e]) if k not in used])
        used.update(new[-1])
    return new
