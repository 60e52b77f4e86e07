"""Which windows does no departure ever meet, because the clock always steps over them?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from waystation.domain.network import Network
from waystation.plan.files.source import FieldPath
from waystation.plan.hours import local_time, minute_of_day, within, zone

USUAL_STEP = 1.0  # hours
SOON = 15 * 24.0  # hours; nearly every window opens within them
YEAR = 366 * 24.0  # hours; by then every change of summer time has been met
MOST_STEPS = 20_000


class Departures:
    """The local minutes of the day at which something can be started at the places of a network."""

    def __init__(self, network: Network, step: float) -> None:
        self.network, self.step = network, step
        self._place = {place.id: place for place in network.places}
        self.minutes = cache(self._minutes)
        self.meets = cache(self._meets)

    def _minutes(self, tz: str | None, hours: float) -> frozenset[float]:
        start = self.network.start
        clock = zone(next(place for place in self.network.places if place.tz == tz), start)
        steps = range(min(MOST_STEPS, int(hours / self.step) + 1))
        return frozenset(minute_of_day(local_time(start, t * self.step, clock)) for t in steps)

    def _meets(self, tz: str | None, window: str) -> bool:
        return any(
            any(within(minute, window) for minute in self.minutes(tz, hours)) for hours in (SOON, YEAR)
        )

    def missed(self, place: str, window: str) -> bool:
        """Tell whether no departure from the place ever falls into the window."""
        return not self.meets(self._place[place].tz, window)


def missed_windows(network: Network, step: float) -> Iterator[tuple[FieldPath, str, bool]]:
    """Yield each window that no step of `step` hours ever meets: path, window, whether it starts a leg."""
    departures = Departures(network, step)
    for i, leg in enumerate(network.legs):
        for j, window in enumerate(leg.windows or ()):
            if departures.missed(leg.from_, window):
                yield ("legs", i, "windows", j), window, True
        for j, hazard in enumerate(leg.hazards):
            for k, odds in enumerate(hazard.odds_by_time):
                if departures.missed(leg.from_, odds.window):
                    yield ("legs", i, "hazards", j, "odds_by_time", k, "window"), odds.window, False
