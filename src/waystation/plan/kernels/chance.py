"""What may happen at a node of a policy, as arrays, and how probable is each single thing there?"""

from __future__ import annotations

from math import exp, expm1, inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from waystation.plan.kernels.compiled import kernel

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

SAFE, DANGER, STEPS, STAYED, MONEY, FOUND = range(
    6
)  # the places of a tally; after FOUND one for each kind of loss


class Nodes(NamedTuple):
    """A policy of n nodes for the kernels; -1 in `leg` means that nothing is attempted, in `passed` safety.

    `at`, `depart`, `tries`, `known`, `passed`, `blocked` (n,) as in a PolicyGraph; `arrive` (n,) the step of
    arrival; `rate` (n,) nats of risk for a step of waiting; `cost`, `gone` (n,) of the leg. The attempt at
    node v can be lost by the causes cause[first[v]:first[v + 1]], hazards and helpers met for the first time,
    with `factor` on the odds.
    """

    at: Ints
    depart: Ints
    arrive: Ints
    leg: Ints
    tries: Ints
    known: NDArray[np.bool_]
    passed: Ints
    blocked: Ints
    rate: Floats
    cost: Floats
    gone: Floats
    first: Ints
    cause: Ints
    factor: Floats


class Figures(NamedTuple):
    """Probabilities: of loss by cause (hazard, or faithless helper), of a block by leg that is not gone."""

    loss: Floats
    block: Floats


@kernel
def times_odds(p: float, factor: float) -> float:
    """Return the probability whose odds are those of `p` times `factor`; certain harm stays certain."""
    if p >= 1.0:
        return 1.0
    low = 1.0 - p + factor * p
    return factor * p / (low if low > 0.0 else 1.0)


@kernel
def unfound(rate: float, steps: float) -> float:
    """Return the probability of not being found within some steps of waiting."""
    return exp(-rate * steps) if steps > 0 else 1.0


@kernel
def steps_there(rate: float, steps: float) -> float:
    """Return the expected steps of waiting until found, or until the wait is over."""
    if steps <= 0 or rate == inf:
        return 0.0
    risk = rate * steps
    return -expm1(-risk) / risk * steps if risk > 0.0 else float(steps)


@kernel
def blocked_chance(block: float, gone: float, tries: int, known: bool) -> float:  # noqa: FBT001
    """Return the probability of a block after vain tries (planning model, section 2), with 0 ** 0 = 1."""
    if known or gone <= 0.0:
        return block
    vain = (1.0 - gone) * block**tries
    return (gone + vain * block) / (gone + vain)
