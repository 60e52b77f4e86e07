"""How long does the front take with plain dominance? The same search without what makes ours quick.

A straightforward label search on the clock (Martins 1984) with the labels of plain_lists.py: each carries
every helper ever used. Every departure step is tried. No helper is forgotten, no route is there beforehand,
nothing is bounded from behind. Compiled with the same settings as ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event, Thread
from time import process_time
from typing import Any, NamedTuple

import numpy as np
from bench.plain_lists import ACCEPTED, FOUND, FREE, TOP, WAITING, Lists, arrive, known, settle, with_room
from numpy.typing import NDArray

from waystation.domain.route import Objective
from waystation.plan.arrays import as_bits, by_place, can_pass, nats
from waystation.plan.hazard import Timetable
from waystation.plan.kernels.arrays import Floats, Ints
from waystation.plan.kernels.compiled import kernel

Sets = NDArray[np.uint64]


class Ways(NamedTuple):
    """The network, as in our kernels: legs grouped by place, prices by leg and step, helpers as bits."""

    first: Ints
    leaving: Ints
    source: Ints
    target: Ints
    duration: Ints
    opened: NDArray[np.bool_]
    risk: Floats
    cost: Floats
    exposure: Floats
    marks: Sets
    helper_risk: Floats
    helper_worth: Floats
    wait: Floats
    safe: NDArray[np.bool_]
    timed: float


@kernel
def extend(ways: Any, lists: Any, step: Any, a: Any, leg: Any) -> Any:
    """Take one label along one leg by now; there is room."""
    place, target, arrival = ways.source[leg], ways.target[leg], step + ways.duration[leg]
    value, used = lists.value[a].copy(), lists.used[a].copy()
    value[0] += ways.wait[place] * step + ways.risk[leg, step]
    value[1] += ways.cost[leg]
    value[2] += ways.exposure[leg]
    for w in range(used.size):
        new, k = ways.marks[leg, w] & ~used[w], w * 64
        used[w] |= new
        while new != np.uint64(0):
            if new & np.uint64(1) != np.uint64(0):
                value[0] += ways.helper_risk[k]
                value[2] += ways.helper_worth[k]
            new >>= np.uint64(1)
            k += 1
    if ways.safe[target]:
        arrive(lists, np.array([value[0], arrival * ways.timed, value[1], value[2]]))
        return
    value[0] -= ways.wait[target] * arrival
    if known(lists, target, value, used):
        return
    c = lists.counts[FREE]
    if c >= 0:
        lists.counts[FREE] = lists.after[c]
    else:
        c = lists.counts[WAITING]
        lists.counts[WAITING] += 1
    lists.coming[c] = value
    lists.coming_used[c] = used
    lists.after[c] = lists.head[arrival, target]
    lists.head[arrival, target] = c


@kernel
def search(ways: Any, lists: Any, last: Any, most: Any, stop: Any) -> Any:
    """Return the lists when every step is done, or when `stop` says so or `most` labels are kept."""
    for step in range(last + 1):
        for place in range(ways.safe.size):
            if lists.head[step, place] >= 0:
                lists = settle(lists, step, place)
        for place in range(ways.safe.size):
            for x in range(ways.first[place], ways.first[place + 1]):
                leg = ways.leaving[x]
                if not ways.opened[leg, step] or step + ways.duration[leg] > last:
                    continue
                a = 0
                while a < lists.hi[place] - lists.lo[place]:
                    if stop[0] or lists.counts[TOP] + lists.counts[WAITING] > most:
                        stop[0] = True
                        return lists
                    lists = with_room(lists, place)
                    extend(ways, lists, step, lists.lo[place] + a, leg)
                    a += 1
    return lists


def _ways(table: Timetable, objectives: Sequence[Objective]) -> Ways:
    risky, worthy = float("risk" in objectives), float("exposure" in objectives)
    opened = can_pass(table)
    risk = np.where(opened, nats(np.where(opened, table.survive, 1.0)), 0.0) * risky
    trusted = np.where(table.integrity > 0.0, table.integrity, 1.0)
    first, leaving = by_place(table.source, len(table.places))
    cost, marks = table.cost * float("cost" in objectives), as_bits(table.uses)
    return Ways(
        first, leaving, table.source, table.target, table.duration, opened, risk, cost,
        table.worth[table.target] * worthy, marks, nats(trusted) * risky,
        table.helper_worth * worthy, table.wait * risky, table.safe, float("hours" in objectives),
    )  # fmt: skip


def _begun(table: Timetable, words: int) -> Lists:
    n, room = len(table.places), 1024
    lo, hi, cap = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    hi[table.origin], cap[table.origin] = 1, 8
    return Lists(
        np.zeros((room, 3)), np.zeros((room, words), dtype=np.uint64), lo, hi, cap,
        np.zeros((room, 3)), np.zeros((room, words), dtype=np.uint64), np.full(room, -1, dtype=np.int64),
        np.full((table.last + 1, n), -1, dtype=np.int64), np.zeros((64, 4)),
        np.array([0, -1, 8, 0, 0], dtype=np.int64),
    )  # fmt: skip


class Plain(NamedTuple):
    """What the search came to: labels accepted, and points (x, 4) of risk, hours, cost, exposure in order.

    There are no points where it was stopped.
    """

    points: Floats | None
    labels: int


def _watch(stop: NDArray[np.bool_], done: Event, end: float) -> None:
    """Tell the search to stop when the process has used its processor seconds; the kernel holds no lock."""
    while not done.wait(0.05):
        if process_time() > end:
            stop[0] = True


def plain_front(
    table: Timetable, objectives: Sequence[Objective], seconds: float = 60.0, most: int = 50_000_000
) -> Plain:
    """Return the front of a timetable in which nobody is sure to be found while waiting.

    It is stopped after so many processor seconds, or when `most` labels and candidates are kept (about 50
    bytes each).
    """
    ways, stop, done = _ways(table, objectives), np.zeros(1, dtype=np.bool_), Event()
    watch = Thread(target=_watch, args=(stop, done, process_time() + seconds))
    watch.start()
    lists = search(ways, _begun(table, ways.marks.shape[1]), table.last, most, stop)
    done.set()
    watch.join()
    points = lists.front[: lists.counts[FOUND]]
    points = points * np.array([1.0, table.step, 1.0, 1.0])
    return Plain(None if stop[0] else points[np.lexsort(points.T[::-1])], int(lists.counts[ACCEPTED]))
