"""Has this row of words been seen before, and under which number? Hash tables of fixed-width rows.

A Table maps rows of words (r, w) to 0, 1, 2 … in the order in which they were first seen. `slots` holds a
number or -1, open addressing with linear probing; its size is a power of two and at most half full.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from waystation.plan.kernels.arrays import Longs, Sets
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.room import whole


class Table(NamedTuple):
    """Rows seen so far (the first `size[0]` of `rows`) and the slots that find them."""

    rows: Sets
    slots: Longs
    size: Longs


@kernel
def empty_table(words: int, room: int) -> Table:
    """Return a table for rows of `words` words; `room` is a power of two."""
    return Table(
        np.zeros((room, words), dtype=np.uint64),
        np.full(2 * room, -1, dtype=np.int64),
        np.zeros(1, dtype=np.int64),
    )


@kernel
def slot_of(rows: Sets, slots: Longs, row: Sets) -> int:
    """Return the slot that holds the row, or the free one where it belongs (mixed as by splitmix64)."""
    h = np.uint64(0x9E3779B97F4A7C15)
    for w in range(row.size):
        h ^= row[w]
        h = (h ^ (h >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        h = (h ^ (h >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        h ^= h >> np.uint64(31)
    mask = np.uint64(slots.size - 1)
    at = whole(h & mask)
    while slots[at] >= 0:
        same = True
        for w in range(row.size):
            if rows[slots[at], w] != row[w]:
                same = False
                break
        if same:
            return at
        at = (at + 1) & (slots.size - 1)
    return at


@kernel
def grown(table: Table) -> Table:
    """Return the table with twice the room."""
    room = 2 * table.rows.shape[0]
    rows = np.zeros((room, table.rows.shape[1]), dtype=np.uint64)
    rows[: table.rows.shape[0]] = table.rows
    slots = np.full(2 * room, -1, dtype=np.int64)
    for number in range(table.size[0]):
        slots[slot_of(rows, slots, rows[number])] = number
    return Table(rows, slots, table.size)


@kernel
def intern(table: Table, row: Sets) -> tuple[Table, int]:
    """Return (table, number) of the row, which is added if it is new."""
    at = slot_of(table.rows, table.slots, row)
    if table.slots[at] >= 0:
        return table, table.slots[at]
    number = table.size[0]
    if number == table.rows.shape[0]:
        table = grown(table)
        at = slot_of(table.rows, table.slots, row)
    table.rows[number] = row
    table.slots[at] = number
    table.size[0] = number + 1
    return table, number


@kernel
def find(table: Table, row: Sets) -> int:
    """Return the number of the row, -1 if it has not been seen."""
    return int(table.slots[slot_of(table.rows, table.slots, row)])
