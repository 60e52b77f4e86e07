"""What does the planning model say of one leg, hazard, helper, place? (sections 1 to 3, small print)"""

from __future__ import annotations

import math
from typing import Any

from tests.plan.slow.clock import TOLERANCE, Doc, in_window, local_time, step_length, steps_for


def find(network: Doc, kind: str, name: str) -> Doc:
    """Return the place, helper, condition or leg with this id."""
    found: Doc = next(thing for thing in network[kind] if thing["id"] == name)
    return found


def chance(network: Doc, value: Any) -> float:
    """Return a probability: a number as it stands, a pair of counts as the mean of its Beta posterior."""
    if not isinstance(value, dict):
        return float(value)
    form, prior = next((f, p) for f, p in PRIOR_OF_FORM.items() if f in value)
    beta = network.get("priors", {}).get(prior, {})
    total = value["kept"] + value["broken"] if form == "kept" else value["attempts"]
    alpha = beta.get("alpha", 1)
    return float((alpha + value[form]) / (alpha + beta.get("beta", 1) + total))


PRIOR_OF_FORM = {"harmed": "hazard", "kept": "integrity", "blocked": "block"}


def times_odds(p: float, factor: float) -> float:
    """Return the probability whose odds are those of p times the factor; certainty stays certainty."""
    if p >= 1:
        return 1.0
    odds = p / (1 - p) * factor
    return odds / (1 + odds)


def condition_at(network: Doc, name: str, hour: float) -> float:
    """Return a condition's value at an hour: that of its last point not later, else its first value."""
    series = find(network, "conditions", name)["series"]
    value = series[0][1]
    for begin, here in series:
        if begin <= hour + TOLERANCE:  # three steps of 0.7 h are 2.1 h, though not in binary
            value = here
    return float(value)


def is_usable(network: Doc, case: Doc, leg: Doc) -> bool:
    """Tell whether this group could ever be taken along this leg."""
    persons, traits = case["group"]["persons"], set(case["group"].get("traits", []))
    end = find(network, "places", leg["to"])
    if min(capacity_of(leg), capacity_of(end)) < persons or traits & set(leg.get("forbids", [])):
        return False
    return not any(
        traits & set(find(network, "helpers", name).get("not_for", [])) for name in met_on(network, leg)
    )


def capacity_of(thing: Doc) -> float:
    """Return how many persons fit; a leg or place without a capacity takes any number."""
    capacity = thing.get("capacity")
    return math.inf if capacity is None else capacity


def met_on(network: Doc, leg: Doc) -> frozenset[str]:
    """Return who is used when a leg is passed: its helpers and the hosts at its end."""
    return frozenset(leg.get("helpers", [])) | frozenset(find(network, "places", leg["to"]).get("hosts", []))


def may_start(network: Doc, leg: Doc, hour: float) -> bool:
    """Tell whether a leg may be attempted at an hour: a window is open and nothing closes it."""
    local = local_time(network, find(network, "places", leg["from"]), hour)
    windows = leg.get("windows")
    if windows is not None and not any(in_window(window, local) for window in windows):
        return False
    return not any(condition_at(network, c["condition"], hour) > c["above"] for c in leg.get("closed_if", []))


def in_time(case: Doc, leg: Doc, hour: float) -> bool:
    """Tell whether it is not yet too late: nobody leaves the place of origin after that hour."""
    if leg["from"] != case["from"]:
        return True
    return hour <= float(case.get("too_late", math.inf)) + TOLERANCE * step_length(case)


def harm(network: Doc, case: Doc, leg: Doc, hazard: Doc, hour: float) -> float:
    """Return p', the probability of one hazard on a leg that is started at an hour."""
    factor = 1.0
    for trait, times in hazard.get("odds", {}).items():
        factor *= times if trait in case["group"].get("traits", []) else 1
    for entry in hazard.get("odds_by_condition", []):
        above = condition_at(network, entry["condition"], hour) - entry["above"]
        factor *= entry["per_unit"] ** max(0.0, above)
    local = local_time(network, find(network, "places", leg["from"]), hour)
    for entry in hazard.get("odds_by_time", []):
        factor *= entry["times"] if in_window(entry["window"], local) else 1
    return times_odds(chance(network, hazard["p"]), factor)


def leg_risk(network: Doc, case: Doc, leg: Doc, hour: float) -> float:
    """Return -ln s, with s the probability that no hazard of the leg does harm."""
    return math.fsum(risk_of(harm(network, case, leg, hazard, hour)) for hazard in leg.get("hazards", []))


def risk_of(p: float) -> float:
    """Return -ln(1 - p), infinite for certain harm."""
    return math.inf if p >= 1 else -math.log1p(-p)


def distrust(network: Doc, helper: Doc) -> float:
    """Return -ln r, with r the probability that a helper keeps faith, the whole journey long."""
    r = chance(network, helper["integrity"])
    return math.inf if r <= 0 else -math.log(r)


def duration(case: Doc, leg: Doc) -> int:
    """Return how many steps the group needs for a leg."""
    hours = float(leg["hours"])
    for trait, times in leg.get("slower", {}).items():
        hours *= times if trait in case["group"].get("traits", []) else 1
    return steps_for(hours, case)


def retry(case: Doc, leg: Doc) -> int:
    """Return how many steps the group waits after a block."""
    return max(1, steps_for(leg.get("retry_hours", 24), case))


def waiting_risk(case: Doc, place: Doc) -> float:
    """Return lambda times the step: what one step of waiting at a place adds to the risk."""
    found = place.get("found_per_day", 0)
    if place["id"] == case["from"] and case.get("found_per_day") is not None:
        found = case["found_per_day"]
    q = times_odds(found, place.get("crowding", 1) ** (case["group"]["persons"] - 1))
    return risk_of(q) / 24 * step_length(case)


def price(case: Doc, leg: Doc) -> float:
    """Return what one journey of the group along a leg costs."""
    return float(leg.get("cost", 0) + leg.get("cost_per_person", 0) * case["group"]["persons"])
