"""Which numbers does chance give a journey? A stream of its own for each, whatever runs beside it.

SplitMix64 (Steele, Lea and Flood 2014), started for each journey at a mix of the seed and the journey's
number: the same seed gives the same journeys in any order and on any number of threads.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from waystation.plan.kernels.compiled import kernel

Dice = NDArray[np.uint64]  # (1,): the state of the stream

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
THIRTY, TWENTY_SEVEN, THIRTY_ONE, ELEVEN = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
ULP = 2.0**-53


@kernel
def mix(z: np.uint64) -> np.uint64:
    """Return 64 bits that depend on each of the 64 given, every number once."""
    z = (z ^ (z >> THIRTY)) * FIRST
    z = (z ^ (z >> TWENTY_SEVEN)) * SECOND
    return z ^ (z >> THIRTY_ONE)


@kernel
def begin(dice: Dice, seed: np.uint64, journey: int) -> None:
    """Start the stream of a journey."""
    dice[0] = mix(mix(seed) ^ np.uint64(journey))


@kernel
def roll(dice: Dice) -> float:
    """Return a number from [0, 1)."""
    dice[0] += GOLDEN
    return (mix(dice[0]) >> ELEVEN) * ULP


@kernel
def happens(p: float, dice: Dice) -> bool:
    """Tell whether something of probability p happens; nothing is rolled for what is certain."""
    if p <= 0.0:
        return False
    return p >= 1.0 or roll(dice) < p
