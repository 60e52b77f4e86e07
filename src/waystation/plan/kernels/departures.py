"""Which attempt is the best one to begin with, at a step of an interval?"""

from __future__ import annotations

import numpy as np

from waystation.plan.kernels.arrays import Sets
from waystation.plan.kernels.cells import Cells
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.follow import after_block, after_pass
from waystation.plan.kernels.interned import Table
from waystation.plan.kernels.memory import STAY, Memory
from waystation.plan.kernels.outlook import HIGH, LOW, closed, first_look, outlook
from waystation.plan.kernels.search import solve
from waystation.plan.kernels.situations import Situations
from waystation.plan.kernels.stack import place_of
from waystation.plan.kernels.world import World


@kernel
def best_first(
    world: World,
    situations: Situations,
    cells: Cells,
    table: Table,
    tracked: Sets,
    memory: Memory,
    stance: int,
    begin: int,
    end: int,
    tolerance: float,
    visits: int,
) -> tuple[Memory, int, int, float, float, int]:
    """Find the best first attempt at a step in [begin, end), from the stance of those who wait from step 0.

    Return (memory, leg, step, low, high, visits left): the value of the best policy found that starts so, and
    a bound on all of them; leg is STAY where none can be attempted.
    """
    last, place = world.last, place_of(situations, memory, stance)
    width = max(1, world.first[place + 1] - world.first[place])
    bound = np.full((end - begin, width), -1.0)
    refined = np.zeros((end - begin, width), dtype=np.bool_)
    for t in range(begin, end):
        for x in range(world.first[place + 1] - world.first[place]):
            look = first_look(world, situations, cells, memory, stance, t, x)
            bound[t - begin, x] = look * world.stay[place] ** t if look > 0.0 else -1.0
    leg, step, low, top = STAY, last, 0.0, 0.0
    while end > begin:
        flat = np.argmax(bound)
        row, x = flat // width, flat % width
        if bound[row, x] <= low + tolerance or visits <= 0:
            return memory, leg, step, low, max(low, top, bound[row, x]), visits
        t, e = begin + row, world.leaving[world.first[place] + x]
        quiet = world.stay[place] ** t
        memory, on_block = after_block(world, situations, cells, memory, stance, e)
        memory, on_pass = after_pass(world, situations, cells, table, tracked, memory, stance, e)
        if not refined[row, x]:
            refined[row, x] = True
            look = quiet * outlook(world, memory, stance, t, e, on_block, on_pass, HIGH)
            bound[row, x] = min(bound[row, x], look)
            continue
        for child, when in ((on_pass, t + world.duration[e]), (on_block, t + world.retry[e])):
            if not closed(memory, child, when, last, tolerance):
                memory, visits = solve(
                    world, situations, cells, table, tracked, memory, child, when, tolerance, visits
                )
        found = quiet * outlook(world, memory, stance, t, e, on_block, on_pass, LOW)
        top = max(top, quiet * outlook(world, memory, stance, t, e, on_block, on_pass, HIGH))
        bound[row, x] = -1.0
        if found > low:
            leg, step, low = e, t, found
    return memory, leg, step, low, max(low, top), visits
