"""What if one thing were otherwise: a river higher, patrols doubled, without this helper, a price up?

Each supposition gives another network; the case, its floors and the group stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from waystation.domain.leg import Hazard, Leg, TimeOdds
from waystation.domain.network import Condition, Network
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.shown import printable

What = Literal["condition", "hazard", "helper", "place", "leg", "later", "price"]
_ALL_DAY = "00:00-00:00"  # a window from an hour to itself is the whole day
MOST_TIMES, MOST_LATER, MOST_SHIFT = 1000.0, 8760.0, 1e6


@dataclass(frozen=True, slots=True)
class Supposed:
    """One thing that is otherwise.

    `condition`: higher by `by`, in its unit; below 0 lower. `hazard`: the odds of every hazard of the kind
    `about` times `by`. `helper`, `place`, `leg`: without it. `later`: nobody leaves before hour `by`.
    `price`: all that legs cost times `by`.
    """

    what: What
    about: str = ""
    by: float = 0.0


def supposed(network: Network, changes: Iterable[Supposed]) -> Network:
    """Return the network as it would be. Raises BadInput for what it has not, and figures out of reach."""
    wanted = tuple(changes)
    for change in wanted:
        _check(network, change)
    for change in wanted:
        network = _changed(network, change)
    return network


def later(changes: Iterable[Supposed]) -> float:
    """Return the hour before which nobody leaves."""
    return max((change.by for change in changes if change.what == "later"), default=0.0)


def hazards_of(network: Network) -> tuple[str, ...]:
    """Return the kinds of hazards, in the order in which the network names them."""
    return tuple(dict.fromkeys(hazard.kind for leg in network.legs for hazard in leg.hazards))


def _check(network: Network, change: Supposed) -> None:
    known: dict[str, Iterable[str]] = {
        "condition": (each.id for each in network.conditions),
        "hazard": hazards_of(network),
        "helper": (each.id for each in network.helpers),
        "place": (each.id for each in network.places),
        "leg": (each.id for each in network.legs),
    }
    if change.what in known and change.about not in set(known[change.what]):
        raise BadInput.at(change.what, printable(change.about, 40) or _("nothing"), _("one of the network"))
    reach = {"condition": (-MOST_SHIFT, MOST_SHIFT), "later": (0.0, MOST_LATER)}
    low, high = reach.get(change.what, (0.0, MOST_TIMES))
    if not low <= change.by <= high:
        raise BadInput.at(change.what, f"{change.by:g}", _("{low:g} to {high:g}").format(low=low, high=high))


def _changed(network: Network, change: Supposed) -> Network:
    match change.what:
        case "condition":
            return _shifted(network, change)
        case "hazard":
            return _with_legs(network, (_riskier(leg, change) for leg in network.legs))
        case "price":
            return _with_legs(network, (_dearer(leg, change.by) for leg in network.legs))
        case "helper" | "place" | "leg":
            return _with_legs(network, (leg for leg in network.legs if not _needs(network, leg, change)))
        case "later":
            return network


def _with_legs(network: Network, legs: Iterable[Leg]) -> Network:
    return network.model_copy(update={"legs": tuple(legs)})


def _shifted(network: Network, change: Supposed) -> Network:
    def moved(condition: Condition) -> Condition:
        series = tuple((hour, value + change.by) for hour, value in condition.series)
        return condition.model_copy(update={"series": series})

    conditions = (moved(each) if each.id == change.about else each for each in network.conditions)
    return network.model_copy(update={"conditions": tuple(conditions)})


def _riskier(leg: Leg, change: Supposed) -> Leg:
    more = TimeOdds(window=_ALL_DAY, times=change.by)

    def moved(hazard: Hazard) -> Hazard:
        return hazard.model_copy(update={"odds_by_time": (*hazard.odds_by_time, more)})

    hazards = (moved(each) if each.kind == change.about else each for each in leg.hazards)
    return leg.model_copy(update={"hazards": tuple(hazards)})


def _dearer(leg: Leg, times: float) -> Leg:
    fees = {helper: fee * times for helper, fee in leg.fees.items()}
    update = {"cost": leg.cost * times, "cost_per_person": leg.cost_per_person * times, "fees": fees}
    return leg.model_copy(update=update)


def _needs(network: Network, leg: Leg, change: Supposed) -> bool:
    """Tell whether a leg cannot be had without the helper (host included), place or leg."""
    if change.what == "leg":
        return leg.id == change.about
    if change.what == "place":
        return change.about in {leg.from_, leg.to}
    hosts = next(place.hosts for place in network.places if place.id == leg.to)
    return change.about in {*leg.helpers, *hosts}
