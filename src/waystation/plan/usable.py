"""Which legs may this group use, and what keeps it off the others?"""

from __future__ import annotations

from waystation.domain.case import Case
from waystation.domain.network import Leg, Network


def why_unusable(network: Network, case: Case, leg: Leg) -> str | None:
    """Return which limit keeps this group off the leg, as `kind:value`, or None if they may use it."""
    group, traits = case.group, set(case.group.traits)
    place = next(p for p in network.places if p.id == leg.to)
    if leg.capacity is not None and leg.capacity < group.persons:
        return f"capacity:{leg.capacity}"
    if place.capacity is not None and place.capacity < group.persons:
        return f"house:{place.capacity}"
    if barred := traits.intersection(leg.forbids):
        return f"forbids:{min(barred)}"
    for helper in network.helpers:
        if helper.id in (*leg.helpers, *place.hosts) and traits.intersection(helper.not_for):
            return f"not_for:{helper.id}"
    return None


def usable_legs(network: Network, case: Case) -> tuple[Leg, ...]:
    """Return the legs that this group may use, those out of a place of safety left out."""
    traits, persons = set(case.group.traits), case.group.persons
    place = {p.id: p for p in network.places}
    shy = {h.id for h in network.helpers if traits.intersection(h.not_for)}

    def fits(leg: Leg) -> bool:
        end = place[leg.to]
        rooms = (leg.capacity, end.capacity)
        return (
            place[leg.from_].kind != "safety"
            and all(room is None or room >= persons for room in rooms)
            and traits.isdisjoint(leg.forbids)
            and shy.isdisjoint(leg.helpers)
            and shy.isdisjoint(end.hosts)
        )

    return tuple(leg for leg in network.legs if fits(leg))
