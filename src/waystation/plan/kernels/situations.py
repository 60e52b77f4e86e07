"""Where can the group be, with what paid for? The situations, and how each leads to the next.

A situation is a place with the set of what is paid for: helpers already used, and legs already passed (so not
gone), each only while it can matter again.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from waystation.plan.kernels.arrays import Flags, Floats, Ints, Longs, Sets
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.interned import Table, empty_table, find, intern
from waystation.plan.kernels.room import longer
from waystation.plan.kernels.world import World, faith, holds, next_start

SAFETY, NOWHERE = -1, -2


class Situations(NamedTuple):
    """Situations 0..s-1: `place`, `earliest` step; row `edge[v] + x` is leg x of the place of situation v.

    Of each such row: `then`, the situation after passing (SAFETY, or NOWHERE if never in time), `keep`, the
    probability that the helpers first used keep faith, and `known`, that the leg is known not to be gone. The
    cells `cell[v]` to `cell[v + 1] - 1` are the situation with the vain tries made here, the first with none.
    """

    place: Ints
    earliest: Ints
    edge: Longs
    then: Ints
    keep: Floats
    known: Flags
    cell: Longs


@kernel
def reachable(world: World, soonest: Ints, tracked: Sets, origin: int, limit: int) -> tuple[Table, Ints]:
    """Return (Table of place-and-set rows, earliest steps) in the order of time, at most `limit` rows.

    Only the bits of `tracked` (w,) are kept in sets. The table is cut short where the limit is passed.
    """
    words = tracked.size
    table = empty_table(words + 1, 1024)
    earliest = np.full(1024, world.last + 1, dtype=np.int32)
    row = np.zeros(words + 1, dtype=np.uint64)
    row[words] = np.uint64(origin)
    table, _ = intern(table, row)
    earliest[0] = 0
    head = np.full(world.last + 1, -1, dtype=np.int64)
    queue = np.zeros((1024, 2), dtype=np.int64)
    queue[0, 0], queue[0, 1], head[0], queued = 0, -1, 0, 1
    for step in range(world.last + 1):
        while head[step] >= 0:
            v, head[step] = queue[head[step], 0], queue[head[step], 1]
            if earliest[v] != step or table.size[0] > limit:
                continue
            place = np.int64(table.rows[v, words])
            for x in range(world.first[place], world.first[place + 1]):
                leg = world.leaving[x]
                start, end = (
                    next_start(world.opened, leg, step, world.duration, world.last),
                    world.target[leg],
                )
                if start < 0 or world.safe[end] or soonest[start + world.duration[leg], end] > world.last:
                    continue
                for w in range(words):
                    row[w] = (table.rows[v, w] | world.marks[leg, w]) & world.later[end, w] & tracked[w]
                row[words] = np.uint64(end)
                table, u = intern(table, row)
                arrival = start + world.duration[leg]
                if u >= earliest.size:
                    known = earliest.size
                    earliest = longer(earliest, 2 * known)
                    earliest[known:] = world.last + 1
                if arrival < earliest[u]:
                    earliest[u] = arrival
                    if queued == queue.shape[0]:
                        queue = longer(queue, 2 * queued)
                    queue[queued, 0], queue[queued, 1] = u, head[arrival]
                    head[arrival] = queued
                    queued += 1
    return table, earliest


@kernel
def find_or(table: Table, row: Sets) -> int:
    """Return the number of the row, NOWHERE if it has not been seen."""
    number = find(table, row)
    return number if number >= 0 else NOWHERE


@kernel
def situations(world: World, table: Table, earliest: Ints, tracked: Sets) -> Situations:
    """Return the situations of a whole table of place-and-set rows, each with one cell."""
    size, words = table.size[0], tracked.size
    place = np.empty(size, dtype=np.int32)
    edge = np.zeros(size + 1, dtype=np.int64)
    for v in range(size):
        place[v] = np.int32(table.rows[v, words])
        edge[v + 1] = edge[v] + world.first[place[v] + 1] - world.first[place[v]]
    then = np.full(edge[size], NOWHERE, dtype=np.int32)
    keep = np.ones(edge[size])
    known = np.zeros(edge[size], dtype=np.bool_)
    row = np.zeros(words + 1, dtype=np.uint64)
    for v in range(size):
        paid = table.rows[v, :words]
        for x in range(edge[v + 1] - edge[v]):
            leg = world.leaving[world.first[place[v]] + x]
            end, at = world.target[leg], edge[v] + x
            keep[at] = faith(paid, world.marks[leg] & tracked, world.keeps)
            bit = world.itself[leg]
            known[at] = holds(paid, bit) or (bit >= 0 and not holds(tracked, bit))
            row[:words] = (paid | world.marks[leg]) & world.later[end] & tracked
            row[words] = np.uint64(end)
            then[at] = SAFETY if world.safe[end] else find_or(table, row)
    return Situations(place, earliest[:size].copy(), edge, then, keep, known, np.arange(size + 1))
