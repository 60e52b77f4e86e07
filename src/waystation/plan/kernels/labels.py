"""Does one partial route make another pointless? Labels, their dominance, and the blocks they are kept in.

A label is a partial route at a place: its risk less the waiting risk from step 0 (so that waiting changes
nothing), money, exposure, and the helpers used that can still be met again. Label A dominates B at the same
place if it came no later and is no worse in each, after paying for the helpers that only B has already paid
for (planning model, section 3). Objectives that are not asked for are zero in the arrays given.

A block holds the labels of one place, rows lo..hi-1 of the arena, sorted by risk, none dominating another.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from waystation.plan.kernels.arrays import Floats, Ints, Sets
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.room import longer

RISK, COST, EXPOSURE = 0, 1, 2
TIE_RISK = 1e-13  # nats
TIE = 1e-12  # relative


class Arena(NamedTuple):
    """Labels: `value` (c, 3) risk, money, exposure; `helpers` (c, w); `name` in the pool; step they `came`.

    `least` (c,) is the least money of a row's block up to that row: what no safer label undercuts.
    """

    value: Floats
    least: Floats
    helpers: Sets
    name: Ints
    came: Ints


class Prices(NamedTuple):
    """What each helper costs when first used: `risk` and `worth`, both (k,)."""

    risk: Floats
    worth: Floats


@kernel
def longer_arena(arena: Arena, size: int) -> Arena:
    """Return a copy of the arena with room for `size` rows."""
    return Arena(
        longer(arena.value, size),
        longer(arena.least, size),
        longer(arena.helpers, size),
        longer(arena.name, size),
        longer(arena.came, size),
    )


@kernel
def unpaid(have: Sets, used: Sets, prices: Prices) -> tuple[float, float]:
    """Return risk and worth of the helpers in `used` that are not in `have` (both (w,) uint64)."""
    risk = 0.0
    worth = 0.0
    for w in range(have.size):
        rest = used[w] & ~have[w]
        k = w * 64
        while rest != np.uint64(0):
            if rest & np.uint64(1) != np.uint64(0):
                risk += prices.risk[k]
                worth += prices.worth[k]
            rest >>= np.uint64(1)
            k += 1
    return risk, worth


@kernel
def position(arena: Arena, lo: int, hi: int, risk: float) -> int:
    """Return the first row of the block with more risk than this."""
    while lo < hi:
        middle = (lo + hi) // 2
        if arena.value[middle, RISK] > risk:
            hi = middle
        else:
            lo = middle + 1
    return lo


@kernel
def dominated(
    arena: Arena, lo: int, hi: int, risk: float, cost: float, exposure: float, used: Sets, prices: Prices
) -> bool:
    """Tell whether a label of the block is no worse than these limits for a group that has used `used`.

    The riskiest label within the limit is asked first: it is usually the cheapest.
    """
    for a in range(position(arena, lo, hi, risk) - 1, lo - 1, -1):
        if arena.least[a] > cost:
            return False
        if arena.value[a, COST] <= cost and arena.value[a, EXPOSURE] <= exposure:
            more, worth = unpaid(arena.helpers[a], used, prices)
            if arena.value[a, RISK] + more <= risk and arena.value[a, EXPOSURE] + worth <= exposure:
                return True
    return False


@kernel
def move(arena: Arena, a: int, b: int) -> None:
    """Copy row a of the arena to row b."""
    for d in range(3):
        arena.value[b, d] = arena.value[a, d]
    for w in range(arena.helpers.shape[1]):
        arena.helpers[b, w] = arena.helpers[a, w]
    arena.name[b] = arena.name[a]
    arena.came[b] = arena.came[a]
    arena.least[b] = arena.least[a]


@kernel
def drop_dominated(arena: Arena, at: int, hi: int, value: Floats, used: Sets, prices: Prices) -> int:
    """Remove the labels from row `at` on that a new one makes pointless; return the block's new end."""
    keep = at
    for a in range(at, hi):
        old = arena.value[a]
        worse = old[COST] >= value[COST] and old[EXPOSURE] >= value[EXPOSURE]
        if worse:
            more, worth = unpaid(used, arena.helpers[a], prices)
            worse = value[RISK] + more <= old[RISK] and value[EXPOSURE] + worth <= old[EXPOSURE]
        if not worse:
            if keep != a:
                move(arena, a, keep)
            keep += 1
    return keep


@kernel
def insert(
    arena: Arena, lo: int, hi: int, value: Floats, used: Sets, name: int, step: int, prices: Prices
) -> int:
    """Insert a label that nothing dominates into a block with room; return the block's new end."""
    at = position(arena, lo, hi, value[RISK])
    while at > lo and arena.value[at - 1, RISK] == value[RISK]:
        at -= 1
    hi = drop_dominated(arena, at, hi, value, used, prices)
    for a in range(hi, at, -1):
        move(arena, a - 1, a)
    arena.value[at] = value
    arena.helpers[at] = used
    arena.name[at] = name
    arena.came[at] = step
    least = arena.least[at - 1] if at > lo else np.inf
    for a in range(at, hi + 1):
        least = min(least, arena.value[a, COST])
        arena.least[a] = least
    return hi + 1
