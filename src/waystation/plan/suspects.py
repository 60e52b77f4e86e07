"""What could be made harmless, and how does the search change with it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from waystation.domain.decision import Subject
from waystation.plan.arrays import as_flags, can_pass
from waystation.plan.hazard import Timetable, survival
from waystation.plan.kernels.arrays import Flags, Floats
from waystation.plan.kernels.memory import empty_memory
from waystation.plan.kernels.relaxed import relax
from waystation.plan.policy import Search, prepare


@dataclass(frozen=True, slots=True)
class Suspect:
    """One thing that could be made harmless: a hazard row, a helper or a place of waiting, by number."""

    subject: Subject
    number: int


def suspects(table: Timetable) -> Iterator[Suspect]:
    """Yield everything that can do harm."""
    for h, row in enumerate(table.hazards):
        if row.belief.mean > 0.0:
            yield Suspect("hazard", h)
    for k in np.flatnonzero(table.uses.any(axis=0) & (table.integrity < 1.0)):
        yield Suspect("helper", int(k))
    for i in np.flatnonzero((table.wait > 0.0) & ~table.safe):
        yield Suspect("wait", int(i))


def without(table: Timetable, suspect: Suspect) -> Timetable:
    """Return the timetable with one thing made harmless."""
    if suspect.subject == "hazard":
        rows = tuple(row for h, row in enumerate(table.hazards) if h != suspect.number)
        survive = table.survive.copy()
        leg = table.hazards[suspect.number].leg
        others = tuple(replace(row, leg=0) for row in rows if row.leg == leg)
        survive[leg] = survival((1, table.last + 1), others)[0]
        return replace(table, hazards=rows, survive=survive)
    if suspect.subject == "helper":
        return replace(table, integrity=_with(table.integrity, suspect.number, 1.0))
    return replace(table, wait=_with(table.wait, suspect.number, 0.0))


def _with(values: Floats, at: int, value: float) -> Floats:
    values = values.copy()
    values[at] = value
    return values


def _keeps(search: Search, table: Timetable) -> Floats:
    """Return the probability of each bit of the search's sets with the timetable's helpers."""
    keeps = search.world.keeps.copy()
    keeps[: search.helpers] = table.integrity
    return keeps


def adapted(search: Search, before: Timetable, after: Timetable) -> Search:
    """Return a search for a timetable in which only figures have changed, not what is possible."""
    if (can_pass(before) != can_pass(after)).any():
        return prepare(after)
    keeps, keep = _keeps(search, after), search.situations.keep
    changed = np.flatnonzero(keeps != search.world.keeps)
    if (search.world.keeps[changed] <= 0.0).any():
        return prepare(after)
    if changed.size:
        keep = keep.copy()
        kept = as_flags(search.tracked[None, :])[0]
        for k in changed[kept[changed]]:
            first = uses_first(search, int(k))
            keep[first] *= keeps[k] / search.world.keeps[k]
    world = search.world._replace(survive=after.survive, stay=np.exp(-after.wait), keeps=keeps)
    situations = search.situations._replace(keep=keep)
    cells = search.cells._replace(value=np.zeros_like(search.cells.value))
    relax(world, situations, cells)
    memory = empty_memory(search.tracked.size, search.memory.tries.rows.shape[1])
    return replace(search, world=world, situations=situations, cells=cells, memory=memory)


def uses_first(search: Search, bit: int) -> Flags:
    """Tell for each leg of each situation whether passing it uses this helper for the first time."""
    world, where = search.world, search.situations
    sizes = np.diff(where.edge)
    source = np.repeat(np.arange(where.place.size), sizes)
    within = np.arange(where.then.size) - np.repeat(where.edge[:-1], sizes)
    leg = world.leaving[world.first[where.place[source]] + within]
    shift, word = np.uint64(bit & 63), bit >> 6
    paid = search.found.rows[: where.place.size, word] >> shift & np.uint64(1)
    uses = world.marks[leg, word] >> shift & np.uint64(1)
    return np.asarray((uses == 1) & (paid[source] == 0))
