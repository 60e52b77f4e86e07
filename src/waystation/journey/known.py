"""What is known now that was not known when the plan was made, and how does the network look with it?

A leg on which attempts were made in vain is gone with probability g / (g + (1 - g) b^n) (planning model,
section 2); one that was passed is there. A helper who has had this group in his hands and let it go on keeps
faith: that is one draw for the whole journey. Whoever is turned, taken or has refused is not met again, and
neither is a place that is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime

from waystation.domain.chance import Blocked
from waystation.domain.journey import Journey
from waystation.domain.network import Condition, Leg, Network, Place
from waystation.domain.progress import Terms

FOUND_PER_DAY = 0.9  # of a place that is known to the other side: nobody stays there
_HOUR = 3600.0


def network_now(network: Network, journey: Journey, group: str, at: datetime) -> Network:
    """Return the network as it lies before one group of a journey, with what is known; hour 0 is `at`."""
    line = lineage(journey, group)
    tries, passed, met = tried(journey, line), _passed(journey, line), _met(network, journey, line)
    avoids, gone = frozenset(journey.avoids), frozenset(journey.gone)
    shunned = avoids | {each.id for each in network.places if avoids.intersection(each.hosts)}
    legs = (
        _leg(each, network, tries[each.id], each.id in passed)
        for each in network.legs
        if each.id not in gone and each.to not in shunned and not avoids.intersection(each.helpers)
    )
    helpers = (
        each.model_copy(update={"integrity": 1.0}) if each.id in met else each for each in network.helpers
    )
    return network.model_copy(
        update={
            "start": at.astimezone(network.start.tzinfo),
            "legs": tuple(legs),
            "helpers": tuple(helpers),
            "places": tuple(_place(each, journey.terms, shunned) for each in network.places),
            "conditions": tuple(_later(each, network, at) for each in network.conditions),
        }
    )


def lineage(journey: Journey, group: str) -> frozenset[str | None]:
    """Return whose past is this group's: stages without a group, and those of groups that have ended."""
    here = {each.group for each in journey.positions} | {each.group for each in journey.arrivals}
    return frozenset({None, group} | {each for each in journey.groups if each not in here})


def tried(journey: Journey, line: AbstractSet[str | None]) -> Counter[str]:
    """Return by leg how often it was tried in vain; a leg that was passed since counts from then on."""
    legs = {each.number: each for each in journey.stages}
    found: Counter[str] = Counter()
    for each in journey.incidents:
        stage = legs.get(each.stage) if each.stage is not None else None
        if each.kind == "blocked" and stage is not None and stage.group in line:
            found[stage.leg] += 1
    return found


def _passed(journey: Journey, line: AbstractSet[str | None]) -> frozenset[str]:
    return frozenset(
        each.leg for each in journey.stages if each.arrived_at is not None and each.group in line
    )


def _met(network: Network, journey: Journey, line: AbstractSet[str | None]) -> frozenset[str]:
    """Return the helpers whom the group has met: of every leg that it began, and the hosts at its end."""
    hosts = {place.id: place.hosts for place in network.places}
    return frozenset(
        helper
        for each in journey.stages
        if each.group in line and each.departed_at is not None
        for helper in (*each.helpers, *hosts.get(each.to, ()))
    )


def _leg(leg: Leg, network: Network, tries: int, passed: bool) -> Leg:  # noqa: FBT001
    if passed:
        return leg.model_copy(update={"gone": 0.0})
    if not tries or not leg.gone:
        return leg
    vain = (1.0 - leg.gone) * _block(leg, network) ** tries
    return leg.model_copy(update={"gone": leg.gone / (leg.gone + vain)})


def _block(leg: Leg, network: Network) -> float:
    """Return the mean of the probability of a block."""
    if not isinstance(leg.block, Blocked):
        return float(leg.block)
    prior = network.priors.block
    return (prior.alpha + leg.block.blocked) / (prior.alpha + prior.beta + leg.block.attempts)


def _place(place: Place, terms: Terms | None, shunned: AbstractSet[str]) -> Place:
    risk = place.found_per_day
    if terms is not None and place.id == terms.origin and terms.found_per_day is not None:
        risk = terms.found_per_day
    if place.id in shunned:
        risk = max(risk, FOUND_PER_DAY)
    return place if risk == place.found_per_day else place.model_copy(update={"found_per_day": risk})


def _later(condition: Condition, network: Network, at: datetime) -> Condition:
    passed = (at - network.start).total_seconds() / _HOUR
    series = tuple((hour - passed, value) for hour, value in condition.series)
    return condition.model_copy(update={"series": series})


def with_avoided(journey: Journey, more: Iterable[str]) -> Journey:
    """Return the journey with more helpers and places that no plan may use."""
    return journey.model_copy(update={"avoids": tuple(dict.fromkeys((*journey.avoids, *more)))})
