"""What does the search for a policy work on, and what are the chances of an attempt?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from waystation.plan.kernels.arrays import Flags, Floats, Ints, Sets
from waystation.plan.kernels.compiled import kernel


class World(NamedTuple):
    """What the search needs of a timetable: n places, m legs, k helpers, steps 0..last, sets of w words.

    `first`, `leaving`, `target`, `duration`, `retry` (m,) in steps; `opened`, `survive` (m, last+1); `block`,
    `gone` (m,); `stay` (n,): probability of one quiet step; `safe` (n,); `marks` (m, w): helpers used, and
    the leg itself where having passed it can matter again; `itself` (m,): the bit of the leg in the set, -1
    if it has none; `later` (n, w): bits that can matter from a place on; `keeps` (w * 64,): integrity of each
    bit (1 for legs); `trial` (m,): the number of the leg among those whose vain tries matter, -1 for others;
    `again` (n, trials): whether tries of that leg can matter from a place on; `next_open` (last+2, n): the
    next step at which some leg may start.
    """

    first: Ints
    leaving: Ints
    place_of: Ints
    target: Ints
    duration: Ints
    retry: Ints
    opened: Flags
    survive: Floats
    block: Floats
    gone: Floats
    stay: Floats
    safe: Flags
    marks: Sets
    itself: Ints
    later: Sets
    keeps: Floats
    trial: Ints
    again: Flags
    next_open: Ints
    last: int


@kernel
def chance_blocked(block: float, gone: float, tries: int) -> float:
    """Return the probability that the next attempt is blocked after so many vain ones (model, section 2)."""
    vain = block**tries
    lost = gone + (1.0 - gone) * vain
    now_gone = gone / lost if lost > 0.0 else 1.0
    return now_gone + (1.0 - now_gone) * block


@kernel
def faith(paid: Sets, marks: Sets, keeps: Floats) -> float:
    """Return the probability that the helpers in `marks` who are not yet in `paid` keep faith."""
    p = 1.0
    for w in range(paid.size):
        rest = marks[w] & ~paid[w]
        k = w * 64
        while rest != np.uint64(0):
            if rest & np.uint64(1) != np.uint64(0):
                p *= keeps[k]
            rest >>= np.uint64(1)
            k += 1
    return p


@kernel
def holds(words: Sets, bit: int) -> bool:
    """Tell whether a set of words holds the bit; -1 is in no set."""
    return bit >= 0 and (words[bit >> 6] >> np.uint64(bit & 63)) & np.uint64(1) == np.uint64(1)


@kernel
def next_start(opened: Flags, leg: int, step: int, duration: Ints, last: int) -> int:
    """Return the first step from `step` on at which the leg may start and still end in time, or -1."""
    for t in range(step, last - duration[leg] + 1):
        if opened[leg, t]:
            return t
    return -1
