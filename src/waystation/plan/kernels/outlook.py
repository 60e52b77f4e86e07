"""What is known so far of a state and of an action there: between which bounds does its value lie?"""

from __future__ import annotations

from waystation.plan.kernels.cells import Cells, value_at
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.memory import STAY, UNSEEN, Memory, blocked_chance, parts
from waystation.plan.kernels.situations import NOWHERE, SAFETY, Situations
from waystation.plan.kernels.world import World, faith

TINY = 1e-15
LOW, HIGH = 0, 1  # which bound


@kernel
def bound_at(memory: Memory, stance: int, step: int, last: int, side: int) -> float:
    """Return a bound of a state, LOW or HIGH; 1 in safety, 0 after the last step."""
    if step > last:
        return 0.0
    if stance == SAFETY:
        return 1.0
    row = memory.start[stance] + step - memory.since[stance]
    return float(memory.high[row] if side == HIGH else max(0.0, memory.low[row]))


@kernel
def closed(memory: Memory, stance: int, step: int, last: int, tolerance: float) -> bool:
    """Tell whether the bounds of a state are within the tolerance of one another."""
    if stance == SAFETY or step > last:
        return True
    at = memory.start[stance] + step - memory.since[stance]
    if memory.high[at] <= TINY and memory.low[at] == UNSEEN:
        memory.low[at], memory.high[at], memory.act[at] = 0.0, 0.0, STAY
    return bool(memory.low[at] != UNSEEN and memory.high[at] - memory.low[at] <= tolerance)


@kernel
def outlook(
    world: World,
    memory: Memory,
    stance: int,
    step: int,
    leg: int,
    blocked_stance: int,
    passed_stance: int,
    side: int,
) -> float:
    """Return the value of attempting the leg, the LOW or HIGH bounds standing for what follows."""
    held, tries = parts(memory, stance)
    place = world.place_of[leg]
    blocked = blocked_chance(world, memory, held, tries, leg)
    value = (1.0 - blocked) * world.survive[leg, step]
    value *= faith(memory.held.rows[held][:-1], world.marks[leg], world.keeps)
    value *= bound_at(memory, passed_stance, step + world.duration[leg], world.last, side)
    if blocked > 0.0:
        back = bound_at(memory, blocked_stance, step + world.retry[leg], world.last, side)
        value += blocked * world.stay[place] ** world.retry[leg] * back
    return float(value)


@kernel
def first_look(
    world: World, situations: Situations, cells: Cells, memory: Memory, stance: int, step: int, x: int
) -> float:
    """Return a cheap upper bound of attempting leg x of the place, -1 if it cannot be attempted now."""
    held, tries = parts(memory, stance)
    v = memory.situation[held]
    place = situations.place[v]
    leg = world.leaving[world.first[place] + x]
    then = situations.then[situations.edge[v] + x]
    arrival = step + world.duration[leg]
    if then == NOWHERE or arrival > world.last or not world.opened[leg, step]:
        return -1.0
    blocked = blocked_chance(world, memory, held, tries, leg)
    value = (1.0 - blocked) * world.survive[leg, step]
    value *= value_at(situations, cells, then, arrival, world.last)
    value *= faith(memory.held.rows[held][:-1], world.marks[leg], world.keeps)
    back = bound_at(memory, stance, step + world.retry[leg], world.last, HIGH)
    return float(value + blocked * world.stay[place] ** world.retry[leg] * back)
