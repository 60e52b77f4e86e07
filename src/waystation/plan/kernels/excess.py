"""How much better could any policy be if one thing were harmless? A bound, from regrets.

For each harmless thing it is a small dynamic programme over places and steps.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from waystation.plan.kernels.arrays import Floats
from waystation.plan.kernels.compiled import kernel
from waystation.plan.kernels.regret import Regret
from waystation.plan.kernels.world import World


class Harmless(NamedTuple):
    """What is changed: passing a leg is `better` by a factor (m, last+1); waiting at `place` has no risk."""

    better: Floats
    place: int


@kernel
def rise_at(world: World, regrets: Regret, harmless: Harmless, extra: Floats, i: int, t: int) -> float:
    """Return the largest rise at a place and step, by waiting or any leg, given those of later steps."""
    calm = i == harmless.place
    rise = world.stay[i] * extra[i, t + 1]
    if calm:
        rise = max(0.0, regrets.decay[i, t]) + extra[i, t + 1]
    for x in range(world.first[i], world.first[i + 1]):
        leg = world.leaving[x]
        arrival, back, end = t + world.duration[leg], t + world.retry[leg], world.target[leg]
        if arrival > world.last or not world.opened[leg, t] or regrets.take[leg, t] <= 0.0:
            continue
        better = harmless.better[leg, t]
        gain = (better - 1.0) * regrets.best[end, arrival] + better * extra[end, arrival]
        gain = max(0.0, gain - regrets.regret[leg, t])
        held = 0.0
        if back <= world.last:
            quiet = world.stay[i] ** world.retry[leg]
            held = (1.0 if calm else quiet) * extra[i, back]
            if calm:
                held += (1.0 - quiet) * regrets.best[i, back]
        take = regrets.take[leg, t]
        rise = max(rise, held, take * gain + (1.0 - take) * held)
    return float(rise)


@kernel
def excess(world: World, regrets: Regret, harmless: Harmless, origin: int) -> float:
    """Return by how much the relaxed value of the best policy from the origin can rise, at most."""
    last, n = world.last, world.safe.size
    extra = np.zeros((n, last + 2))
    for t in range(last, -1, -1):
        for i in range(n):
            if not world.safe[i]:
                extra[i, t] = rise_at(world, regrets, harmless, extra, i, t)
    return float(extra[origin, 0])
