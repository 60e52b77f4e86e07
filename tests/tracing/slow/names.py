"""The lattice of names in plain Python: every order, every cut, every way of writing, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, log

from waystation.tracing.names.kernels.letters import CERTAIN, CONSONANT, OTHER, SAME, VOWEL
from waystation.tracing.names.tables import COSTS, FOREIGN, FORM_ODDS, Tables

Reading = tuple[float, int, tuple[int, ...]]  # log P, form + 3 * language, chunks
SEPARATORS = {" ": 2, "-": 1}
SLOTS = 6


def chunk_rows(tables: Tables) -> list[dict[str, int]]:
    """Return for each way of writing its chunks with their rows."""
    found: list[dict[str, int]] = [{} for _ in tables.ways]
    way = 0
    for row, chunk in enumerate(tables.chunks):
        if row and chunk <= tables.chunks[row - 1]:  # sorted within a way
            way += 1
        found[way][chunk] = row
    return found


STUCK = 3  # a given syllable, a space, another with the surname at its end


def role(form: int, slot: int) -> int:
    if form == STUCK:
        return (1, 2, 0)[slot]
    if form == 1:
        return 3 + slot if slot < 2 else min(slot - 1, 2)
    return min(slot + (form == 2), 2)


MAY_END = {
    (0, True, False),
    (1, False, False),
    (2, True, True),
}  # a stuck name: slot, at a word's end, at the end


def whole(form: int, score: float, path: tuple[int, ...]) -> Reading:
    """Return a reading from the path of its chunks; one whose surname was stuck becomes an ordinary one."""
    if form == STUCK:
        return score + FORM_ODDS[0, 3] + COSTS[5], 0, (path[2], *path[:2])
    return score + FORM_ODDS[form, len(path)], form, path


def orders(name: str) -> Iterator[tuple[float, bool, list[str]]]:
    """Yield cost, whether turned, and the words of each order. `name` has single separators and no comma."""
    words = name.split(" ")
    for left_out in [None, *(range(len(words)) if len(words) > 2 else ())]:
        rest = [word for n, word in enumerate(words) if n != left_out]
        cost = 0.0 if left_out is None else COSTS[1] + COSTS[2] * len(words[left_out])
        yield cost, False, rest
        if len(rest) > 1:
            yield cost + COSTS[0], True, [rest[-1], *rest[:-1]]


def cuts(words: list[str], form: int, rows: dict[str, int], tables: Tables) -> Iterator[Reading]:  # noqa: C901
    """Yield every way to cut the words into chunks of a form."""
    text = "".join(word.replace("-", "") for word in words)
    edge: dict[int, int] = {}
    at = 0
    for word in words:
        for part in word.split("-"):
            at += len(part)
            edge[at] = max(edge.get(at, 0), 1)
        edge[at] = 2

    def further(begin: int, path: tuple[int, ...], value: float) -> Iterator[Reading]:
        slot = len(path)
        for end in range(begin + 1, len(text) + 1):
            row = rows.get(text[begin:end])
            if row is not None and slot < SLOTS:
                if form == STUCK and (slot, edge.get(end) == 2, end == len(text)) not in MAY_END:
                    continue
                score = value + tables.marginal[row, role(form, slot)]
                if form < 2 and slot == form and end < len(text):
                    if len(words) == 1:
                        score += COSTS[3] if end not in edge else COSTS[4]
                    elif edge.get(end) != 2:
                        score = -1e18
                if end == len(text):
                    yield whole(form, score, (*path, row))
                elif score > -1e17:
                    yield from further(end, (*path, row), score)
            if end in edge:
                return

    yield from further(0, (), 0.0)


def readings(name: str, tables: Tables, rows: list[dict[str, int]]) -> list[Reading]:
    """Return all readings of a plain name with their log probabilities, the likeliest first."""
    found = []
    for cost, turned, words in orders(name):
        stuck = not turned and len(words) == 2 == len(name.split(" "))
        for form in (0, 1) if turned else (0, 1, 2, STUCK) if stuck else (0, 1, 2):
            for way, usual in enumerate(tables.ways):
                for value, shown, path in cuts(words, form, rows[way], tables):
                    if value > -1e17:
                        shape = shown + 3 * int(tables.spaces[way])
                        found.append((cost + usual + value, shape, path))
    return sorted(found, reverse=True)


def strange(name: str) -> float:
    """Return the log probability of an unreadable Latin name: a cost for each letter, space and the end."""
    return float(FOREIGN[0] + FOREIGN[1] * (1 + sum(c != "-" for c in name)))


def log_sum(values: list[float]) -> float:
    high = max(values)
    return high + log(sum(exp(value - high) for value in values))


def common(a: int, b: int, part: int, tables: Tables) -> tuple[float, float]:
    """Return the factor of two chunks, and the probability that they stand for the same."""
    sides = []
    for chunk in (a, b):
        begin, end = tables.first[chunk, part], tables.first[chunk, part + 1]
        sides.append(
            {int(tables.sounds[n]): (float(tables.q[n]), float(tables.r[n])) for n in range(begin, end)}
        )
    both = sides[0].keys() & sides[1].keys()
    return (
        sum(sides[0][s][0] * sides[1][s][1] for s in both),
        sum(sides[0][s][0] * sides[1][s][0] for s in both),
    )


def beside(a: str, b: str) -> float:
    """Return the nats of two words by the recursion, between the bounds."""

    def edit(letter: str) -> float:
        return VOWEL if letter in "aeiouwyh" else CONSONANT

    known: dict[tuple[int, int], float] = {}

    def at(m: int, n: int) -> float:
        if (m, n) not in known:
            tried = [0.0] if m == n == 0 else []
            if m:
                tried.append(at(m - 1, n) + edit(a[m - 1]))
            if n:
                tried.append(at(m, n - 1) + edit(b[n - 1]))
            if m and n:
                change = SAME if a[m - 1] == b[n - 1] else min(edit(a[m - 1]), edit(b[n - 1]))
                tried.append(at(m - 1, n - 1) + change)
            known[m, n] = max(tried)
        return known[m, n]

    return max(OTHER, min(CERTAIN, at(len(a), len(b))))
