"""What does a policy do in every state that it can reach? The same as arrays, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
OVER = -1  # a successor: safety has been reached
STAY = -1  # a leg: nothing is attempted any more


@dataclass(frozen=True, slots=True)
class PolicyGraph:
    """A policy's reachable states as nodes 0..N-1, node 0 first, successors always after their node.

    At `place[v]` at step `at[v]` the group waits until step `depart[v]` and attempts `leg[v]` (STAY: it waits
    there to the last step, and `depart` is the last step). `tries[v]` attempts of that leg were in vain
    before; `known[v]` tells that it has been passed before, so is not gone. `passed[v]` is the node after
    passing (OVER: safety), `blocked[v]` the node after a block, met at step min(depart + retry, last); both
    OVER where STAY. New helpers of node v are `new_helpers[new_start[v]:new_start[v + 1]]`.
    """

    place: Ints
    at: Ints
    leg: Ints
    depart: Ints
    tries: Ints
    known: NDArray[np.bool_]
    passed: Ints
    blocked: Ints
    new_start: Ints
    new_helpers: Ints

    def __len__(self) -> int:
        return int(self.place.size)
