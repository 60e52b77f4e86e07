"""How does a timetable look to the kernels: legs by place, helpers as bits, hazards as nats?"""

from __future__ import annotations

import numpy as np

from waystation.plan.hazard import Timetable
from waystation.plan.kernels.arrays import Flags, Floats, Ints, Sets


def by_place(source: Ints, n: int) -> tuple[Ints, Ints]:
    """Return (first, leaving): the legs of place i are leaving[first[i]:first[i + 1]]."""
    leaving = np.argsort(source, kind="stable").astype(np.int32)
    first = np.searchsorted(source[leaving], np.arange(n + 1)).astype(np.int32)
    return first, leaving


def as_bits(uses: Flags) -> Sets:
    """Return (m, w) uint64 for (m, k) bool, w = one word for each 64 helpers, one at least."""
    m, k = uses.shape
    words = max(1, -(-k // 64))
    padded = np.zeros((m, words * 64), dtype=np.bool_)
    padded[:, :k] = uses
    packed = np.packbits(padded.reshape(m, words, 8, 8), axis=-1, bitorder="little")
    return packed.reshape(m, words, 8).view("<u8").reshape(m, words).astype(np.uint64)


def as_flags(sets: Sets) -> Flags:
    """Return (m, w * 64) bool for (m, w) uint64: the inverse of `as_bits`, padding included."""
    return np.unpackbits(sets.astype("<u8").view(np.uint8), axis=1, bitorder="little").astype(np.bool_)


def nats(p: Floats) -> Floats:
    """Return -ln p, infinite for 0."""
    with np.errstate(divide="ignore"):
        return -np.log(p) + 0.0


def can_pass(table: Timetable) -> Flags:
    """Return (m, last+1): may be started, and can end well: nothing of it is certain to harm."""
    faithless = (table.uses & (table.integrity <= 0.0)[None, :]).any(axis=1, keepdims=True)
    return table.open & (table.survive > 0.0) & ~faithless
