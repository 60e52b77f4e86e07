"""What is allowed in a network or a case, and would still make a careful colleague ask?"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from waystation.domain.case import Case
from waystation.domain.network import Leg, Network
from waystation.kit.shown import closest
from waystation.plan.checks.findings import Remark, Sources
from waystation.plan.checks.limits import Limits
from waystation.plan.checks.openings import USUAL_STEP, missed_windows
from waystation.plan.checks.reach import Starts, backward, forward, what_shuts
from waystation.plan.files.source import FieldPath, Source
from waystation.plan.hours import last_step

IN_CLEAR = (
    "real people belong in a vault or an age file, not on a disk in clear"
    " (where nobody is real, say so: `fictional: true`)"
)
Doubt = tuple[FieldPath, str]


def real_people(model: Network | Case | None, source: Source) -> Remark | None:
    """Return what has to be said of a plain file on every use, unless all in it is invented."""
    if model is None or model.fictional:
        return None
    return Remark(source.at(), IN_CLEAR)


def cautions(network: Network, case: Case | None, sources: Sources) -> Iterator[Remark]:
    """Yield everything worth a look. The ids are taken to be sound."""
    doubts = [*_money(network), *_never_started(network), *_out_of_the_way(network)]
    doubts += _odd_windows(network, USUAL_STEP if case is None else case.step)
    if case is not None:
        doubts += [*_fees(network, case.group.persons), *_closed_for(network, case)]
    else:
        doubts += _fees(network, None)
    for path, says in doubts:
        yield Remark(sources.network.at(path), says)
    for path, says in () if case is None else (*_unknown_traits(network, case), *_limits_of_case(case)):
        yield Remark(sources.case.at(path), says)


def _money(network: Network) -> Iterator[Doubt]:
    if network.currency is None and any(leg.cost or leg.cost_per_person or leg.fees for leg in network.legs):
        yield ("currency",), "there are costs, but it is not said in which currency"
    for i, condition in enumerate(network.conditions):
        if condition.unit is None:
            yield ("conditions", i), f"it is not said in which unit {condition.id!r} is measured"


def _never_started(network: Network) -> Iterator[Doubt]:
    for i, leg in enumerate(network.legs):
        for field, chance in (("block", leg.block), ("gone", leg.gone)):
            if isinstance(chance, float) and chance >= 1:
                yield ("legs", i, field), f"leg {leg.id!r} never starts; without it the network says the same"


def _out_of_the_way(network: Network) -> Iterator[Doubt]:
    """Yield places of safety that no leg enters, and origins from which safety cannot be reached."""
    ends = {leg.to for leg in network.legs}
    leads = backward([place.id for place in network.places if place.kind == "safety"], network.legs)
    for i, place in enumerate(network.places):
        if place.kind == "safety" and place.id not in ends:
            yield ("places", i), f"no leg leads to {place.id!r}, a place of safety"
        if place.kind == "origin" and place.id not in leads:
            yield ("places", i), f"no legs lead from {place.id!r} to a place of safety"


def _odd_windows(network: Network, step: float) -> Iterator[Doubt]:
    for path, window, starts_leg in missed_windows(network, step):
        if not starts_leg:
            yield path, f"no departure meets the window {window}: these odds never apply"
        elif step != USUAL_STEP:
            yield path, f"no departure meets the window {window} in steps of {step:g} hours, as in this case"


def _fees(network: Network, persons: int | None) -> Iterator[Doubt]:
    for i, leg in enumerate(network.legs):
        cost = _cost(leg, persons)
        if (paid := sum(leg.fees.values())) > cost:
            yield ("legs", i, "fees"), f"the fees, {paid:g}, are more than the leg costs, {cost:g}"


def _cost(leg: Leg, persons: int | None) -> float:
    """Return the cost of a leg; without a group it has no end as soon as it depends on the persons."""
    if persons is None:
        return leg.cost if leg.cost_per_person == 0 else inf
    return leg.cost + leg.cost_per_person * persons


def _closed_for(network: Network, case: Case) -> Iterator[Doubt]:
    """Yield the legs that the group could use, were they ever open before the deadline."""
    last = last_step(case.deadline, case.step)
    starts, limits = Starts(network, case, last), Limits(network, case.group)
    near = forward(case.from_, limits.usable)
    for i in limits.numbers:
        leg = network.legs[i]
        if leg.from_ in near and starts.after(leg, 0) > last:
            yield ("legs", i, what_shuts(leg)), f"leg {leg.id!r} cannot be started before {_end(case, leg)}"


def _end(case: Case, leg: Leg) -> str:
    """Return until when a leg could be started, in words."""
    if case.too_late is not None and leg.from_ == case.from_ and case.too_late < case.deadline:
        return f"it is too late, hour {case.too_late:g}"
    return f"the deadline, hour {case.deadline:g}"


def _unknown_traits(network: Network, case: Case) -> Iterator[Doubt]:
    known = {trait for leg in network.legs for trait in (*leg.forbids, *leg.slower)}
    known |= {trait for leg in network.legs for hazard in leg.hazards for trait in hazard.odds}
    known |= {trait for helper in network.helpers for trait in helper.not_for}
    for i, trait in enumerate(case.group.traits):
        if trait not in known:
            near = closest(trait, sorted(known))
            meant = f" (was {near!r} meant?)" if near else ""
            yield ("group", "traits", i), f"{trait!r}: no leg, helper or hazard mentions this trait{meant}"


def _limits_of_case(case: Case) -> Iterator[Doubt]:
    if case.floor is not None and case.floor_low is not None and case.floor_low > case.floor:
        yield ("floor_low",), f"it is above the floor, {case.floor:g}, and so decides alone"
    if case.too_late is not None and case.too_late > case.deadline:
        yield ("too_late",), f"it is after the deadline, hour {case.deadline:g}, and so changes nothing"
