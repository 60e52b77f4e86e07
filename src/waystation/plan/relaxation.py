"""How much can the relaxation remember? As many bits and vain tries as there is room for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from waystation.plan.arrays import as_bits, as_flags, nats
from waystation.plan.kernels.arrays import Ints, Sets
from waystation.plan.kernels.cells import Cells, make_cells
from waystation.plan.kernels.interned import Table
from waystation.plan.kernels.relaxed import relax
from waystation.plan.kernels.situations import Situations, reachable, situations
from waystation.plan.kernels.world import World

MOST = 10_000  # situations; without bits there is one a place, so never fewer than places
WORST = 100.0  # nats: a helper who is sure to betray weighs no more than this
DEEPEST = 4  # vain tries counted
MOST_CELLS = 100  # of a situation
ROOM = 3_000_000  # values, 8 bytes each


def relaxation(world: World, soonest: Ints, origin: int) -> tuple[Situations, Cells, Table, Sets]:
    """Return the relaxation, solved; with it the table of its situations, and which bits it tracks."""
    tracked, found, earliest = _tracked(world, soonest, origin)
    relaxed, cells = _deepest(world, situations(world, found, earliest, tracked))
    relax(world, relaxed, cells)
    return relaxed, cells, found, tracked


def _tracked(world: World, soonest: Ints, origin: int) -> tuple[Sets, Table, Ints]:
    """Return which bits the relaxation keeps, with the situations that it then has.

    The bits whose loss makes the bound least worse are dropped first: legs passed before, trusted helpers.
    """
    bits, limit = world.keeps.size, max(MOST, world.safe.size)
    weight = np.minimum(nats(world.keeps), WORST) * as_flags(world.marks).sum(axis=0)
    order, near = np.argsort(-weight, kind="stable"), max(1, bits // 64)
    keep, least, most = bits, 0, bits
    while True:
        tracked = _chosen(order[:keep], bits)
        found, earliest = reachable(world, soonest, tracked, origin, limit)
        fits = bool(found.size[0] <= limit)
        least, most = (keep, most) if fits else (least, keep)
        if fits and most - least <= near:
            return tracked, found, earliest
        keep = least if most - least <= near else (least + most) // 2


def _chosen(numbers: NDArray[np.intp], bits: int) -> Sets:
    chosen = np.zeros((1, bits), dtype=np.bool_)
    chosen[0, numbers] = True
    return np.asarray(as_bits(chosen)[0])


def _deepest(world: World, bare: Situations) -> tuple[Situations, Cells]:
    """Return situations and cells with as many vain tries counted as there is room for."""
    for deepest in range(DEEPEST, 0, -1):
        counted, cells = make_cells(world, bare, deepest, MOST_CELLS, ROOM)
        if cells.value.size <= ROOM:
            return counted, cells
    return make_cells(world, bare, 0, 1, ROOM)
