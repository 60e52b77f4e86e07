"""How good can the best policy be if a block in vain is forgotten? An upper bound, dense in time.

The relaxation keeps situations and the clock but counts only some of the vain tries, which can only help: a
vain try makes the next one less likely to succeed. Its value is computed for every cell at every step from
its earliest, backwards in time.
"""

from __future__ import annotations

import numpy as np

from waystation.plan.kernels.arrays import Floats
from waystation.plan.kernels.cells import Cells, cell_value, value_at
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.situations import NOWHERE, Situations
from waystation.plan.kernels.world import World


@kernel
def passing(world: World, situations: Situations, cells: Cells, step: int) -> Floats:
    """Return for each leg of each situation what passing it at this step is worth, -1 where it cannot be."""
    worth = np.full(situations.then.size, -1.0)
    for v in range(situations.place.size):
        if situations.earliest[v] > step:
            continue
        first = world.first[situations.place[v]]
        for at in range(situations.edge[v], situations.edge[v + 1]):
            leg = world.leaving[first + at - situations.edge[v]]
            arrival = step + world.duration[leg]
            if situations.then[at] != NOWHERE and arrival <= world.last and world.opened[leg, step]:
                passed = value_at(situations, cells, situations.then[at], arrival, world.last)
                worth[at] = world.survive[leg, step] * situations.keep[at] * passed
    return worth


@kernel
def relax(world: World, situations: Situations, cells: Cells) -> None:
    """Fill in the value of every cell at every step, backwards in time."""
    last = world.last
    for step in range(last, -1, -1):
        worth = passing(world, situations, cells, step)
        for c in range(cells.situation.size):
            if cells.since[c] > step:
                continue
            v = cells.situation[c]
            place = situations.place[v]
            first = world.first[place]
            best = world.stay[place] * cell_value(cells, c, step + 1, last)
            for x in range(cells.edge[c + 1] - cells.edge[c]):
                gain = worth[situations.edge[v] + x]
                if gain <= best:  # a block is never better than waiting, so this cannot be either
                    continue
                blocked, retry = cells.blocked[cells.edge[c] + x], world.retry[world.leaving[first + x]]
                value = (1.0 - blocked) * gain
                if blocked > 0.0:
                    back = cell_value(cells, cells.after[cells.edge[c] + x], step + retry, last)
                    value += blocked * world.stay[place] ** retry * back
                best = max(best, value)
            cells.value[cells.start[c] + step - cells.since[c]] = best
