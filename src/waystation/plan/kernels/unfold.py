"""Which states does a policy reach, in which order, and what does it do there?"""

from __future__ import annotations

import numpy as np

from waystation.plan.kernels.arrays import Longs, Sets
from waystation.plan.kernels.cells import Cells
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.follow import after_block, after_pass
from waystation.plan.kernels.interned import Table
from waystation.plan.kernels.memory import STAY, Memory, blocked_chance, is_known, parts, tries_of
from waystation.plan.kernels.room import longer, whole
from waystation.plan.kernels.situations import SAFETY, Situations
from waystation.plan.kernels.stack import WAIT
from waystation.plan.kernels.world import World

STANCE, AT, LEG, DEPART, TRIES, KNOWN, PASSED, BLOCKED = range(8)
END = -1


@kernel
def decided(world: World, memory: Memory, stance: int, step: int) -> tuple[int, int]:
    """Return (leg, step) of the next attempt that the policy makes from a state, (STAY, last) if none."""
    place = whole(memory.held.rows[parts(memory, stance)[0], -1])
    while step <= world.last:
        row = memory.start[stance] + step - memory.since[stance]
        if memory.low[row] <= 0.0 or memory.act[row] == STAY:
            break
        if memory.act[row] != WAIT:
            return whole(world.leaving[world.first[place] + memory.act[row]]), step
        step = whole(world.next_open[step + 1, place])
    return STAY, world.last


@kernel
def with_rows(seen: Longs, size: int) -> Longs:
    """Return `seen` with room for so many rows, END in the new ones."""
    if seen.size >= size:
        return seen
    more = np.full(2 * size, END, dtype=np.int64)
    more[: seen.size] = seen
    return more


@kernel
def node_of(
    world: World, memory: Memory, nodes: Longs, seen: Longs, size: int, stance: int, step: int
) -> tuple[int, int]:
    """Return (node of a state, how many nodes there are then); `seen` finds nodes by rows of the memory."""
    row = memory.start[stance] + step - memory.since[stance]
    if step < world.last and seen[row] != END:
        return seen[row], size
    nodes[size, STANCE], nodes[size, AT] = stance, step
    nodes[size, LEG], nodes[size, DEPART] = STAY, world.last
    if step < world.last:  # at the last step there is nothing left to try
        seen[row] = size
        nodes[size, LEG], nodes[size, DEPART] = decided(world, memory, stance, step)
    return size, size + 1


@kernel
def unfold(
    world: World,
    situations: Situations,
    cells: Cells,
    table: Table,
    tracked: Sets,
    memory: Memory,
    stance: int,
    step: int,
    leg: int,
    depart: int,
) -> tuple[Memory, Longs]:
    """Return (memory, nodes (N, 8)) of a policy whose first attempt is `leg` at step `depart`, root first.

    Columns: stance, step, leg, departure, vain tries of the leg, whether it is known not to be gone, node
    after passing, node after a block (END where there is none). Nodes are in the order in which they were
    found.
    """
    nodes, seen = np.zeros((256, 8), dtype=np.int64), np.full(memory.used[0], END, dtype=np.int64)
    nodes[0, STANCE], nodes[0, AT], nodes[0, LEG], nodes[0, DEPART] = stance, step, leg, depart
    size, v = 1, 0
    while v < size:
        s, e, t = nodes[v, STANCE], nodes[v, LEG], nodes[v, DEPART]
        nodes[v, TRIES], nodes[v, KNOWN], nodes[v, PASSED], nodes[v, BLOCKED] = 0, 0, END, END
        if e != STAY:
            if size + 2 > nodes.shape[0]:
                nodes = longer(nodes, 2 * size + 2)
            memory, passed = after_pass(world, situations, cells, table, tracked, memory, s, e)
            memory, blocked = after_block(world, situations, cells, memory, s, e)
            seen = with_rows(seen, memory.used[0])
            held, tries = parts(memory, s)
            nodes[v, TRIES] = tries_of(memory, tries, world.trial[e])
            nodes[v, KNOWN] = is_known(world, memory, held, e)
            if passed != SAFETY:
                when = t + world.duration[e]
                nodes[v, PASSED], size = node_of(world, memory, nodes, seen, size, passed, when)
            if blocked_chance(world, memory, held, tries, e) > 0.0:
                when = min(t + world.retry[e], world.last)
                nodes[v, BLOCKED], size = node_of(world, memory, nodes, seen, size, blocked, when)
        v += 1
    return memory, nodes[:size].copy()
