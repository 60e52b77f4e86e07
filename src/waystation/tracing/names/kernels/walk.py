"""How can a line of letters be cut into the chunks of a name? Depth first; what is unlikely is given up.

A name is a surname of one chunk, of two, or none, then given names. Chunks do not reach over a space or
hyphen, and a surname ends where a word does; but it may have been taken for the end of the given name
(`Sun Young Yoo` written `Sun Youngyoo`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from waystation.plan.kernels.compiled import kernel
from waystation.tracing.names.kernels.trie import Steps, step
from waystation.tracing.names.kernels.words import NO_EDGE, WORD

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

SLOTS, READINGS = 6, 12  # syllables of a name, readings kept
SURNAME, FIRST, REST, PAIR_ONE, PAIR_TWO = 0, 1, 2, 3, 4  # the parts of a name that a chunk can be
ONE, TWO, NO_SURNAME, FORMS = 0, 1, 2, 3  # how many chunks the surname has; how many such forms there are
LANGUAGES = 2  # whose syllables a name may be made of: Korean, Mandarin
STUCK = 3  # a given syllable, a space, another with the surname stuck to it; kept as ONE
TURNED, LEFT_OUT, LETTER, JOINED, HYPHENED, MISTAKEN = 0, 1, 2, 3, 4, 5  # costs: see `read_all`
IMPOSSIBLE = -1e17  # and below
GIVE_UP = 12.0  # nats below the best reading


@kernel
def role(form: int, slot: int) -> int:
    """Return which part of the name the chunk at a slot is."""
    if form == TWO:
        if slot < 2:
            return PAIR_ONE + slot
        slot -= 1
    elif form == NO_SURNAME:
        slot += 1
    elif form == STUCK:
        return (slot + 1) % 3
    return min(slot, REST)


@kernel
def ending(form: int, slot: int, here: int, n: int, edge: Ints, one_word: bool, costs: Floats) -> float:
    """Return what it costs that the chunk at a slot ends here, IMPOSSIBLE where it may not."""
    if form == STUCK:  # a word ends after the first chunk, none after the second, all after the third
        if slot == 2 or here == n:
            return 0.0 if slot == 2 and here == n else IMPOSSIBLE
        return 0.0 if (edge[here] == WORD) == (slot == 0) else IMPOSSIBLE
    if form == NO_SURNAME or slot != (TWO if form == TWO else ONE) or here == n:
        return 0.0
    if one_word:
        return float(costs[JOINED] if edge[here] == NO_EDGE else costs[HYPHENED])
    return 0.0 if edge[here] == WORD else IMPOSSIBLE


@kernel
def keep(kept: Floats, chunks: Ints, have: int, score: float, shape: int, path: Ints, n: int) -> int:
    """Insert a reading into the list, best first; return how many there are now."""
    if have == READINGS and kept[have - 1, 0] >= score:
        return have
    at = min(have, READINGS - 1)
    while at > 0 and kept[at - 1, 0] < score:
        kept[at] = kept[at - 1]
        chunks[at] = chunks[at - 1]
        at -= 1
    kept[at, 0], kept[at, 1], kept[at, 2] = score, shape, n
    for s in range(SLOTS):
        chunks[at, s] = path[s] if s < n else -1
    return min(have + 1, READINGS)


@kernel
def log_sum(a: float, b: float) -> float:
    """Return log(exp(a) + exp(b))."""
    high = max(a, b)
    return float(high + np.log(np.exp(a - high) + np.exp(b - high)))


@kernel
def walk(
    line: Ints,
    edge: Ints,
    n: int,
    one_word: bool,
    base: float,
    form: int,
    root: int,
    space: int,
    forms: Floats,
    costs: Floats,
    steps: Steps,
    chunk_at: Ints,
    marginal: Floats,
    kept: Floats,
    chunks: Ints,
    have: int,
    total: Floats,
    scratch: Ints,
    score: Floats,
) -> int:
    """Read one line in all ways of a form; add each to the list, and to total[0], the log of their sum.

    scratch, (4, SLOTS), and score, (SLOTS,), are overwritten: making them anew takes longer than the walk.
    """
    path, begin, reach, node = scratch
    slot, begin[0], reach[0], node[0], score[0] = 0, 0, 0, root, base
    while slot >= 0:
        at = reach[slot]
        if at >= n or (at > begin[slot] and edge[at] > NO_EDGE):
            slot -= 1
            continue
        node[slot] = step(steps, node[slot], line[at])
        if node[slot] < 0:
            slot -= 1
            continue
        reach[slot] = at + 1
        here, chunk = at + 1, chunk_at[node[slot]]
        if chunk < 0:
            continue
        value = score[slot] + marginal[chunk, role(form, slot)]
        value += ending(form, slot, here, n, edge, one_word, costs)
        if value <= IMPOSSIBLE or (have > 0 and value < kept[0, 0] - GIVE_UP):
            continue
        path[slot] = chunk
        if here < n:
            if slot + 1 < SLOTS:
                slot += 1
                begin[slot], reach[slot], node[slot], score[slot] = here, here, root, value
        elif forms[ONE if form == STUCK else form, slot + 1] > IMPOSSIBLE:
            value += forms[ONE if form == STUCK else form, slot + 1]
            total[0] = log_sum(total[0], value)
            if form == STUCK:
                path[0], path[1], path[2] = path[2], path[0], path[1]
            shape = (ONE if form == STUCK else form) + FORMS * space
            have = keep(kept, chunks, have, value, shape, path, slot + 1)
            if form == STUCK:
                path[0], path[1], path[2] = path[1], path[2], path[0]
    return have
