"""Which chunk of writing begins here? A trie in a hash table, one step per character."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from waystation.plan.kernels.compiled import kernel

Ints = NDArray[np.int64]
Steps = NDArray[np.int64]  # (slots, 2): node * 2**21 + character (-1: free), and the node it leads to

MIX = np.uint64(0x9E3779B97F4A7C15)
SHIFT = np.uint64(40)
NONE = -1


@kernel
def place(key: int, slots: int) -> int:
    """Return where the search for a key begins in a table of 2**n slots."""
    return int((np.uint64(key) * MIX) >> SHIFT) & (slots - 1)


@kernel
def step(steps: Steps, node: int, character: int) -> int:
    """Return the node that a character leads to, -1 where none does."""
    slots = steps.shape[0]
    key = node * 2097152 + character
    at = place(key, slots)
    while steps[at, 0] != NONE:
        if steps[at, 0] == key:
            return int(steps[at, 1])
        at = (at + 1) & (slots - 1)
    return NONE


@kernel
def grow(text: Ints, first: Ints, root: Ints, roots: int, steps: Steps, ends: Ints) -> int:
    """Enter the chunks text[first[c]:first[c + 1]] below root[c]; set ends[c] to their last nodes.

    Nodes 0 to roots - 1 are the roots. Returns how many nodes there are.
    """
    slots, nodes = steps.shape[0], roots
    for chunk in range(first.size - 1):
        node = int(root[chunk])
        for i in range(first[chunk], first[chunk + 1]):
            key = node * 2097152 + text[i]
            at = place(key, slots)
            while steps[at, 0] != NONE and steps[at, 0] != key:
                at = (at + 1) & (slots - 1)
            if steps[at, 0] == NONE:
                steps[at, 0] = key
                steps[at, 1] = nodes
                nodes += 1
            node = int(steps[at, 1])
        ends[chunk] = node
    return nodes
