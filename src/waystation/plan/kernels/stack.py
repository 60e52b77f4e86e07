"""Which states is the search working on, and how far has it come with each?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from waystation.plan.kernels.arrays import Flags, Floats, Longs
from waystation.plan.kernels.cells import Cells
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.memory import STAY, UNSEEN, Memory, parts
from waystation.plan.kernels.outlook import HIGH, LOW, bound_at, first_look, outlook
from waystation.plan.kernels.situations import Situations
from waystation.plan.kernels.world import World

WAIT = -2  # an action: wait until some leg may start
CHOOSE, BLOCKED, FINISH = 0, 1, 2  # what comes next in a state on the stack


class Stack(NamedTuple):
    """A row for each state that is worked on, each met on the way from the one before it; w actions.

    `stance`, `step`; `phase`, what comes next; `act`, the action in hand, and its `leg`; `best`, the value of
    the best action so far, `best_act`; `top`, the largest upper bound of the actions done. Of each action (w,
    the last one is waiting): `bound` from above, -1 when done, whether it is `refined`, and the stances
    `on_block` and `on_pass`.
    """

    stance: Longs
    step: Longs
    phase: Longs
    act: Longs
    leg: Longs
    best: Floats
    best_act: Longs
    top: Floats
    bound: Floats
    refined: Flags
    on_block: Longs
    on_pass: Longs


@kernel
def empty_stack(depth: int, width: int) -> Stack:
    """Return room for so many states with so many actions."""
    return Stack(
        np.empty(depth, np.int64), np.empty(depth, np.int64), np.empty(depth, np.int64),
        np.empty(depth, np.int64), np.empty(depth, np.int64),
        np.empty(depth), np.empty(depth, np.int64), np.empty(depth),
        np.empty((depth, width)), np.empty((depth, width), np.bool_),
        np.empty((depth, width), np.int64), np.empty((depth, width), np.int64),
    )  # fmt: skip


@kernel
def place_of(situations: Situations, memory: Memory, stance: int) -> int:
    """Return the place of a stance."""
    return int(situations.place[memory.situation[parts(memory, stance)[0]]])


@kernel
def begin_state(
    world: World,
    situations: Situations,
    cells: Cells,
    memory: Memory,
    stack: Stack,
    d: int,
    stance: int,
    step: int,
) -> None:
    """Put a state into row d, with a first bound for each of its actions."""
    stack.stance[d], stack.step[d], stack.phase[d] = stance, step, CHOOSE
    stack.best[d], stack.top[d], stack.best_act[d] = 0.0, 0.0, STAY
    row = memory.start[stance] + step - memory.since[stance]
    if memory.low[row] != UNSEEN:
        stack.best[d], stack.best_act[d] = memory.low[row], memory.act[row]
    stack.bound[d, :], stack.refined[d, :] = -1.0, False
    place = place_of(situations, memory, stance)
    for x in range(world.first[place + 1] - world.first[place]):
        stack.bound[d, x] = first_look(world, situations, cells, memory, stance, step, x)
    later = world.next_open[step + 1, place]
    if later <= world.last:
        quiet = world.stay[place] ** (later - step)
        stack.bound[d, -1] = quiet * bound_at(memory, stance, later, world.last, HIGH)


@kernel
def end_state(memory: Memory, stack: Stack, d: int, rest: float) -> None:
    """Keep what has been found of the state in row d; `rest` bounds the actions that were not done."""
    stance = stack.stance[d]
    row = memory.start[stance] + stack.step[d] - memory.since[stance]
    memory.low[row], memory.act[row] = stack.best[d], stack.best_act[d]
    memory.high[row] = max(stack.best[d], min(memory.high[row], max(stack.top[d], rest)))


@kernel
def look(world: World, memory: Memory, stack: Stack, d: int, x: int, side: int) -> float:
    """Return a bound of attempting leg x in row d, from what is known of the states after it."""
    on_block, on_pass = stack.on_block[d, x], stack.on_pass[d, x]
    return outlook(world, memory, stack.stance[d], stack.step[d], stack.leg[d], on_block, on_pass, side)


@kernel
def end_action(world: World, situations: Situations, memory: Memory, stack: Stack, d: int) -> None:
    """Compare the action in hand of row d, whose next states are closed, with the best so far."""
    x, wait, s, t = stack.act[d], stack.bound.shape[1] - 1, stack.stance[d], stack.step[d]
    if x == wait:
        place = place_of(situations, memory, s)
        later = world.next_open[t + 1, place]
        quiet = world.stay[place] ** (later - t)
        low = quiet * bound_at(memory, s, later, world.last, LOW)
        high = quiet * bound_at(memory, s, later, world.last, HIGH)
    else:
        low, high = look(world, memory, stack, d, x, LOW), look(world, memory, stack, d, x, HIGH)
    if low > stack.best[d]:
        stack.best[d], stack.best_act[d] = low, (WAIT if x == wait else x)
    stack.top[d], stack.bound[d, x], stack.phase[d] = max(stack.top[d], high), -1.0, CHOOSE
