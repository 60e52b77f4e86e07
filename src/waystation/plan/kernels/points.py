"""Does the front already hold a route as good? Points: risk, hours, money, exposure; sorted."""

from __future__ import annotations

from waystation.plan.kernels.arrays import Floats, Ints
from waystation.plan.kernels.compiled import kernel


@kernel
def covered(front: Floats, size: int, risk: float, hours: float, cost: float, exposure: float) -> bool:
    """Tell whether a point of the front, (size, 4) sorted by risk, is within these limits."""
    for a in range(size):
        if front[a, 0] > risk:
            return False
        if front[a, 1] <= hours and front[a, 2] <= cost and front[a, 3] <= exposure:
            return True
    return False


@kernel
def add_point(front: Floats, names: Ints, size: int, point: Floats, name: int) -> int:
    """Insert a point that nothing covers, drop those that it covers; return the new size."""
    keep = 0
    for a in range(size):
        worse = True
        for d in range(4):
            worse = worse and front[a, d] >= point[d]
        if not worse:
            front[keep] = front[a]
            names[keep] = names[a]
            keep += 1
    at = keep
    while at > 0 and front[at - 1, 0] > point[0]:
        front[at] = front[at - 1]
        names[at] = names[at - 1]
        at -= 1
    front[at] = point
    names[at] = name
    return keep + 1
