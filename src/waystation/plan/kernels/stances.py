"""Which stance is this, and how good can it be at most, by the relaxation?"""

from __future__ import annotations

import numpy as np

from waystation.plan.kernels.arrays import Floats, Sets
from waystation.plan.kernels.cells import Cells, cell_value, value_at
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.interned import Table, find, intern
from waystation.plan.kernels.memory import UNSEEN, Memory, blocked_chance, tries_of
from waystation.plan.kernels.room import longer, whole
from waystation.plan.kernels.situations import NOWHERE, Situations
from waystation.plan.kernels.world import World


@kernel
def hold(memory: Memory, table: Table, tracked: Sets, row: Sets) -> tuple[Memory, int]:
    """Return (memory, number) of a row of paid bits and place; `table` finds its situation."""
    held, number = intern(memory.held, row)
    situation = memory.situation
    if number >= situation.size:
        situation = longer(situation, 2 * situation.size)
    if number >= memory.used[1]:
        memory.used[1] = number + 1
        key = row.copy()
        key[:-1] &= tracked
        situation[number] = find(table, key)
    return Memory(
        held, memory.tries, memory.stances, situation, memory.start, memory.since,
        memory.low, memory.high, memory.act, memory.used,
    ), number  # fmt: skip


@kernel
def first_step(world: World, situations: Situations, memory: Memory, held: int, tries: int) -> int:
    """Return the earliest step at which the stance can be met: each vain try since arriving took its time."""
    v = memory.situation[held]
    step = whole(situations.earliest[v])
    if tries > 0:
        place = situations.place[v]
        for x in range(world.first[place], world.first[place + 1]):
            leg = world.leaving[x]
            if world.itself[leg] < 0:
                step += world.retry[leg] * tries_of(memory, tries, world.trial[leg])
    return min(step, world.last + 1)


@kernel
def cell_of(
    world: World, situations: Situations, cells: Cells, memory: Memory, held: int, tries: int
) -> tuple[int, bool]:
    """Return (cell, whether it counts every try made here) for a held row and a row of tries."""
    v = memory.situation[held]
    c, exact = situations.cell[v], True
    if tries == 0:
        return c, exact
    first = world.first[situations.place[v]]
    for x in range(situations.edge[v + 1] - situations.edge[v]):
        for _ in range(tries_of(memory, tries, world.trial[world.leaving[first + x]])):
            after = cells.after[cells.edge[c] + x]
            exact = exact and after != c
            c = after
    return c, exact


@kernel
def best_attempt(
    world: World,
    situations: Situations,
    cells: Cells,
    memory: Memory,
    held: int,
    tries: int,
    high: Floats,
    since: int,
    step: int,
) -> float:
    """Return the most that attempting any leg is worth; `high` of the stance itself counts after a block."""
    v, found = memory.situation[held], 0.0
    place = situations.place[v]
    for x in range(world.first[place + 1] - world.first[place]):
        leg = world.leaving[world.first[place] + x]
        at = situations.edge[v] + x
        arrival = step + world.duration[leg]
        if situations.then[at] == NOWHERE or arrival > world.last or not world.opened[leg, step]:
            continue
        blocked = blocked_chance(world, memory, held, tries, leg)
        value = (1.0 - blocked) * world.survive[leg, step] * situations.keep[at]
        value *= value_at(situations, cells, situations.then[at], arrival, world.last)
        back = step + world.retry[leg]
        if back <= world.last:
            value += blocked * world.stay[place] ** world.retry[leg] * high[back - since]
        found = max(found, value)
    return float(found)


@kernel
def fill_high(
    world: World, situations: Situations, cells: Cells, memory: Memory, stance: int, held: int, tries: int
) -> None:
    """Fill in the upper bounds of a new stance from its cell; beyond counted tries, as if there were none."""
    c, exact = cell_of(world, situations, cells, memory, held, tries)
    v, since = memory.situation[held], memory.since[stance]
    place = situations.place[v]
    high = memory.high[memory.start[stance] :]
    for step in range(world.last, since - 1, -1):
        best = cell_value(cells, c, step, world.last)
        if not exact:
            waits = world.stay[place] * high[step + 1 - since] if step < world.last else 0.0
            leaves = best_attempt(world, situations, cells, memory, held, tries, high, since, step)
            best = min(best, max(waits, leaves))
        high[step - since] = best


@kernel
def stance_of(
    world: World, situations: Situations, cells: Cells, memory: Memory, held: int, tries: int
) -> tuple[Memory, int]:
    """Return (memory, stance) for a held row and a row of tries; a new stance gets its upper bounds."""
    stances, stance = intern(memory.stances, np.array([held, tries], dtype=np.uint64))
    start, since, low, high, act = memory.start, memory.since, memory.low, memory.high, memory.act
    if stance >= start.size:
        start, since = longer(start, 2 * start.size), longer(since, 2 * since.size)
    fresh = stance >= memory.used[2]
    if fresh:
        memory.used[2] = stance + 1
        since[stance] = first_step(world, situations, memory, held, tries)
        start[stance] = memory.used[0]
        memory.used[0] += world.last + 1 - since[stance]
        if memory.used[0] > low.size:
            size = max(2 * low.size, memory.used[0])
            low, high, act = longer(low, size), longer(high, size), longer(act, size)
        low[start[stance] : memory.used[0]] = UNSEEN
    memory = Memory(
        memory.held, memory.tries, stances, memory.situation, start, since, low, high, act, memory.used
    )  # fmt: skip
    if fresh:
        fill_high(world, situations, cells, memory, stance, held, tries)
    return memory, stance
