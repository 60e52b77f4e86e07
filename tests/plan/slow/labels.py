"""Does one partial route make another pointless? The rule of section 3, written with sets.

The twin of waystation.plan.kernels.labels: a block is a plain list of labels, and nothing is sorted.
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Label(NamedTuple):
    """A partial route at a place, its risk without the waiting; whom it has used."""

    risk: float
    cost: float
    exposure: float
    used: frozenset[int]


class Prices(NamedTuple):
    """What the first use of each helper costs."""

    risk: tuple[float, ...]
    worth: tuple[float, ...]


def dominates(a: Label, b: Label, prices: Prices) -> bool:
    """Tell whether a is no worse than b, after paying for the helpers that only b has paid for."""
    more = b.used - a.used
    return (
        a.risk + math.fsum(prices.risk[k] for k in more) <= b.risk
        and a.cost <= b.cost
        and a.exposure + math.fsum(prices.worth[k] for k in more) <= b.exposure
    )


def dominated(block: list[Label], label: Label, prices: Prices) -> bool:
    """Tell whether a label of the block dominates this one."""
    return any(dominates(other, label, prices) for other in block)


def insert(block: list[Label], label: Label, prices: Prices) -> list[Label]:
    """Return the block with a new label, without those that it dominates."""
    return [*(other for other in block if not dominates(label, other, prices)), label]


Point = tuple[float, ...]


def covered(front: dict[int, Point], point: Point) -> bool:
    """Tell whether a point of a front is no worse in anything."""
    return any(all(a <= b for a, b in zip(other, point, strict=True)) for other in front.values())


def add_point(front: dict[int, Point], name: int, point: Point) -> dict[int, Point]:
    """Return the front with a new point, without those that are no better in anything."""
    kept = {other: p for other, p in front.items() if not all(a >= b for a, b in zip(p, point, strict=True))}
    return {**kept, name: point}
