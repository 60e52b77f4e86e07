"""Of which words does a written name consist, and in which orders can they stand?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from waystation.plan.kernels.compiled import kernel

Ints = NDArray[np.int64]

SPACE, HYPHEN, COMMA = 32, 45, 44
WORDS = 8  # words of a name; what follows is not read
NO_EDGE, PART, WORD = 0, 1, 2  # what ends before a character: nothing, a part (hyphen), a word


@kernel
def cut(text: Ints, begin: int, end: int, words: Ints) -> int:
    """Set words[w] = (begin, end, whether it follows a comma); return how many words, at most WORDS."""
    count, comma, i = 0, 0, begin
    while i < end and count < WORDS:
        if text[i] == SPACE or text[i] == COMMA or text[i] == HYPHEN:
            if text[i] == COMMA and count > 0:
                comma = 1
            i += 1
            continue
        words[count, 0] = i
        while i < end and text[i] != SPACE and text[i] != COMMA:
            i += 1
        words[count, 1], words[count, 2] = i, comma
        comma = 0
        count += 1
    return count


@kernel
def commas(words: Ints, count: int) -> bool:
    """Tell whether a comma says that the surname stands first."""
    for w in range(count):
        if words[w, 2] == 1:
            return True
    return False


@kernel
def arrange(count: int, left_out: int, turned: bool, order: Ints) -> int:
    """Set order to the words that are read: all but one (-1: none), if turned the last first. Return k."""
    last = count - 2 if left_out == count - 1 else count - 1
    k = 0
    if turned:
        order[0] = last
        k = 1
    for w in range(count):
        if w != left_out and not (turned and w == last):
            order[k] = w
            k += 1
    return k


@kernel
def line_up(text: Ints, words: Ints, order: Ints, count: int, line: Ints, edge: Ints) -> int:
    """Write the words in their order into `line`; edge[i] says what ends before i. Return the length."""
    n = 0
    edge[:] = NO_EDGE
    for k in range(count):
        w = order[k]
        for i in range(words[w, 0], words[w, 1]):
            if text[i] == HYPHEN:
                edge[n] = max(edge[n], PART)
            elif n < line.size:
                line[n] = text[i]
                n += 1
        edge[n] = WORD
    return n
