"""How does a plain label search keep its labels? Lists by place, sorted by risk, with plain dominance.

Label A dominates B at the same place only if it came no later, is no worse in risk, cost and exposure, and
has used no helper that B has not used too. Risk is less the waiting risk from step 0, so that waiting
changes nothing.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from waystation.plan.kernels.compiled import kernel

Floats = NDArray[np.float64]
Sets = NDArray[np.uint64]
TIE = 1e-12  # what counts as equal, as in our search: without it rounding makes labels of its own
WAITING, FREE, TOP, FOUND, ACCEPTED = 0, 1, 2, 3, 4  # in counts


class Lists(NamedTuple):
    """What grows: labels of each place, candidates, the front.

    The labels of a place are rows lo..hi-1 of `value` (c, 3) risk, cost, exposure and `used` (c, w).
    Candidates are in linked lists, `head` by step and place of arrival. `front` (x, 4) has risk, steps, cost,
    exposure.
    """

    value: Floats
    used: Sets
    lo: NDArray[np.int64]
    hi: NDArray[np.int64]
    cap: NDArray[np.int64]
    coming: Floats
    coming_used: Sets
    after: NDArray[np.int64]
    head: NDArray[np.int64]
    front: Floats
    counts: NDArray[np.int64]


@kernel
def longer(array: Any, size: Any) -> Any:
    """Return a copy of the array with room for `size` rows."""
    new = np.empty((size, *array.shape[1:]), dtype=array.dtype)
    new[: array.shape[0]] = array
    return new


@kernel
def with_room(lists: Any, place: Any) -> Any:
    """Return the lists with room for one more label of the place, one more candidate and one more route."""
    value, used, coming, coming_used, after, front = (
        lists.value, lists.used, lists.coming, lists.coming_used, lists.after, lists.front,
    )  # fmt: skip
    lo, size, top = lists.lo[place], lists.hi[place] - lists.lo[place], lists.counts[TOP]
    if size == lists.cap[place]:
        room = 2 * size + 8
        if top + room > value.shape[0]:
            value = longer(value, 2 * (top + room))
            used = longer(used, 2 * (top + room))
        value[top : top + size] = value[lo : lo + size]
        used[top : top + size] = used[lo : lo + size]
        lists.lo[place], lists.hi[place], lists.cap[place] = top, top + size, room
        lists.counts[TOP] = top + room
    if lists.counts[WAITING] == after.size:
        room = 2 * after.size
        coming, coming_used, after = longer(coming, room), longer(coming_used, room), longer(after, room)
    if lists.counts[FOUND] == front.shape[0]:
        front = longer(front, 2 * front.shape[0])
    return Lists(
        value, used, lists.lo, lists.hi, lists.cap,
        coming, coming_used, after, lists.head, front, lists.counts,
    )  # fmt: skip


@kernel
def within(a: Any, b: Any) -> Any:
    """Tell whether every helper of `a` is in `b`."""
    more = np.uint64(0)
    for w in range(a.size):
        more |= a[w] & ~b[w]
    return more == np.uint64(0)


@kernel
def known(lists: Any, place: Any, value: Any, used: Any) -> Any:
    """Tell whether a label of the place dominates this one, plainly."""
    for a in range(lists.lo[place], lists.hi[place]):
        old = lists.value[a]
        if old[0] > value[0] + TIE:
            return False
        as_good = old[1] <= value[1] * (1 + TIE) and old[2] <= value[2] * (1 + TIE)
        if as_good and within(lists.used[a], used):
            return True
    return False


@kernel
def accept(lists: Any, place: Any, value: Any, used: Any) -> Any:
    """Put a label into its place's list, sorted by risk, and drop what it dominates; there is room."""
    lo, hi, keep = lists.lo[place], lists.hi[place], lists.lo[place]
    for a in range(lo, hi):
        old = lists.value[a]
        worse = old[0] >= value[0] and old[1] >= value[1] and old[2] >= value[2]
        if not (worse and within(used, lists.used[a])):
            if keep < a:
                lists.value[keep] = old
                lists.used[keep] = lists.used[a]
            keep += 1
    at = keep
    while at > lo and lists.value[at - 1, 0] > value[0]:
        lists.value[at] = lists.value[at - 1]
        lists.used[at] = lists.used[at - 1]
        at -= 1
    lists.value[at] = value
    lists.used[at] = used
    lists.hi[place] = keep + 1
    lists.counts[ACCEPTED] += 1


@kernel
def arrive(lists: Any, point: Any) -> Any:
    """Put a route that has come to safety into the front, unless another is as good."""
    front, size, keep = lists.front, lists.counts[FOUND], 0
    for a in range(size):
        as_good = front[a, 0] <= point[0] + TIE
        for d in range(1, 4):
            as_good = as_good and front[a, d] <= point[d] * (1 + TIE)
        if as_good:
            return
    for a in range(size):
        worse = True
        for d in range(4):
            worse = worse and front[a, d] >= point[d]
        if not worse:
            front[keep] = front[a]
            keep += 1
    front[keep] = point
    lists.counts[FOUND] = keep + 1


@kernel
def settle(lists: Any, step: Any, place: Any) -> Any:
    """Accept what arrives at the place at this step, safest first; return the lists, longer where needed."""
    size, c = 0, lists.head[step, place]
    while c >= 0:
        size, c = size + 1, lists.after[c]
    names, risk = np.empty(size, dtype=np.int64), np.empty(size)
    c = lists.head[step, place]
    for x in range(size):
        names[x], risk[x], c = c, lists.coming[c, 0], lists.after[c]
    for x in np.argsort(risk):
        c = names[x]
        if not known(lists, place, lists.coming[c], lists.coming_used[c]):
            lists = with_room(lists, place)
            accept(lists, place, lists.coming[c], lists.coming_used[c])
        lists.after[c] = lists.counts[FREE]
        lists.counts[FREE] = c
    lists.head[step, place] = -1
    return lists
