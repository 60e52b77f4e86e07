"""How are numbers drawn that are the same on every Python version and machine?

Only Random.random is used, which Python promises to keep for a seed, and no function of math that may
differ in its last digit: what is drawn is rounded to a few decimals.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

Doc = dict[str, Any]
T = TypeVar("T")


class Dice:
    """A seeded source of whole numbers, decimals and choices."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311  (nothing secret is drawn)

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1."""
        return int(self._random.random() * n)

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def decimal(self, low: float, high: float, digits: int) -> float:
        """Return a number from low to high with so many decimals."""
        return round(low + (high - low) * self._random.random(), digits)

    def maybe(self, p: float) -> bool:
        """Return True with probability p."""
        return self._random.random() < p

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items."""
        return items[self.below(len(items))]

    def sample(self, items: Sequence[T], n: int) -> list[T]:
        """Return n different ones of the items."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(n)]
