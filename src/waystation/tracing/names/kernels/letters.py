"""How alike are two names of any language, letter by letter and word by word?

A word of one name is laid beside each word of the other: letters that agree speak for one name, an edit
against it, one of a vowel less than one of a consonant (alignment of Levenshtein 1966 with weights). Words
are then paired, the most alike first, each once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from waystation.plan.kernels.compiled import kernel
from waystation.tracing.names.kernels.words import HYPHEN, WORDS, cut

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

SAME, VOWEL, CONSONANT = 1.5, -1.5, -3.5  # nats of a letter that agrees, of an edit
CERTAIN, OTHER, MISSING = 8.0, -5.0, -2.0  # nats at most for a word, for another word, for a missing one
LONGEST = 24  # letters of a word that are compared


@kernel
def soft(letter: int) -> bool:
    """Tell whether a letter is one of aeiouwyh, which spellings add and drop."""
    for other in (97, 101, 105, 111, 117, 119, 121, 104):
        if letter == other:
            return True
    return False


@kernel
def spelled(text: Ints, begin: int, end: int, word: Ints) -> int:
    """Copy a word without hyphens; return its length."""
    n = 0
    for i in range(begin, end):
        if text[i] != HYPHEN and n < LONGEST:
            word[n] = text[i]
            n += 1
    return n


@kernel
def beside(a: Ints, m: int, b: Ints, n: int, row: Floats) -> float:
    """Return the nats of two words, between OTHER and CERTAIN."""
    row[0] = 0.0
    for j in range(n):
        row[j + 1] = row[j] + (VOWEL if soft(b[j]) else CONSONANT)
    for i in range(m):
        diagonal = row[0]
        drop = VOWEL if soft(a[i]) else CONSONANT
        row[0] += drop
        for j in range(n):
            add = VOWEL if soft(b[j]) else CONSONANT
            change = SAME if a[i] == b[j] else min(drop, add)
            best = max(diagonal + change, row[j + 1] + drop, row[j] + add)
            diagonal = row[j + 1]
            row[j + 1] = best
    return float(max(OTHER, min(CERTAIN, row[n])))


@kernel
def pair_up(nats: Floats, m: int, n: int, partner: Ints) -> float:
    """Pair words, the most alike first; partner[i] is the word of the other name, or -1. Return the nats."""
    partner[:m] = -1
    taken = np.zeros(WORDS, np.bool_)
    total = 0.0
    for _ in range(min(m, n)):
        high, x, y = -1e18, -1, -1
        for i in range(m):
            if partner[i] >= 0:
                continue
            for j in range(n):
                if not taken[j] and nats[i, j] > high:
                    high, x, y = nats[i, j], i, j
        partner[x] = y
        taken[y] = True
        total += high
    return total + MISSING * abs(m - n)


@kernel
def alike(
    a: Ints,
    a_begin: int,
    a_end: int,
    b: Ints,
    b_begin: int,
    b_end: int,
    nats: Floats,
    partner: Ints,
    a_words: Ints,
    b_words: Ints,
) -> float:
    """Return the nats of two names; nats[i, j] of their words, and which are paired."""
    m, n = cut(a, a_begin, a_end, a_words), cut(b, b_begin, b_end, b_words)
    if m == 0 or n == 0:
        return OTHER
    one, two, row = np.zeros(LONGEST, np.int64), np.zeros(LONGEST, np.int64), np.zeros(LONGEST + 1)
    for i in range(m):
        p = spelled(a, a_words[i, 0], a_words[i, 1], one)
        for j in range(n):
            q = spelled(b, b_words[j, 0], b_words[j, 1], two)
            nats[i, j] = beside(one, p, two, q, row)
    return pair_up(nats, m, n, partner)


@kernel
def alike_all(left: Ints, right: Ints, a: Ints, a_first: Ints, b: Ints, b_first: Ints, out: Floats) -> None:
    """Set out[n] to the nats of the pair left[n], right[n]."""
    nats, partner = np.zeros((WORDS, WORDS)), np.zeros(WORDS, np.int64)
    one, two = np.zeros((WORDS, 3), np.int64), np.zeros((WORDS, 3), np.int64)
    for n in range(left.size):
        x, y = left[n], right[n]
        out[n] = alike(a, a_first[x], a_first[x + 1], b, b_first[y], b_first[y + 1], nats, partner, one, two)
