"""What do the recursions look up? The model, evaluated once for every usable leg and every step."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tests.plan.slow import model
from tests.plan.slow.clock import Doc, last_step, step_length


@dataclass(frozen=True)
class Leg:
    """A usable leg; `opens` and `risk` have one entry for every step of departure, 0 to the last."""

    id: str
    origin: str
    to: str
    steps: int
    retry: int
    cost: float
    block: float
    gone: float
    met: frozenset[str]
    opens: tuple[bool, ...]
    risk: tuple[float, ...]


@dataclass(frozen=True)
class Tables:
    """A network seen by one group: risks are -ln of probabilities, `waiting` that of one step."""

    start: str
    last: int
    step: float
    safety: frozenset[str]
    legs: dict[str, Leg]
    waiting: dict[str, float]
    distrust: dict[str, float]
    helper_worth: dict[str, float]
    place_worth: dict[str, float]

    def attempts(self, place: str, step: int) -> list[Leg]:
        """Return the legs that may be attempted here and now and end in time; none leaves safety."""
        if place in self.safety:
            return []
        here = (leg for leg in self.legs.values() if leg.origin == place)
        return [leg for leg in here if step + leg.steps <= self.last and leg.opens[step]]

    def wait(self, place: str, steps: int) -> float:
        """Return the risk of waiting some steps; not waiting is free even where waiting is fatal."""
        return self.waiting[place] * steps if steps else 0.0

    def first_use(self, met: frozenset[str], used: frozenset[str]) -> float:
        """Return the risk of meeting helpers, of whom those used before cost nothing more."""
        return math.fsum(self.distrust[name] for name in met - used)


def tabulate(network: Doc, case: Doc) -> Tables:
    """Evaluate the model for one network and one case."""
    places, helpers = network["places"], network.get("helpers", [])
    usable = [leg for leg in network.get("legs", []) if model.is_usable(network, case, leg)]
    distrust = {h["id"]: model.distrust(network, h) for h in helpers}
    return Tables(
        start=case["from"],
        last=last_step(case),
        step=step_length(case),
        safety=frozenset(place["id"] for place in places if place["kind"] == "safety"),
        legs={leg["id"]: _leg(network, case, leg) for leg in usable},
        waiting={place["id"]: model.waiting_risk(case, place) for place in places},
        distrust=distrust,
        helper_worth={h["id"]: float(h.get("worth", 0)) for h in helpers},
        place_worth={place["id"]: float(place.get("worth", 0)) for place in places},
    )


def _leg(network: Doc, case: Doc, leg: Doc) -> Leg:
    hours = [step * step_length(case) for step in range(last_step(case) + 1)]
    return Leg(
        id=leg["id"],
        origin=leg["from"],
        to=leg["to"],
        steps=model.duration(case, leg),
        retry=model.retry(case, leg),
        cost=model.price(case, leg),
        block=model.chance(network, leg.get("block", 0)),
        gone=float(leg.get("gone", 0)),
        met=model.met_on(network, leg),
        opens=tuple(model.may_start(network, leg, hour) and model.in_time(case, leg, hour) for hour in hours),
        risk=tuple(model.leg_risk(network, case, leg, hour) for hour in hours),
    )
