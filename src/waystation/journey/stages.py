"""How does the way of a plan become stages with times, and who has the group in his hands at which end?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from waystation.domain.case import Group
from waystation.domain.journey import HandOver, JourneyStage
from waystation.domain.network import Leg, Network
from waystation.domain.route import Policy, Route
from waystation.plan.hours import leg_steps


class Ride(NamedTuple):
    """One leg of a way: which, at which hour, and what was promised from there on."""

    leg: str
    depart: float
    p_safe: float


class Travellers(NamedTuple):
    """Who rides: the group's key, its size and traits, and in whose hands it is."""

    group: str
    party: Group
    hands: str | None = None


class Frame(NamedTuple):
    """What a plan was made on: the network whose hour 0 is its start, the clock's step, houses by place."""

    network: Network
    step: float
    houses: Mapping[str, str]


def rides(policy: Policy) -> tuple[Ride, ...]:
    """Return the way that a policy takes where nothing blocks; nothing where it stays."""
    found: list[Ride] = []
    line: int | None = 0 if policy.table else None
    while line is not None:
        row = policy.table[line]
        if row.action.leg is None:
            break
        found.append(Ride(row.action.leg, row.action.depart, row.p_safe))
        line = row.passed
    return tuple(found)


def rides_of(route: Route) -> tuple[Ride, ...]:
    """Return the way of a fixed route; what each step promises is the product of those after it."""
    promised, found = 1.0, list[Ride]()
    for step in reversed(route.steps):
        promised *= step.p_pass
        found.append(Ride(step.leg, step.depart, promised))
    return tuple(reversed(found))


def stages(frame: Frame, way: Sequence[Ride], who: Travellers, first: int = 1) -> tuple[JourneyStage, ...]:
    """Return the stages of a way, numbered from `first`.

    Every change of hands is exactly one hand-over: at the end of a stage to the host there or, where there
    is none, to whoever leads the next one; at the beginning only out of a host's hands or out of nobody's.
    """
    legs = {leg.id: leg for leg in frame.network.legs}
    way_legs = [legs[ride.leg] for ride in way]
    hands, found = who.hands, list[JourneyStage]()
    for number, (ride, leg) in enumerate(zip(way, way_legs, strict=True)):
        after = way_legs[number + 1] if number + 1 < len(way_legs) else None
        pick_up = _to(_leader(leg), hands)
        given = _to(_taker(frame.network, leg, after), _leader(leg))
        found.append(_stage(frame, ride, leg, who, first + number, (pick_up, given)))
        hands = given.to if given is not None else _leader(leg)
    return tuple(found)


def _stage(  # noqa: PLR0913, PLR0917  (one stage is made of all of these)
    frame: Frame,
    ride: Ride,
    leg: Leg,
    who: Travellers,
    number: int,
    hands: tuple[HandOver | None, HandOver | None],
) -> JourneyStage:
    depart = hour(frame.network.start, ride.depart)
    lasts = leg_steps(leg, who.party.traits, frame.step) * frame.step
    return JourneyStage(
        number=number,
        leg=leg.id,
        origin=leg.from_,
        to=leg.to,
        group=who.group,
        persons=who.party.persons,
        helpers=leg.helpers,
        house=frame.houses.get(leg.to),
        depart=depart,
        arrive=hour(depart, lasts),
        pick_up=hands[0],
        hand_over=hands[1],
        cost=leg.cost + leg.cost_per_person * who.party.persons,
        p_safe=min(1.0, ride.p_safe),
    )


def hour(start: datetime, hours: float) -> datetime:
    """Return the instant so many hours after another, in its zone, to the second."""
    return start + timedelta(seconds=round(hours * 3600))


def _leader(leg: Leg) -> str | None:
    return leg.helpers[0] if leg.helpers else None


def _taker(network: Network, leg: Leg, after: Leg | None) -> str | None:
    """Return who has the group at the end of a leg: the host there, else whoever leads the next one."""
    hosts = next(place.hosts for place in network.places if place.id == leg.to)
    if hosts:
        return hosts[0]
    return _leader(after) if after is not None else None


def _to(helper: str | None, hands: str | None) -> HandOver | None:
    return None if helper is None or helper == hands else HandOver(to=helper)


def fallbacks(network: Network, policy: Policy, used: Sequence[JourneyStage]) -> tuple[str, ...]:
    """Return the helpers and hosts whom a policy may ask where something blocks; not those of its stages."""
    asked = {row.action.leg for row in policy.table}
    hosts = {place.id: place.hosts for place in network.places}
    named = {helper for leg in network.legs if leg.id in asked for helper in (*leg.helpers, *hosts[leg.to])}
    return tuple(sorted(named - {helper for stage in used for helper in named_in(stage)}))


def named_in(stage: JourneyStage) -> frozenset[str]:
    """Return every helper of a stage: those of the leg, and into whose hands the group comes."""
    handed = (each.to for each in (stage.pick_up, stage.hand_over) if each is not None)
    return frozenset((*stage.helpers, *handed))
