"""How can a written name be read? The likeliest ways to cut it into syllables, with surname first or last.

Words may stand in their order, or with the last one moved to the front; one of three or more may be none of
the name's syllables (a Western given name). A way of writing (Revised, North Korean, pinyin ...) has its own
root in the trie and its own chunks.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from waystation.plan.kernels.compiled import kernel
from waystation.tracing.names.kernels.trie import Steps
from waystation.tracing.names.kernels.walk import (
    GIVE_UP,
    LEFT_OUT,
    LETTER,
    MISTAKEN,
    NO_SURNAME,
    READINGS,
    SLOTS,
    STUCK,
    TURNED,
    walk,
)
from waystation.tracing.names.kernels.words import HYPHEN, WORDS, arrange, commas, cut, line_up

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LINE = 64  # letters of a name that are read


@kernel
def read(
    text: Ints,
    begin: int,
    end: int,
    costs: Floats,
    forms: Floats,
    ways: Floats,
    spaces: Ints,
    steps: Steps,
    chunk_at: Ints,
    marginal: Floats,
    kept: Floats,
    chunks: Ints,
    total: Floats,
    scratch: Ints,
    score: Floats,
) -> int:
    """Read the name text[begin:end]; return how many readings were kept, and add all to total[0]."""
    words, order = np.zeros((WORDS, 3), np.int64), np.zeros(WORDS, np.int64)
    line, edge = np.zeros(LINE, np.int64), np.zeros(LINE + 1, np.int64)
    count, have = cut(text, begin, end, words), 0
    fixed = commas(words, count)
    for left_out in range(-1, count if count > 2 else 0):
        base = 0.0
        if left_out >= 0:
            base = costs[LEFT_OUT] + costs[LETTER] * (words[left_out, 1] - words[left_out, 0])
        for turned in range(2):
            if turned and (fixed or count - (left_out >= 0) < 2):
                continue
            k = arrange(count, left_out, turned == 1, order)
            n = line_up(text, words, order, k, line, edge)
            for form in range(STUCK + 1):
                if turned and form >= NO_SURNAME:  # without a surname, the order is the one that is written
                    continue
                if form == STUCK and (fixed or count != 2):
                    continue
                for way in range(ways.size):
                    start = base + costs[TURNED] * turned + ways[way] + costs[MISTAKEN] * (form == STUCK)
                    have = walk(
                        line,
                        edge,
                        n,
                        k == 1,
                        start,
                        form,
                        way,
                        spaces[way],
                        forms,
                        costs,
                        steps,
                        chunk_at,
                        marginal,
                        kept,
                        chunks,
                        have,
                        total,
                        scratch,
                        score,
                    )
    return have


@kernel
def strange(text: Ints, begin: int, end: int, foreign: Floats) -> float:
    """Return log P(name) if it is none that can be read.

    A cost, and one for each letter by its script, each space, and the end.
    """
    total = foreign[0]
    for i in range(begin, end):
        if 0xAC00 <= text[i] < 0xD7A4:
            total += foreign[2]
        elif text[i] >= 0x3400 and text[i] < 0xA000:
            total += foreign[3]
        elif text[i] != HYPHEN:
            total += foreign[1]
    return float(total)


@kernel
def read_all(
    text: Ints,
    first: Ints,
    costs: Floats,
    forms: Floats,
    foreign: Floats,
    ways: Floats,
    spaces: Ints,
    steps: Steps,
    chunk_at: Ints,
    marginal: Floats,
    post: Floats,
    shape: Ints,
    chunks: Ints,
    counts: Ints,
    others: Floats,
) -> None:
    """Read many names: name i is text[first[i]:first[i + 1]]; says for its reading r what follows.

    post[i, r] log P(reading | name), shape[i, r] = (form + 3 * space, slots), chunks[i, r, slot]; counts[i]
    readings; others[i] log P(none of all readings | name). costs: last word first, a word left out, each
    letter of it, surname joined to the given name, joined by a hyphen, stuck to the end of the given name.
    ways[w]: log of how usual a way is.
    """
    kept, found = np.zeros((READINGS, 3)), np.zeros((READINGS, SLOTS), np.int64)
    total, scratch, score = np.zeros(1), np.zeros((4, SLOTS), np.int64), np.zeros(SLOTS)
    for i in range(first.size - 1):
        alien = strange(text, first[i], first[i + 1], foreign)
        total[0] = alien
        have = read(
            text,
            first[i],
            first[i + 1],
            costs,
            forms,
            ways,
            spaces,
            steps,
            chunk_at,
            marginal,
            kept,
            found,
            total,
            scratch,
            score,
        )
        others[i] = alien - total[0]
        counts[i] = 0
        for r in range(min(have, post.shape[1])):
            if kept[r, 0] < kept[0, 0] - GIVE_UP:
                break
            post[i, r] = kept[r, 0] - total[0]
            shape[i, r, 0], shape[i, r, 1] = int(kept[r, 1]), int(kept[r, 2])
            chunks[i, r] = found[r]
            counts[i] += 1
