"""Whom and what does a proposed plan meet: which legs, helpers, houses, on which nights?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from waystation.domain.case import Case
from waystation.domain.decision import Decision
from waystation.domain.network import Network, Place
from waystation.plan.explain.names import Names
from waystation.plan.explain.timetable import of_policy

_NIGHT = timedelta(hours=6)  # who comes before six in the morning needs the bed of the evening before


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay at a place, if nothing is blocked: the evenings of its first and last night."""

    place: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Way:
    """What a policy may use, whatever happens; its stays are those of the way that nothing blocks."""

    legs: frozenset[str]
    helpers: frozenset[str]
    places: frozenset[str]
    depart: datetime | None
    stays: tuple[Stay, ...]
    persons: int


def way_of(network: Network, case: Case, decision: Decision) -> Way:
    """Return what the policy of a decision meets."""
    names = Names(network, case)
    used = [names.legs[row.action.leg] for row in decision.plan.policy.table if row.action.leg is not None]
    places = {leg.to for leg in used} | {leg.from_ for leg in used}
    hosts = {host for leg in used for host in names.places[leg.to].hosts}
    first = decision.plan.policy.first
    return Way(
        legs=frozenset(leg.id for leg in used),
        helpers=frozenset(hosts | {helper for leg in used for helper in leg.helpers}),
        places=frozenset(places),
        depart=None if first.leg is None else names.at(first.depart),
        stays=tuple(_stays(names, decision)),
        persons=case.group.persons,
    )


def _stays(names: Names, decision: Decision) -> list[Stay]:
    lines = of_policy(names, decision.plan.policy)
    return [_stay(names, line.to, line.arrive, after.depart) for line, after in pairwise(lines)]


def _stay(names: Names, place: str, arrive: float, depart: float) -> Stay:
    first = (names.at(arrive, place) - _NIGHT).date()
    return Stay(place, first, max(first, (names.at(depart, place) - _NIGHT).date() - timedelta(days=1)))


def houses_of(network: Network, way: Way) -> tuple[Place, ...]:
    """Return the safe houses that a way may come to."""
    return tuple(each for each in network.places if each.id in way.places and each.kind == "safe_house")
