"""By how much, at least, must passing a leg gain before a policy would take it?

Worked out once from the relaxation, over everything that may have happened before.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from waystation.plan.kernels.arrays import Floats
from waystation.plan.kernels.cells import Cells, cell_value, value_at
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.situations import NOWHERE, Situations
from waystation.plan.kernels.world import World


class Regret(NamedTuple):
    """By leg and step (m, last+1): `regret`, the largest probability to `take` it; by place: `best`, `decay`.

    `best` (n, last+1) is the largest value; `decay` (n, last+1) the largest rise of a value from one step to
    the next.
    """

    regret: Floats
    take: Floats
    best: Floats
    decay: Floats


@kernel
def note_legs(world: World, situations: Situations, cells: Cells, found: Regret, c: int, t: int) -> None:
    """Note by how much passing each leg would have to gain before it is taken in a cell at a step."""
    v, last, value = cells.situation[c], world.last, cell_value(cells, c, t, world.last)
    place = situations.place[v]
    for x in range(cells.edge[c + 1] - cells.edge[c]):
        leg, row = world.leaving[world.first[place] + x], situations.edge[v] + x
        arrival = t + world.duration[leg]
        if situations.then[row] == NOWHERE or arrival > last or not world.opened[leg, t]:
            continue
        blocked = cells.blocked[cells.edge[c] + x]
        passing = (1.0 - blocked) * world.survive[leg, t] * situations.keep[row]
        if passing <= 0.0:
            continue
        back = cell_value(cells, cells.after[cells.edge[c] + x], t + world.retry[leg], last)
        rest = blocked * world.stay[place] ** world.retry[leg] * back
        passed = value_at(situations, cells, situations.then[row], arrival, last)
        short = (value - rest) / passing - passed
        found.regret[leg, t] = min(found.regret[leg, t], max(0.0, short))
        found.take[leg, t] = max(found.take[leg, t], passing)


@kernel
def regret(world: World, situations: Situations, cells: Cells, detour: Floats, most: float) -> Regret:
    """Return the Regret over the cells that no more than `most` is given up to come to."""
    last, m, n = world.last, world.target.size, world.safe.size
    least, take = np.full((m, last + 1), np.inf), np.zeros((m, last + 1))
    best, decay = np.zeros((n, last + 2)), np.full((n, last + 1), -1.0)
    found = Regret(least, take, best, decay)
    for i in range(n):
        if world.safe[i]:
            best[i, : last + 1] = 1.0
    for c in range(cells.situation.size):
        place = situations.place[cells.situation[c]]
        for t in range(cells.since[c], last + 1):
            if detour[cells.start[c] + t - cells.since[c]] > most:
                continue
            value = cell_value(cells, c, t, last)
            best[place, t] = max(best[place, t], value)
            decay[place, t] = max(decay[place, t], cell_value(cells, c, t + 1, last) - value)
            note_legs(world, situations, cells, found, c, t)
    return found
