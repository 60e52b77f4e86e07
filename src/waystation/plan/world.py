"""How does a timetable look to the search for a policy: what is worth remembering, and where?"""

from __future__ import annotations

import numpy as np

from waystation.plan.arrays import as_bits, as_flags, by_place, can_pass
from waystation.plan.hazard import Timetable
from waystation.plan.kernels.arrays import Flags, Floats, Ints, Sets
from waystation.plan.kernels.bounds import usable_later
from waystation.plan.kernels.world import World


def world(table: Timetable) -> World:
    """Return the kernels' view of the timetable."""
    first, leaving = by_place(table.source, len(table.places))
    opened = can_pass(table)
    trial, again = _trials(table, first, leaving)
    itself = _passed_before(table, trial, again)
    marks, keeps = _bits(table, itself)
    return World(
        first=first,
        leaving=leaving,
        place_of=table.source,
        target=table.target,
        duration=table.duration,
        retry=table.retry,
        opened=opened,
        survive=table.survive,
        block=table.block,
        gone=table.gone,
        stay=np.exp(-table.wait),
        safe=table.safe,
        marks=marks,
        itself=itself,
        later=usable_later(first, leaving, table.target, marks),
        keeps=keeps,
        trial=trial,
        again=again,
        next_open=_next_open(table, opened),
        last=table.last,
    )


def _trials(table: Timetable, first: Ints, leaving: Ints) -> tuple[Ints, Flags]:
    """Return `trial`, numbers of the legs that may be gone, and `again`, from where they can be tried."""
    doubtful = np.flatnonzero(table.gone > 0.0)
    trial = np.full(len(table.legs), -1, dtype=np.int32)
    trial[doubtful] = np.arange(doubtful.size)
    ours = trial[:, None] == np.arange(doubtful.size)
    later = usable_later(first, leaving, table.target, as_bits(ours))
    return trial, np.ascontiguousarray(as_flags(later)[:, : doubtful.size])


def _passed_before(table: Timetable, trial: Ints, again: Flags) -> Ints:
    """Return the bit of each leg for which it matters that it has been passed before, -1 for others."""
    doubtful = np.flatnonzero(trial >= 0)
    returns = doubtful[again[table.target[doubtful], trial[doubtful]]]
    itself = np.full(trial.size, -1, dtype=np.int32)
    itself[returns] = table.integrity.size + np.arange(returns.size)
    return itself


def _bits(table: Timetable, itself: Ints) -> tuple[Sets, Floats]:
    """Return `marks`, the bits that each leg sets (helpers, itself), and `keeps`, their integrity."""
    helpers, returns = table.integrity.size, np.flatnonzero(itself >= 0)
    bits = np.zeros((itself.size, helpers + returns.size), dtype=np.bool_)
    bits[:, :helpers] = table.uses
    bits[returns, itself[returns]] = True
    marks = as_bits(bits)
    keeps = np.ones(marks.shape[1] * 64)
    keeps[:helpers] = table.integrity
    return marks, keeps


def _next_open(table: Timetable, opened: Flags) -> Ints:
    """Return (last+2, n): the first step from then on at which a leg may start and end in time, or last+1."""
    n, steps = len(table.places), np.arange(table.last + 1)
    usable = opened & (steps + table.duration[:, None] <= table.last)
    some = np.zeros((n, table.last + 2), dtype=np.bool_)
    np.logical_or.at(some, table.source, np.pad(usable, ((0, 0), (0, 1))))
    following = np.where(some.T, np.arange(table.last + 2)[:, None], table.last + 1)
    return np.ascontiguousarray(np.minimum.accumulate(following[::-1])[::-1].astype(np.int32))
