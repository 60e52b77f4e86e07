"""What is a probability once its odds are multiplied, and what does that make of a wait?"""

from __future__ import annotations

from math import inf, log, log1p

import numpy as np

from waystation.domain.network import Place
from waystation.plan.kernels.arrays import Floats

MOST = 1e300  # a factor on odds beyond this is taken for this: the product of factors stays finite


def with_odds(p: Floats | float, factor: Floats | float) -> Floats:
    """Return the probability whose odds are those of `p` times `factor`; certain harm stays certain."""
    p, factor = np.asarray(p, dtype=float), np.asarray(factor, dtype=float)
    low = 1.0 - p + factor * p
    return np.where(p >= 1.0, 1.0, factor * p / np.where(low > 0.0, low, 1.0))


def power(base: float, exponent: float) -> float:
    """Return base ** exponent, `MOST` at most; both are not negative."""
    if base <= 1.0 or exponent * log(base) < log(MOST):
        return float(base**exponent)
    return MOST


def waiting(place: Place, found_per_day: float, persons: int, step: float) -> float:
    """Return the nats of risk of one step of waiting at a place for a group; inf if that is certain harm."""
    q = float(with_odds(found_per_day, power(place.crowding, persons - 1)))
    return inf if q >= 1.0 else -log1p(-q) / 24.0 * step
