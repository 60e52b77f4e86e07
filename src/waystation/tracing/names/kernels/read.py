"""How can a written name be read? The likeliest ways to cut it into syllables, with surname first or last.

Words may stand in their order, or with the last one moved to the front; one of three or more may be none of
the name's syllables (a Western given name). Within that order the name is a surname of one chunk, of two, or
none, then given names. Chunks do not reach over a space or hyphen, and a surname ends where a word does.
A way of writing (Revised, North Korean, pinyin ...) has its own root in the trie and its own chunks.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from waystation.plan.kernels.compiled import kernel
from waystation.tracing.names.kernels.trie import Steps, step
from waystation.tracing.names.kernels.words import HYPHEN, NO_EDGE, WORD, WORDS, arrange, commas, cut, line_up

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

SLOTS, LINE, READINGS = 6, 64, 12  # syllables of a name, letters of it, readings kept
SURNAME, FIRST, REST, PAIR_ONE, PAIR_TWO = 0, 1, 2, 3, 4  # the parts of a name that a chunk can be
ONE, TWO, NO_SURNAME, FORMS = 0, 1, 2, 3  # how many chunks the surname has; how many such forms there are
TURNED, LEFT_OUT, LETTER, JOINED, HYPHENED = 0, 1, 2, 3, 4  # costs: see `read_all`
IMPOSSIBLE = -1e17
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
    return min(slot, REST)


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
) -> int:
    """Read one line in all ways of a form; add each to the list, and to total[0], the log of their sum."""
    path, begin, reach = np.zeros(SLOTS, np.int64), np.zeros(SLOTS, np.int64), np.zeros(SLOTS, np.int64)
    node, score = np.full(SLOTS, root), np.full(SLOTS, base)
    last = TWO if form == TWO else ONE  # the slot where the surname ends
    slot = 0
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
        if form != NO_SURNAME and slot == last and here < n:
            if one_word:
                value += costs[JOINED] if edge[here] == NO_EDGE else costs[HYPHENED]
            elif edge[here] != WORD:
                continue
        if value < IMPOSSIBLE or (have > 0 and value < kept[0, 0] - GIVE_UP):
            continue
        path[slot] = chunk
        if here < n:
            if slot + 1 < SLOTS:
                slot += 1
                begin[slot], reach[slot], node[slot], score[slot] = here, here, root, value
        elif forms[form, slot + 1] > IMPOSSIBLE:
            value += forms[form, slot + 1]
            total[0] = log_sum(total[0], value)
            have = keep(kept, chunks, have, value, form + FORMS * space, path, slot + 1)
    return have


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
            for form in range(FORMS - turned):  # without a surname, the order is the one that is written
                for way in range(ways.size):
                    start = base + costs[TURNED] * turned + ways[way]
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
    letter of it, surname joined to the given name, joined by a hyphen. ways[w]: log of how usual a way is.
    """
    kept, found = np.zeros((READINGS, 3)), np.zeros((READINGS, SLOTS), np.int64)
    total = np.zeros(1)
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
