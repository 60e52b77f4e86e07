"""How little risk, time, money and exposure can the rest of the way cost, and how late may it begin?

Arrays: n places, m legs, steps 0..last. Legs are grouped by the place they leave: those of place i are
`leaving[first[i]:first[i + 1]]`.
"""

from __future__ import annotations

import numpy as np

from waystation.plan.kernels.arrays import Flags, Floats, Ints, Sets
from waystation.plan.kernels.compiled import kernel


@kernel
def cheapest_rest(
    first: Ints,
    leaving: Ints,
    target: Ints,
    duration: Ints,
    opened: Flags,
    price: Floats,
    wait: Floats,
    safe: Flags,
    last: int,
) -> Floats:
    """Return (last+1, n): the least sum of `price` (m, last+1) and `wait` until safety; inf: too late."""
    n = safe.size
    rest = np.full((last + 1, n), np.inf)
    for t in range(last, -1, -1):
        for i in range(n):
            if safe[i]:
                rest[t, i] = 0.0
                continue
            best = rest[t + 1, i] + wait[i] if t < last else np.inf
            for x in range(first[i], first[i + 1]):
                e = leaving[x]
                arrival = t + duration[e]
                if arrival <= last and opened[e, t]:
                    best = min(best, price[e, t] + rest[arrival, target[e]])
            rest[t, i] = best
    return rest


@kernel
def soonest_arrival(
    first: Ints, leaving: Ints, target: Ints, duration: Ints, opened: Flags, safe: Flags, last: int
) -> Ints:
    """Return (last+1, n): the earliest step of reaching safety from each place and step; last+1 if never."""
    n = safe.size
    soonest = np.full((last + 1, n), last + 1, dtype=np.int32)
    for t in range(last, -1, -1):
        for i in range(n):
            if safe[i]:
                soonest[t, i] = t
                continue
            best = soonest[t + 1, i] if t < last else last + 1
            for x in range(first[i], first[i + 1]):
                e = leaving[x]
                arrival = t + duration[e]
                if arrival <= last and opened[e, t]:
                    best = min(best, soonest[arrival, target[e]])
            soonest[t, i] = best
    return soonest


@kernel
def better_departure(
    source: Ints, target: Ints, opened: Flags, risk: Floats, wait: Floats, safe: Flags, last: int
) -> Ints:
    """Return (m, last+1): the latest departure before each one that makes it pointless, or -1.

    Leaving at an earlier step u and waiting at the far end is as good as leaving at t if the risk until then
    is no greater. Then only groups that came to the place after u need to consider leaving at t.
    """
    m = source.size
    before = np.full((m, last + 1), -1, dtype=np.int32)
    stack = np.empty(last + 1, dtype=np.int32)
    value = np.empty(last + 1)
    for e in range(m):
        here = wait[source[e]]
        there = 0.0 if safe[target[e]] else wait[target[e]]
        if not np.isfinite(here):
            for t in range(last + 1):
                before[e, t] = t - 1
            continue
        if not np.isfinite(there):
            continue
        size = 0
        for t in range(last + 1):
            if not opened[e, t]:
                continue
            f = (here - there) * t + risk[e, t]
            while size > 0 and value[size - 1] > f + 1e-13:
                size -= 1
            before[e, t] = stack[size - 1] if size > 0 else -1
            stack[size] = t
            value[size] = f
            size += 1
    return before


@kernel
def usable_later(first: Ints, leaving: Ints, target: Ints, marks: Sets) -> Sets:
    """Return (n, w): the union of `marks` (m, w) of all legs that can be reached from each place."""
    n = first.size - 1
    later = np.zeros((n, marks.shape[1]), dtype=np.uint64)
    changed = True
    while changed:
        changed = False
        for i in range(n - 1, -1, -1):
            for x in range(first[i], first[i + 1]):
                e = leaving[x]
                for w in range(marks.shape[1]):
                    union = later[i, w] | marks[e, w] | later[target[e], w]
                    if union != later[i, w]:
                        later[i, w] = union
                        changed = True
    return later


@kernel
def cheapest_way(
    first: Ints,
    leaving: Ints,
    target: Ints,
    duration: Ints,
    opened: Flags,
    price: Floats,
    wait: Floats,
    safe: Flags,
    last: int,
    rest: Floats,
    origin: int,
) -> Ints:
    """Return (k, 2): legs and departures of the way from the origin whose sum is `rest[0, origin]`."""
    way = np.empty((last + 1, 2), dtype=np.int32)
    size, t, i = 0, 0, origin
    while t <= last and not safe[i]:
        best, chosen = (rest[t + 1, i] + wait[i] if t < last else np.inf), -1
        for x in range(first[i], first[i + 1]):
            e = leaving[x]
            arrival = t + duration[e]
            if arrival <= last and opened[e, t] and price[e, t] + rest[arrival, target[e]] <= best:
                best, chosen = price[e, t] + rest[arrival, target[e]], e
        if not np.isfinite(best):
            return way[:0].copy()
        if chosen >= 0:
            way[size, 0], way[size, 1] = chosen, t
            size += 1
        t, i = (t + duration[chosen], target[chosen]) if chosen >= 0 else (t + 1, i)
    return way[:size].copy()
