"""How often was each leg tried in vain here? Cells: situations with counts, as many as there is room for."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from waystation.plan.kernels.arrays import Floats, Ints, Longs
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.room import longer
from waystation.plan.kernels.situations import NOWHERE, SAFETY, Situations
from waystation.plan.kernels.world import World, chance_blocked


class Cells(NamedTuple):
    """Cells 0..c-1: `situation`, earliest step (`since`), where the values `start`, how many tries (`depth`).

    Row `edge[c] + x` is leg x: `blocked`, the probability that it is blocked, and `after`, the cell after
    that (the cell itself where tries are not counted, or no longer). The value at step t is `value[start[c] +
    t - since[c]]`.
    """

    situation: Ints
    since: Ints
    depth: Ints
    start: Longs
    edge: Longs
    blocked: Floats
    after: Longs
    value: Floats


@kernel
def counts_tries(world: World, situations: Situations, v: int, x: int) -> bool:
    """Tell whether vain tries of leg x change its chances in situation v."""
    leg = world.leaving[world.first[situations.place[v]] + x]
    at = situations.edge[v] + x
    return world.trial[leg] >= 0 and not situations.known[at] and situations.then[at] != NOWHERE


@kernel
def cells_of(
    world: World, situations: Situations, v: int, deepest: int, most: int
) -> tuple[Ints, Longs, Ints]:
    """Return counts (c, degree), cells after a block (c, degree), earliest steps (c,) of `most` cells."""
    first = world.first[situations.place[v]]
    degree = situations.edge[v + 1] - situations.edge[v]
    counts = np.zeros((most, degree), dtype=np.int32)
    after = np.zeros((most, degree), dtype=np.int64)
    since = np.full(most, world.last + 1, dtype=np.int32)
    since[0], size, c = situations.earliest[v], 1, 0
    while c < size:
        depth = counts[c].sum()
        for x in range(degree):
            after[c, x] = c
            leg = world.leaving[first + x]
            again = world.retry[leg] if world.itself[leg] < 0 else 0  # 0: perhaps tried on another visit
            step = since[c] + again
            if depth >= deepest or step > world.last or not counts_tries(world, situations, v, x):
                continue
            counts[c, x] += 1
            u = c + 1
            while u < size and not np.all(counts[u] == counts[c]):
                u += 1
            if u >= size and size < most:
                u = size
                counts[u] = counts[c]
                size += 1
            counts[c, x] -= 1
            if u < size:
                after[c, x] = u
                since[u] = min(since[u], step)
        c += 1
    return counts[:size], after[:size], since[:size]


@kernel
def empty_cells(room: int) -> Cells:
    """Return room for so many cells, of which there is none yet."""
    return Cells(
        np.zeros(room, dtype=np.int32), np.zeros(room, dtype=np.int32), np.zeros(room, dtype=np.int32),
        np.zeros(room + 1, dtype=np.int64), np.zeros(room + 1, dtype=np.int64),
        np.zeros(4 * room), np.zeros(4 * room, dtype=np.int64), np.zeros(0),
    )  # fmt: skip


@kernel
def with_cells(cells: Cells, size: int, edges: int) -> Cells:
    """Return the cells with room for `size` of them and `edges` rows of legs."""
    situation, since, depth, start, edge = cells.situation, cells.since, cells.depth, cells.start, cells.edge
    blocked, after = cells.blocked, cells.after
    if size > situation.size:
        room = max(size, 2 * situation.size)
        situation, since, depth = longer(situation, room), longer(since, room), longer(depth, room)
        start, edge = longer(start, room + 1), longer(edge, room + 1)
    if edges > blocked.size:
        room = max(edges, 2 * blocked.size)
        blocked, after = longer(blocked, room), longer(after, room)
    return Cells(situation, since, depth, start, edge, blocked, after, cells.value)


@kernel
def put_cell(
    world: World, situations: Situations, cells: Cells, c: int, v: int, counts: Ints, after: Longs, since: int
) -> None:
    """Write cell c: situation v with `counts` of vain tries of each leg; there is room for it."""
    cells.situation[c], cells.since[c], cells.depth[c] = v, since, counts.sum()
    first, edge = world.first[situations.place[v]], cells.edge[c]
    for x in range(counts.size):
        leg = world.leaving[first + x]
        gone = 0.0 if situations.known[situations.edge[v] + x] else world.gone[leg]
        cells.blocked[edge + x] = chance_blocked(world.block[leg], gone, counts[x])
        cells.after[edge + x] = after[x]
    cells.edge[c + 1] = edge + counts.size
    cells.start[c + 1] = cells.start[c] + world.last + 1 - since


@kernel
def make_cells(
    world: World, situations: Situations, deepest: int, most: int, room: int
) -> tuple[Situations, Cells]:
    """Return (situations, cells), counting tries up to `deepest` at a place; values still 0.

    At most `most` cells a situation; once `room` values are used up the rest get one cell each.
    """
    size = situations.place.size
    cell = np.zeros(size + 1, dtype=np.int64)
    cells, c, left = empty_cells(max(64, 2 * size)), 0, room
    for v in range(size):
        counts, after, since = cells_of(world, situations, v, deepest if left > 0 else 0, most)
        cell[v] = c
        cells = with_cells(cells, c + counts.shape[0], cells.edge[c] + counts.size)
        for u in range(counts.shape[0]):
            put_cell(world, situations, cells, c + u, v, counts[u], c + after[u], since[u])
            left -= world.last + 1 - since[u]
        c += counts.shape[0]
    cell[size] = c
    return Situations(
        situations.place, situations.earliest, situations.edge, situations.then, situations.keep,
        situations.known, cell,
    ), Cells(
        cells.situation[:c].copy(), cells.since[:c].copy(), cells.depth[:c].copy(),
        cells.start[: c + 1].copy(), cells.edge[: c + 1].copy(),
        cells.blocked[: cells.edge[c]].copy(), cells.after[: cells.edge[c]].copy(), np.zeros(cells.start[c]),
    )  # fmt: skip


@kernel
def cell_value(cells: Cells, c: int, step: int, last: int) -> float:
    """Return the value of a cell at a step; 0 before its earliest or after the last."""
    if step > last or step < cells.since[c]:
        return 0.0
    return float(cells.value[cells.start[c] + step - cells.since[c]])


@kernel
def value_at(situations: Situations, cells: Cells, v: int, step: int, last: int) -> float:
    """Return the relaxed value of situation v (or SAFETY, NOWHERE) at a step, nothing tried yet."""
    if v == SAFETY:
        return 1.0 if step <= last else 0.0
    return cell_value(cells, situations.cell[v], step, last) if v != NOWHERE else 0.0
