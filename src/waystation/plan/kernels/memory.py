"""What does the search remember of each stance: a place, what is paid for, what was tried in vain?

A stance with a step is a state of the journey. `low` and `high` bound its value from both sides at every
step, `act` is the best action found (STAY where nothing is attempted). Rows of a stance start at its earliest
step.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from waystation.plan.kernels.arrays import Floats, Ints, Longs
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.interned import Table, empty_table, intern
from waystation.plan.kernels.room import whole
from waystation.plan.kernels.tries import count_in
from waystation.plan.kernels.world import World, chance_blocked, holds

STAY = -1
UNSEEN = -1.0  # a low that has not been computed


class Memory(NamedTuple):
    """`held`: rows of paid bits and place; `tries`: rows of legs with counts; `stances`: rows (held, tries).

    Of each held row its `situation` in the relaxation; of each stance where its rows `start`, and at which
    step (`since`). `low`, `high`, `act` are the rows themselves; `used` (3,) counts their entries, held rows
    and stances.
    """

    held: Table
    tries: Table
    stances: Table
    situation: Ints
    start: Longs
    since: Ints
    low: Floats
    high: Floats
    act: Ints
    used: Longs


@kernel
def empty_memory(words: int, most: int) -> Memory:
    """Return a memory for sets of `words` words and vain tries of at most `most` legs at a time."""
    tries = empty_table(max(1, most), 256)
    tries, _ = intern(tries, np.zeros(max(1, most), dtype=np.uint64))
    room = 1 << 16
    return Memory(
        empty_table(words + 1, 256), tries, empty_table(2, 256),
        np.zeros(256, dtype=np.int32), np.zeros(256, dtype=np.int64), np.zeros(256, dtype=np.int32),
        np.empty(room), np.empty(room), np.empty(room, dtype=np.int32), np.zeros(3, dtype=np.int64),
    )  # fmt: skip


@kernel
def parts(memory: Memory, stance: int) -> tuple[int, int]:
    """Return (held row, row of tries) of a stance."""
    return whole(memory.stances.rows[stance, 0]), whole(memory.stances.rows[stance, 1])


@kernel
def tries_of(memory: Memory, tries: int, trial: int) -> int:
    """Return how often a leg has been tried in vain; 0 for a leg of which that is not kept (-1)."""
    return count_in(memory.tries.rows[tries], trial) if trial >= 0 and tries > 0 else 0


@kernel
def is_known(world: World, memory: Memory, held: int, leg: int) -> bool:
    """Tell whether the leg has been passed before on this journey, so that it is not gone."""
    return holds(memory.held.rows[held], world.itself[leg])


@kernel
def blocked_chance(world: World, memory: Memory, held: int, tries: int, leg: int) -> float:
    """Return the probability that an attempt of the leg is blocked in this stance."""
    if is_known(world, memory, held, leg):
        return float(world.block[leg])
    return chance_blocked(world.block[leg], world.gone[leg], tries_of(memory, tries, world.trial[leg]))
