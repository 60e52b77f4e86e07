"""What does a policy that has been found do in every state that it can reach?"""

from __future__ import annotations

import numpy as np

from waystation.plan.arrays import as_flags
from waystation.plan.graph import OVER, PolicyGraph
from waystation.plan.kernels.arrays import Longs
from waystation.plan.kernels.memory import STAY
from waystation.plan.kernels.unfold import AT, BLOCKED, DEPART, KNOWN, LEG, PASSED, STANCE, TRIES, unfold
from waystation.plan.policy import Search, Start, root


def graph(search: Search, start: Start) -> tuple[PolicyGraph, Longs]:
    """Return the policy that begins with this attempt, and the stance of each of its nodes."""
    world, at = search.world, root(search)
    leg, depart = (STAY, world.last) if start.leg is None else (start.leg, start.step)
    search.memory, nodes = unfold(*search.fixed, search.memory, at, 0, leg, depart)
    order = np.argsort(nodes[:, AT], kind="stable")
    number = np.empty(order.size + 1, dtype=np.int64)
    number[order], number[-1] = np.arange(order.size), OVER
    nodes = nodes[order]
    stances = search.memory.stances.rows[nodes[:, STANCE], 0].astype(np.int64)
    rows = search.memory.held.rows[stances]
    acts = nodes[:, LEG] != STAY
    new = np.zeros((order.size, world.marks.shape[1]), dtype=np.uint64)
    new[acts] = world.marks[nodes[acts, LEG]] & ~rows[acts, :-1]
    where, who = np.nonzero(as_flags(new)[:, : search.helpers])
    columns = {
        "place": rows[:, -1],
        "at": nodes[:, AT],
        "leg": nodes[:, LEG],
        "depart": nodes[:, DEPART],
        "tries": nodes[:, TRIES],
        "passed": number[nodes[:, PASSED]],
        "blocked": number[nodes[:, BLOCKED]],
        "new_start": np.searchsorted(where, np.arange(order.size + 1)),
        "new_helpers": who,
    }
    ints = {name: np.ascontiguousarray(column.astype(np.int32)) for name, column in columns.items()}
    return PolicyGraph(known=nodes[:, KNOWN] != 0, **ints), nodes[:, STANCE]
