"""What may be started at each step, and what multiplies the odds of harm there?"""

from __future__ import annotations

import numpy as np

from waystation.domain.case import Case
from waystation.domain.network import Hazard, Leg, Network
from waystation.plan.clock import inside, minutes, values
from waystation.plan.hours import last_step, zone
from waystation.plan.kernels.arrays import Flags, Floats
from waystation.plan.odds import MOST


def _times(product: Floats, factor: Floats | float) -> Floats:
    """Return the product of factors, `MOST` at most."""
    with np.errstate(over="ignore"):
        return np.minimum(product * factor, MOST)


def _powers(base: float, exponents: Floats) -> Floats:
    with np.errstate(over="ignore"):
        return np.minimum(base**exponents, MOST)


class Steps:
    """The local clocks and condition values at every step, each computed once."""

    def __init__(self, network: Network, case: Case) -> None:
        self.network, self.step, self.last = network, case.step, last_step(case.deadline, case.step)
        self._place = {p.id: p for p in network.places}
        self._condition = {c.id: c for c in network.conditions}
        self._clocks: dict[str | None, Floats] = {}
        self._values: dict[str, Floats] = {}
        self._windows: dict[tuple[str | None, tuple[str, ...]], Flags] = {}

    def within(self, place: str, windows: tuple[str, ...]) -> Flags:
        """Tell at which steps the local clock of the place is in one of the windows."""
        tz = self._place[place].tz
        if tz not in self._clocks:
            start = self.network.start
            self._clocks[tz] = minutes(start, zone(self._place[place], start), self.step, self.last)
        if (tz, windows) not in self._windows:
            self._windows[tz, windows] = inside(self._clocks[tz], windows)
        return self._windows[tz, windows]

    def value(self, condition: str) -> Floats:
        """Return the value of a condition at each step."""
        if condition not in self._values:
            self._values[condition] = values(self._condition[condition], self.step, self.last)
        return self._values[condition]

    def opened(self, leg: Leg) -> Flags:
        """Tell at which steps the leg may be started."""
        may = np.ones(self.last + 1, dtype=np.bool_)
        if leg.windows is not None:
            may &= self.within(leg.from_, leg.windows)
        for closure in leg.closed_if:
            may &= ~(self.value(closure.condition) > closure.above)
        return may

    def factor(self, leg: Leg, hazard: Hazard, traits: set[str]) -> Floats:
        """Return the factor on the hazard's odds at each step."""
        product = np.ones(self.last + 1)
        for trait in sorted(traits.intersection(hazard.odds)):
            product = _times(product, hazard.odds[trait])
        for odds in hazard.odds_by_condition:
            above = np.maximum(0.0, self.value(odds.condition) - odds.above)
            product = _times(product, _powers(odds.per_unit, above))
        for times in hazard.odds_by_time:
            inside = self.within(leg.from_, (times.window,))
            product[inside] = _times(product[inside], times.times)
        return product
