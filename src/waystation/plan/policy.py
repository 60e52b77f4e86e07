"""What is the best thing to do in every state: the policy with recourse, and how good can any policy be?

Exact by depth-first search with bounds (kernels/search.py) over states of place, step, helpers used and vain
tries (planning model, section 4). Where the budget ends first, the policy found and a proven upper bound are
given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from waystation.plan.hazard import Timetable
from waystation.plan.kernels.arrays import Sets
from waystation.plan.kernels.bounds import soonest_arrival
from waystation.plan.kernels.cells import Cells
from waystation.plan.kernels.departures import best_first
from waystation.plan.kernels.interned import Table
from waystation.plan.kernels.memory import Memory, empty_memory
from waystation.plan.kernels.situations import Situations
from waystation.plan.kernels.stances import hold, stance_of
from waystation.plan.kernels.world import World
from waystation.plan.relaxation import relaxation
from waystation.plan.world import world as world_of

Progress = Callable[[float, str], None]

EXACT = 1e-13  # the tolerance that counts as none
TOLERANCES = (1.0, 0.02, 5e-3, 1e-3, 1e-4, 1e-6, EXACT)
VISITS = 200_000  # states between two looks at the clock
TOLD = 6  # legs that may be gone; for more, knowing which are is not worth 2 ** legs searches


@dataclass(slots=True)
class Search:
    """The state of a search: what does not change, and the memory that grows."""

    table: Timetable
    world: World
    situations: Situations
    cells: Cells
    found: Table
    tracked: Sets
    memory: Memory
    origin: int
    helpers: int

    @property
    def fixed(self) -> tuple[World, Situations, Cells, Table, Sets]:
        """Return what the kernels take before the memory."""
        return self.world, self.situations, self.cells, self.found, self.tracked


def prepare(table: Timetable) -> Search:
    """Return a search for the timetable, its relaxation solved; nothing else is known yet."""
    world = world_of(table)
    way = world.first, world.leaving, world.target, world.duration, world.opened
    soonest = soonest_arrival(*way, world.safe, world.last)
    relaxed, cells, found, tracked = relaxation(world, soonest, table.origin)
    rarest = int(table.retry[table.gone > 0.0].min(initial=table.last + 1))
    memory = empty_memory(tracked.size, min(world.again.shape[1], table.last // rarest + 1))
    return Search(table, world, relaxed, cells, found, tracked, memory, table.origin, table.integrity.size)


def root(search: Search) -> int:
    """Return the stance of the group before anything has happened."""
    row = np.zeros(search.tracked.size + 1, dtype=np.uint64)
    row[-1] = search.origin
    search.memory, held = hold(search.memory, search.found, search.tracked, row)
    search.memory, stance = stance_of(search.world, search.situations, search.cells, search.memory, held, 0)
    return int(stance)


@dataclass(frozen=True, slots=True)
class Start:
    """A first attempt in an interval: leg (None: none is possible), step, bounds of its value."""

    leg: int | None
    step: int
    low: float
    high: float


def best_start(  # noqa: PLR0913, PLR0917 - what, how long, who is told, how well: none belongs to another
    search: Search,
    begin: int,
    end: int,
    seconds: float,
    progress: Progress | None = None,
    least: float = EXACT,
) -> Start:
    """Return the best first attempt at a step in [begin, end), as exactly as the time allows.

    The search is exact at once where it can be; else it comes down from coarse tolerances to fine ones, so
    that the bounds are the best that the time allows; and those who are told which legs are gone do no worse.
    `least` is the tolerance that is good enough.
    """
    stance = root(search)
    best_first(*search.fixed, search.memory, stance, begin, begin, least, 0)  # compiled, then timed
    until = monotonic() + seconds
    answer = Start(None, search.world.last, 0.0, 1.0)
    for tolerance in (least, *(t for t in TOLERANCES if t > least), least):
        visits = 0
        while visits <= 0:
            search.memory, leg, step, low, high, visits = best_first(
                *search.fixed, search.memory, stance, begin, end, tolerance, VISITS
            )
            if low > answer.low or answer.leg is None:
                answer = Start(int(leg) if leg >= 0 else None, int(step), float(low), answer.high)
            answer = replace(answer, high=min(answer.high, max(float(high), answer.low)))
            if answer.high - answer.low <= least or monotonic() > until:
                return answer
            if progress is not None:
                progress(max(0.0, 1.0 - answer.high + answer.low), "policy")
            if tolerance == least and visits <= 0 and answer.high - answer.low > TOLERANCES[1]:
                answer = replace(
                    answer, high=max(answer.low, min(answer.high, told(search, begin, end, until)))
                )
                break
    return answer


def told(search: Search, begin: int, end: int, until: float) -> float:
    """Return an upper bound: what could be reached if it were known beforehand which legs are gone.

    Whoever knows more does no worse (the information relaxation of Brown, Smith and Sun 2010), and without
    vain tries to remember every search is short. 1 where no leg or too many may be gone. The searches end at
    `until`, of the monotonic clock.
    """
    table = search.table
    doubtful = np.flatnonzero((table.gone > 0.0) & table.open.any(axis=1))
    if not 0 < doubtful.size <= TOLD:
        return 1.0
    bound = 0.0
    for gone in product((False, True), repeat=doubtful.size):
        chance = float(np.where(gone, table.gone[doubtful], 1.0 - table.gone[doubtful]).prod())
        if chance > 0.0:
            bound += chance * _known(table, doubtful[list(gone)], begin, end, until)
    return bound


def _known(table: Timetable, gone: NDArray[np.intp], begin: int, end: int, until: float) -> float:
    """Return an upper bound for those who know that these legs are gone, and no others."""
    opened = table.open.copy()
    opened[gone] = False
    known = prepare(replace(table, open=opened, gone=np.zeros_like(table.gone)))
    return best_start(known, begin, end, max(0.0, until - monotonic())).high
