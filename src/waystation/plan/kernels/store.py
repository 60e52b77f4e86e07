"""Where does the search for the front keep its labels, and how does it get room for more?

Accepted labels are rows of the pool (parent, leg, departure step). Candidates wait in linked lists, by step
and place of arrival, so that a label is only accepted when everything that came before it is known.
"""

from __future__ import annotations

from typing import NamedTuple

from waystation.plan.kernels.arrays import Floats, Ints, Longs, Sets
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.labels import Arena, longer_arena, move
from waystation.plan.kernels.room import longer

POOL, FREE, PENDING, ARENA, FRONT = range(5)  # the places of `counts`


class Store(NamedTuple):
    """What grows: pool (parent, leg, depart), candidates, blocks (`lo`, `hi`, `cap`), the front.

    `newest` (n,): the step at which the last label of a place came. `counts` (5,): labels in the POOL, the
    first FREE candidate (-1: none), candidates ever PENDING, rows of the ARENA in use, points of the FRONT.
    """

    parent: Ints
    leg: Ints
    depart: Ints
    waiting: Arena  # candidates: `name` is the parent label, `came` the departure step
    by: Ints  # leg of a candidate
    after: Ints  # next candidate of the same list
    head: Ints  # (last+1, n) first candidate, -1 if none
    arena: Arena
    lo: Ints
    hi: Ints
    cap: Ints
    newest: Ints
    front: Floats
    names: Ints
    counts: Longs


@kernel
def with_names(store: Store, more: int) -> Store:
    """Return the store with room for so many more labels in the pool and points in the front."""
    parent, leg, depart, front, names = store.parent, store.leg, store.depart, store.front, store.names
    labels, points = store.counts[POOL] + more, store.counts[FRONT] + more
    if labels <= parent.size and points <= names.size:
        return store
    if labels > parent.size:
        size = max(labels, 2 * parent.size)
        parent, leg, depart = longer(parent, size), longer(leg, size), longer(depart, size)
    if points > names.size:
        size = max(points, 2 * names.size)
        front, names = longer(front, size), longer(names, size)
    return Store(
        parent, leg, depart, store.waiting, store.by, store.after, store.head, store.arena,
        store.lo, store.hi, store.cap, store.newest, front, names, store.counts,
    )  # fmt: skip


@kernel
def with_room(store: Store, place: int, more: int) -> Store:
    """Return the store with room for so many more labels in the place's block."""
    arena, lo, hi = store.arena, store.lo[place], store.hi[place]
    if hi - lo + more <= store.cap[place]:
        return store
    cap = max(8, 2 * (hi - lo + more))
    top = store.counts[ARENA]
    if top + cap > arena.name.size:
        arena = longer_arena(arena, max(2 * arena.name.size, top + cap))
    for a in range(hi - lo):
        move(arena, lo + a, top + a)
    store.lo[place], store.hi[place], store.cap[place] = top, top + hi - lo, cap
    store.counts[ARENA] = top + cap
    return Store(
        store.parent, store.leg, store.depart, store.waiting, store.by, store.after, store.head, arena,
        store.lo, store.hi, store.cap, store.newest, store.front, store.names, store.counts,
    )  # fmt: skip


@kernel
def with_candidates(store: Store, more: int) -> Store:
    """Return the store with room for so many more candidates."""
    needed = store.counts[PENDING] + more
    if needed <= store.by.size:
        return store
    size = max(needed, 2 * store.by.size)
    return Store(
        store.parent, store.leg, store.depart, longer_arena(store.waiting, size), longer(store.by, size),
        longer(store.after, size), store.head, store.arena, store.lo, store.hi, store.cap, store.newest,
        store.front, store.names, store.counts,
    )  # fmt: skip


@kernel
def name_label(store: Store, parent: int, leg: int, depart: int) -> int:
    """Add a label to the pool and return its name."""
    name = int(store.counts[POOL])
    store.parent[name] = parent
    store.leg[name] = leg
    store.depart[name] = depart
    store.counts[POOL] += 1
    return name


@kernel
def put_pending(
    store: Store, arrival: int, place: int, value: Floats, used: Sets, parent: int, leg: int, depart: int
) -> None:
    """Add a candidate to the list of its step and place of arrival."""
    c = store.counts[FREE]
    if c >= 0:
        store.counts[FREE] = store.after[c]
    else:
        c = store.counts[PENDING]
        store.counts[PENDING] += 1
    store.waiting.value[c] = value
    store.waiting.helpers[c] = used
    store.waiting.name[c] = parent
    store.waiting.came[c] = depart
    store.by[c] = leg
    store.after[c] = store.head[arrival, place]
    store.head[arrival, place] = c
