"""Where can a group get, by which legs, and how early?

Waiting is allowed everywhere, so being somewhere earlier is never worse: the earliest arrivals say all.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

from waystation.domain.case import Case, Group
from waystation.domain.network import Leg, Network
from waystation.plan.hours import (
    TOLERANCE,
    last_step,
    local_time,
    minute_of_day,
    steps_up,
    value,
    within,
    zone,
)


def forward(origin: str, legs: Iterable[Leg]) -> set[str]:
    """Return the places that can be reached from `origin`, itself included, whatever the hour."""
    return _closure({origin}, ((leg.from_, leg.to) for leg in legs))


def backward(goals: Iterable[str], legs: Iterable[Leg]) -> set[str]:
    """Return the places from which one of `goals` can be reached, themselves included."""
    return _closure(set(goals), ((leg.to, leg.from_) for leg in legs))


def _closure(found: set[str], arcs: Iterable[tuple[str, str]]) -> set[str]:
    after: dict[str, list[str]] = {}
    for tail, head in arcs:
        after.setdefault(tail, []).append(head)
    todo = list(found)
    while todo:
        new = set(after.get(todo.pop(), ())) - found
        found |= new
        todo += new
    return found


def duration(leg: Leg, group: Group, step: float) -> int:
    """Return how many steps the leg takes this group."""
    hours = leg.hours
    for trait in sorted(set(group.traits).intersection(leg.slower)):
        hours *= leg.slower[trait]
    return steps_up(hours, step)


def what_shuts(leg: Leg) -> str:
    """Return the field that says when the leg can be started."""
    return "closed_if" if leg.closed_if else "windows"


class Starts:
    """At which steps 0..last can each leg be started? Worked out only for the steps that are asked for."""

    def __init__(self, network: Network, case: Case, last: int) -> None:
        self.start, self.step, self.last = network.start, case.step, last
        self._until = {} if case.too_late is None else {case.from_: last_step(case.too_late, case.step)}
        self._places = {place.id: place for place in network.places}
        self._conditions = {condition.id: condition for condition in network.conditions}
        self._minutes: dict[tuple[str | None, int], float] = {}
        self._after: dict[object, int] = {}

    def after(self, leg: Leg, t: int) -> int:
        """Return the first step from `t` on at which the leg can be started; last + 1 where there is none."""
        start = self._open(leg, t)
        return start if start <= self._until.get(leg.from_, self.last) else self.last + 1

    def _open(self, leg: Leg, t: int) -> int:
        if leg.windows is None and not leg.closed_if:
            return t
        key = (self._places[leg.from_].tz, leg.windows, leg.closed_if, t)
        if key not in self._after:
            self._after[key] = self._search(leg, t)
        return self._after[key]

    def _search(self, leg: Leg, t: int) -> int:
        while t <= self.last:
            reopened = self._reopened(leg, t)
            if reopened > t:
                t = reopened
            elif leg.windows is None or any(within(self._minute(leg.from_, t), w) for w in leg.windows):
                return t
            else:
                t += 1
        return self.last + 1

    def _reopened(self, leg: Leg, t: int) -> int:
        """Return `t` where no condition closes the leg, else the step of the next change of one that does."""
        for closure in leg.closed_if:
            condition, hour = self._conditions[closure.condition], (t + TOLERANCE) * self.step
            if value(condition, hour) > closure.above:
                later = [steps_up(point, self.step) for point, _ in condition.series if point > hour]
                return max(t + 1, later[0]) if later else self.last + 1
        return t

    def _minute(self, place: str, t: int) -> float:
        tz = self._places[place].tz
        if (tz, t) not in self._minutes:
            clock = zone(self._places[place], self.start)
            self._minutes[tz, t] = minute_of_day(local_time(self.start, t * self.step, clock))
        return self._minutes[tz, t]


def earliest(case: Case, legs: Iterable[Leg], starts: Starts) -> Mapping[str, int]:
    """Return the earliest step at which each place can be reached by these legs, up to the last step."""
    leaving: dict[str, list[Leg]] = {}
    for leg in legs:
        leaving.setdefault(leg.from_, []).append(leg)
    arrival: dict[str, int] = {}
    queue = [(0, case.from_)]
    while queue:
        t, place = heapq.heappop(queue)
        if place in arrival:
            continue
        arrival[place] = t
        for leg in leaving.get(place, ()):
            if leg.to not in arrival and (start := starts.after(leg, t)) <= starts.last:
                there = start + duration(leg, case.group, case.step)
                if there <= starts.last:
                    heapq.heappush(queue, (there, leg.to))
    return arrival
