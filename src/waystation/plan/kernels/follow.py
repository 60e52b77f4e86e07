"""In which stance does the group find itself after a block, and after passing a leg?"""

from __future__ import annotations

import numpy as np

from waystation.plan.kernels.arrays import Sets
from waystation.plan.kernels.cells import Cells
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.interned import Table, intern
from waystation.plan.kernels.memory import Memory, is_known, parts, tries_of
from waystation.plan.kernels.situations import SAFETY, Situations
from waystation.plan.kernels.stances import hold, stance_of
from waystation.plan.kernels.tries import forget_tries, with_tries
from waystation.plan.kernels.world import World


@kernel
def intern_tries(memory: Memory, row: Sets) -> tuple[Memory, int]:
    """Return (memory, number) of a row of tries."""
    table, tries = intern(memory.tries, row)
    return Memory(
        memory.held, table, memory.stances, memory.situation, memory.start, memory.since,
        memory.low, memory.high, memory.act, memory.used,
    ), tries  # fmt: skip


@kernel
def after_block(
    world: World, situations: Situations, cells: Cells, memory: Memory, stance: int, leg: int
) -> tuple[Memory, int]:
    """Return (memory, stance) after one more vain try of the leg."""
    held, tries = parts(memory, stance)
    trial = world.trial[leg]
    if trial < 0 or is_known(world, memory, held, leg):
        return memory, stance
    row = memory.tries.rows[tries].copy()
    with_tries(row, trial, tries_of(memory, tries, trial) + 1)
    memory, tries = intern_tries(memory, row)
    return stance_of(world, situations, cells, memory, held, tries)


@kernel
def after_pass(
    world: World,
    situations: Situations,
    cells: Cells,
    table: Table,
    tracked: Sets,
    memory: Memory,
    stance: int,
    leg: int,
) -> tuple[Memory, int]:
    """Return (memory, stance) at the end of the leg, or SAFETY; what cannot matter is forgotten."""
    end = world.target[leg]
    if world.safe[end]:
        return memory, SAFETY
    held, tries = parts(memory, stance)
    row = memory.held.rows[held].copy()
    words = row.size - 1
    for w in range(words):
        row[w] = (row[w] | world.marks[leg, w]) & world.later[end, w]
    row[words] = np.uint64(end)
    memory, held = hold(memory, table, tracked, row)
    if tries > 0:
        counts = memory.tries.rows[tries].copy()
        forget_tries(counts, world.again[end], world.trial[leg])
        memory, tries = intern_tries(memory, counts)
    return stance_of(world, situations, cells, memory, held, tries)
