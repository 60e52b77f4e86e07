"""What do birth, sex and origin say of two persons being one: how often would strangers agree so, in nats?

Fellegi and Sunter (1969): log of how often a pair of one person agrees like this (m) over how often a pair of
strangers does (u). The m are set by hand from what lists of missing people are known for (ages wrong by a
year or two, provinces confused at their borders), the u from shares of the population;
docs/decisions/matches.md says which, and why nothing is learnt from the records themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from waystation.tracing.places.known import SHARES
from waystation.tracing.places.path import path, relation

LIFE = 80.0  # years over which births of the people in a list are spread
_AGE = ((0, 0.88), (1, 0.05), (2, 0.03), (5, 0.025), (10, 0.01))  # years between two births, and m
_AGE_REST = 0.005
_SEX = (0.99, 0.5)  # m, u
_LEVEL_M = (0.98, 0.93, 0.88)
_LEVEL_U = (0.9, 0.1, 0.06)  # country, province (where its share is not known), county and below


def age_nats(gap: float, years: float) -> float:
    """Return what a gap of so many years between two spans of birth says that are `years` wide together."""
    wide = min(0.95, max(years, 0.02) / LIFE)
    below = 0.0
    for most, m in _AGE:
        if gap <= most:
            u = wide if most == 0 else (1.0 - wide) * 2.0 * (most - below) / LIFE
            return log(m / u)
        below = most
    return log(_AGE_REST / ((1.0 - wide) * (1.0 - 2.0 * below / LIFE)))


def sex_nats() -> tuple[float, float]:
    """Return what the same sex says, and what the other."""
    m, u = _SEX
    return log(m / u), log((1.0 - m) / (1.0 - u))


def origin_nats(a: Sequence[str], b: Sequence[str]) -> tuple[float, str]:
    """Return what two places of origin say, and how they compare."""
    agreed, apart = relation(a, b)
    keys, nats = path(tuple(a)), 0.0
    for level in range(agreed + apart):
        m, u = _LEVEL_M[min(level, 2)], _LEVEL_U[min(level, 2)]
        if level == 1:
            u = SHARES.get(keys[1], u)
        nats += log(m / u) if level < agreed else log((1.0 - m) / (1.0 - u))
    return nats, "apart" if apart else "same" if len(keys) == len(path(tuple(b))) else "within"
