"""Which action is best in every state that matters? Depth-first search with bounds on an explicit stack.

States are stances at steps; time only grows, so the states form a graph without cycles (AO* with depth-first
order, Nilsson 1980, Hansen & Zilberstein 2001). Of each state the action with the largest upper bound is
evaluated first, and the rest only while its bound exceeds the best value by more than a tolerance. Values
found are those of a real policy; a state's `high` bounds every policy's, so that the search can be stopped at
any time and continued.
"""

from __future__ import annotations

import numpy as np

from waystation.plan.kernels.arrays import Sets
from waystation.plan.kernels.cells import Cells
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.follow import after_block, after_pass
from waystation.plan.kernels.interned import Table
from waystation.plan.kernels.memory import Memory, blocked_chance, parts
from waystation.plan.kernels.outlook import HIGH, closed
from waystation.plan.kernels.room import whole
from waystation.plan.kernels.situations import Situations
from waystation.plan.kernels.stack import (
    BLOCKED,
    CHOOSE,
    FINISH,
    begin_state,
    empty_stack,
    end_action,
    end_state,
    look,
    place_of,
)
from waystation.plan.kernels.world import World


@kernel
def may_block(world: World, memory: Memory, stance: int, leg: int) -> bool:
    """Tell whether an attempt of the leg can be blocked in this stance."""
    held, tries = parts(memory, stance)
    return bool(blocked_chance(world, memory, held, tries, leg) > 0.0)


@kernel
def solve(
    world: World,
    situations: Situations,
    cells: Cells,
    table: Table,
    tracked: Sets,
    memory: Memory,
    stance: int,
    step: int,
    tolerance: float,
    visits: int,
) -> tuple[Memory, int]:
    """Close the bounds of a state to the tolerance, or stop after so many visits; return memory, visits left.

    What has been found is in the memory: `low` is the value of the policy that `act` describes.
    """
    last, wait = world.last, np.max(world.first[1:] - world.first[:-1])
    stack, d = empty_stack(last + 2, wait + 1), -1
    child, when = stance, step
    push = not closed(memory, child, when, last, tolerance)
    while d >= 0 or push:
        if push:
            d, push, visits = d + 1, False, visits - 1
            begin_state(world, situations, cells, memory, stack, d, child, when)
        s, t = stack.stance[d], stack.step[d]
        if stack.phase[d] == FINISH:
            end_action(world, situations, memory, stack, d)
            continue
        if stack.phase[d] == BLOCKED:
            x, leg = stack.act[d], stack.leg[d]
            stack.bound[d, x] = look(world, memory, stack, d, x, HIGH)
            if stack.bound[d, x] <= stack.best[d] + tolerance:
                stack.phase[d] = CHOOSE
                continue
            stack.phase[d] = FINISH
            child, when = stack.on_block[d, x], t + world.retry[leg]
            push = may_block(world, memory, s, leg) and not closed(memory, child, when, last, tolerance)
            continue
        x = whole(np.argmax(stack.bound[d]))
        if stack.bound[d, x] <= stack.best[d] + tolerance or visits <= 0:
            end_state(memory, stack, d, stack.bound[d, x])
            d -= 1
            continue
        place = place_of(situations, memory, s)
        stack.act[d] = x
        if x == wait:
            stack.phase[d] = FINISH
            child, when = s, whole(world.next_open[t + 1, place])
            push = not closed(memory, child, when, last, tolerance)
            continue
        leg = whole(world.leaving[world.first[place] + x])
        stack.leg[d] = leg
        if stack.refined[d, x]:
            stack.phase[d] = BLOCKED
            child, when = stack.on_pass[d, x], t + world.duration[leg]
            push = not closed(memory, child, when, last, tolerance)
            continue
        stack.refined[d, x] = True
        memory, stack.on_block[d, x] = after_block(world, situations, cells, memory, s, leg)
        memory, stack.on_pass[d, x] = after_pass(world, situations, cells, table, tracked, memory, s, leg)
        stack.bound[d, x] = min(stack.bound[d, x], look(world, memory, stack, d, x, HIGH))
    return memory, visits
