"""What happens on one attempt of one leg at one step? Every figure of the model, as arrays.

The arrays follow the planning model, sections 1 and 2. Steps run from 0 to `last`. Left out are legs that
this group cannot use (capacity, forbidden traits, a helper or host who is not for them) and those out of a
safe place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from waystation.domain.case import Case
from waystation.domain.network import Hazard, Leg, Network, Place
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.plan.belief import Belief, belief
from waystation.plan.hours import last_step, leg_steps, steps_up
from waystation.plan.kernels.arrays import Flags, Floats, Ints
from waystation.plan.odds import waiting, with_odds
from waystation.plan.steps import Steps
from waystation.plan.usable import usable_legs

MOST_CELLS = 50_000_000  # legs times steps: some gigabytes of tables


@dataclass(frozen=True, slots=True)
class HazardRow:
    """One hazard of one usable leg: its belief and the factor on its odds at each step, shape (last + 1,)."""

    leg: int
    hazard: Hazard
    belief: Belief
    factor: Floats

    def at(self, step: int) -> float:
        """Return the probability of harm at a step."""
        return float(with_odds(self.belief.mean, self.factor[step]))


@dataclass(frozen=True, slots=True)
class Timetable:
    """A network as one group meets it. n places, m usable legs, k helpers, steps 0..last.

    `open` (m, last+1) bool: may be started; `survive` (m, last+1): probability that no hazard harms; `wait`
    (n,): nats of risk for one step of waiting (may be inf); `block`, `gone` (m,); `duration`, `retry` (m,) in
    steps; `cost` (m,) for the whole group; `worth` (n,) of places; `integrity`, `helper_worth` (k,); `uses`
    (m, k) bool: helpers of the leg and hosts at its end. `origin` is a place number, `safe` (n,) bool.
    """

    network: Network
    case: Case
    last: int
    origin: int
    places: tuple[Place, ...]
    legs: tuple[Leg, ...]
    safe: Flags
    wait: Floats
    worth: Floats
    source: Ints
    target: Ints
    duration: Ints
    retry: Ints
    open: Flags
    survive: Floats
    block: Floats
    gone: Floats
    cost: Floats
    uses: Flags
    integrity: Floats
    helper_worth: Floats
    hazards: tuple[HazardRow, ...]
    block_beliefs: tuple[Belief, ...]
    helper_beliefs: tuple[Belief, ...]

    @property
    def step(self) -> float:
        """Return the length of a step in hours."""
        return self.case.step


def _hazard_rows(network: Network, case: Case, legs: tuple[Leg, ...], steps: Steps) -> tuple[HazardRow, ...]:
    traits = set(case.group.traits)
    return tuple(
        HazardRow(e, hazard, belief(hazard.p, network.priors), steps.factor(leg, hazard, traits))
        for e, leg in enumerate(legs)
        for hazard in leg.hazards
    )


def survival(shape: tuple[int, int], rows: tuple[HazardRow, ...]) -> Floats:
    """Return the probability, by leg and step, that no hazard harms."""
    survive = np.ones(shape)
    for row in rows:
        survive[row.leg] *= 1.0 - with_odds(row.belief.mean, row.factor)
    return survive


def _wait(place: Place, case: Case) -> float:
    q = place.found_per_day
    if place.id == case.from_ and case.found_per_day is not None:
        q = case.found_per_day
    return waiting(place, q, case.group.persons, case.step)


def _uses(network: Network, legs: tuple[Leg, ...]) -> Flags:
    """Return (m, k): the helpers of each leg and the hosts at its end."""
    hosts = {place.id: place.hosts for place in network.places}
    helper = {h.id: k for k, h in enumerate(network.helpers)}
    uses = np.zeros((len(legs), len(helper)), dtype=np.bool_)
    for e, leg in enumerate(legs):
        for name in (*leg.helpers, *hosts[leg.to]):
            uses[e, helper[name]] = True
    return uses


def _opened(case: Case, legs: tuple[Leg, ...], steps: Steps) -> Flags:
    """Return (m, last+1): may be started; nobody leaves the place of origin when it is too late."""
    opened = np.array([steps.opened(leg) for leg in legs], dtype=np.bool_).reshape(-1, steps.last + 1)
    if case.too_late is not None:
        ours = np.array([leg.from_ == case.from_ for leg in legs], dtype=np.bool_)
        opened[ours, last_step(case.too_late, case.step) + 1 :] = False
    return opened


def _require_room(legs: int, steps: int) -> None:
    """Refuse a clock so fine that the tables of all legs would not fit into memory."""
    if legs * steps > MOST_CELLS:
        allowed = _("{most} million together: a longer step, or an earlier deadline").format(
            most=MOST_CELLS // 1_000_000
        )
        raise BadInput.at(
            "step", _("{legs:,} legs on a clock of {steps:,} steps").format(legs=legs, steps=steps), allowed
        )


def _ints(items: Iterable[int]) -> Ints:
    return np.array(list(items), dtype=np.int32)


def _floats(items: Iterable[float]) -> Floats:
    return np.array(list(items), dtype=np.float64)


def timetable(network: Network, case: Case) -> Timetable:
    """Return the network as the group of this case meets it. Both are taken to be sound (see `check`).

    Raises BadInput where there are too many legs for so many steps.
    """
    legs = usable_legs(network, case)
    _require_room(len(legs), last_step(case.deadline, case.step) + 1)
    steps = Steps(network, case)
    number = {place.id: i for i, place in enumerate(network.places)}
    rows = _hazard_rows(network, case, legs, steps)
    blocks = tuple(belief(leg.block, network.priors) for leg in legs)
    keeps = tuple(belief(h.integrity, network.priors) for h in network.helpers)
    return Timetable(
        network=network,
        case=case,
        last=steps.last,
        origin=number[case.from_],
        places=network.places,
        legs=legs,
        safe=np.array([p.kind == "safety" for p in network.places], dtype=np.bool_),
        wait=_floats(_wait(p, case) for p in network.places),
        worth=_floats(p.worth for p in network.places),
        source=_ints(number[leg.from_] for leg in legs),
        target=_ints(number[leg.to] for leg in legs),
        duration=_ints(leg_steps(leg, case.group.traits, case.step) for leg in legs),
        retry=_ints(steps_up(leg.retry_hours, case.step) for leg in legs),
        open=_opened(case, legs, steps),
        survive=survival((len(legs), steps.last + 1), rows),
        block=_floats(b.mean for b in blocks),
        gone=_floats(leg.gone for leg in legs),
        cost=_floats(leg.cost + leg.cost_per_person * case.group.persons for leg in legs),
        uses=_uses(network, legs),
        integrity=_floats(k.mean for k in keeps),
        helper_worth=_floats(h.worth for h in network.helpers),
        hazards=rows,
        block_beliefs=blocks,
        helper_beliefs=keeps,
    )
