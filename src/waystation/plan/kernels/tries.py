"""Which legs have been tried in vain, and how often? A row of words, the largest first."""

from __future__ import annotations

import numpy as np

from waystation.plan.kernels.arrays import Flags, Sets
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.room import whole

COUNT = np.uint64(65535)  # the low 16 bits of a try: how often; the rest: which leg, from 1; 0 is no try
LEG = np.uint64(16)


@kernel
def count_in(row: Sets, trial: int) -> int:
    """Return how often a leg has been tried in vain."""
    for x in range(row.size):
        if row[x] >> LEG == np.uint64(trial + 1):
            return whole(row[x] & COUNT)
    return 0


@kernel
def with_tries(row: Sets, trial: int, count: int) -> None:
    """Set the count of a leg in a row of tries, which is kept sorted, largest first, without gaps."""
    entry = (np.uint64(trial + 1) << LEG) | min(np.uint64(count), COUNT)
    kept = 0
    for x in range(row.size):
        if row[x] != np.uint64(0) and row[x] >> LEG != np.uint64(trial + 1):
            row[kept] = row[x]
            kept += 1
    row[kept:] = np.uint64(0)
    if count > 0:
        at = kept
        while at > 0 and row[at - 1] < entry:
            row[at] = row[at - 1]
            at -= 1
        row[at] = entry


@kernel
def forget_tries(row: Sets, matters: Flags, passed: int) -> None:
    """Drop from a row of tries the leg just passed and those that can no longer matter (`matters`)."""
    kept = 0
    for x in range(row.size):
        if row[x] == np.uint64(0):
            break
        trial = whole(row[x] >> LEG) - 1
        if matters[trial] and trial != passed:
            row[kept] = row[x]
            kept += 1
    row[kept:] = np.uint64(0)
