"""How much is given up at least on the way to each state, against the best policy of the relaxation?"""

from __future__ import annotations

import numpy as np

from waystation.plan.kernels.arrays import Floats
from waystation.plan.kernels.cells import Cells, cell_value, value_at
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.situations import NOWHERE, Situations
from waystation.plan.kernels.world import World


@kernel
def lower(detour: Floats, cells: Cells, c: int, step: int, last: int, value: float) -> None:
    """Note that a cell can be come to at a step with this detour, if that is the least so far."""
    if cells.since[c] <= step <= last:
        at = cells.start[c] + step - cells.since[c]
        detour[at] = min(detour[at], value)


@kernel
def spread(world: World, situations: Situations, cells: Cells, detour: Floats, c: int, t: int) -> None:
    """Note what follows a cell at a step, by waiting or by any leg, with what that gives up on top."""
    v, last, value = cells.situation[c], world.last, cell_value(cells, c, t, world.last)
    place, so_far = situations.place[v], detour[cells.start[c] + t - cells.since[c]]
    stay = world.stay[place]
    waits = so_far + max(0.0, value - stay * cell_value(cells, c, t + 1, last))
    lower(detour, cells, c, t + 1, last, waits)
    for x in range(cells.edge[c + 1] - cells.edge[c]):
        leg, row = world.leaving[world.first[place] + x], situations.edge[v] + x
        arrival, back = t + world.duration[leg], t + world.retry[leg]
        then = situations.then[row]
        if then == NOWHERE or arrival > last or not world.opened[leg, t]:
            continue
        blocked, after = cells.blocked[cells.edge[c] + x], cells.after[cells.edge[c] + x]
        passed = world.survive[leg, t] * situations.keep[row]
        passed *= value_at(situations, cells, then, arrival, last)
        rest = stay ** world.retry[leg] * cell_value(cells, after, back, last)
        given_up = so_far + max(0.0, value - (1.0 - blocked) * passed - blocked * rest)
        lower(detour, cells, after, back, last, given_up)
        if then >= 0:
            lower(detour, cells, situations.cell[then], arrival, last, given_up)


@kernel
def detours(world: World, situations: Situations, cells: Cells, most: float) -> Floats:
    """Return for each value of the cells how much is given up at least on the way there; inf beyond `most`.

    If the first cell is to gain g, some cell where the harmless thing is met must gain g and this on top: an
    action's gain is a mean of what follows it, less what the action gives up.
    """
    last = world.last
    detour = np.full(cells.value.size, np.inf)
    detour[0] = 0.0
    for t in range(last + 1):
        for c in range(cells.situation.size):
            if cells.since[c] > t or detour[cells.start[c] + t - cells.since[c]] > most:
                continue
            if cell_value(cells, c, t, last) > 0.0:
                spread(world, situations, cells, detour, c, t)
    return detour
