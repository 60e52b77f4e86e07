"""What would a wise colleague warn of before this plan is followed? Codes; `explain` says them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from waystation.domain.decision import Caution
from waystation.domain.payment import HelperPay
from waystation.domain.route import Route
from waystation.plan.arrays import by_place, can_pass
from waystation.plan.belief import Belief
from waystation.plan.hazard import Timetable
from waystation.plan.kernels.bounds import soonest_arrival

FULL = 0.75  # of the beds: above this share a house is fuller than is wise
THIN = 10.0  # observations, the prior's included: below this a figure rests on almost no experience
WEAKEST = 3  # helpers named without whom there is no way, the least trusted first
THINNEST = 3  # such figures named, the thinnest first
IDENTITY = ("identity", "face")  # how the kind of a hazard begins that looks at papers and faces


def cautions(table: Timetable, route: Route | None, payments: Sequence[HelperPay]) -> tuple[Caution, ...]:
    """Return the warnings for the way that is taken if nothing is blocked."""
    return (*_of_case(table), *(() if route is None else _of_route(table, route, payments)))


def _of_case(table: Timetable) -> Iterator[Caution]:
    case, network = table.case, table.network
    if case.floor is None:
        yield Caution("no_floor", "", {})
    for relative in case.left_behind:
        yield Caution("left_behind", relative.who, {"p": relative.p})
    known = {trait for leg in network.legs for trait in (*leg.forbids, *leg.slower)}
    known |= {trait for leg in network.legs for hazard in leg.hazards for trait in hazard.odds}
    known |= {trait for helper in network.helpers for trait in helper.not_for}
    yield from (Caution("unknown_trait", trait, {}) for trait in case.group.traits if trait not in known)


def _of_route(table: Timetable, route: Route, payments: Sequence[HelperPay]) -> Iterator[Caution]:
    yield from _one_helper(table, route)
    for paid in payments:
        held = paid.holdback
        if table.network.betrayal is not None and held.binding_stage is not None:
            figures = {"reward": paid.reward, "at_stake": paid.at_stake, "holdback": held.amount}
            yield Caution("betrayal_pays", paid.helper, figures | {"stage": held.binding_stage})
    yield from _houses(table, route)
    yield from _no_way_back(table, route)
    yield from _thin(table, route)
    yield from _identity(table, route)


def _reaches_safety(table: Timetable, without: int) -> bool:
    """Tell whether safety can be reached in time without a helper."""
    first, leaving = by_place(table.source, len(table.places))
    opened = can_pass(table) & ~table.uses[:, without][:, None]
    soonest = soonest_arrival(first, leaving, table.target, table.duration, opened, table.safe, table.last)
    return bool(soonest[0, table.origin] <= table.last)


def _one_helper(table: Timetable, route: Route) -> Iterator[Caution]:
    number = {helper.id: k for k, helper in enumerate(table.network.helpers)}
    alone = [number[name] for name in route.helpers if not _reaches_safety(table, number[name])]
    for k in sorted(alone, key=lambda k: table.integrity[k])[:WEAKEST]:
        yield Caution("one_helper", table.network.helpers[k].id, {"integrity": float(table.integrity[k])})


def _houses(table: Timetable, route: Route) -> Iterator[Caution]:
    place, persons = {p.id: p for p in table.places}, table.case.group.persons
    for step, after in zip(route.steps, route.steps[1:], strict=False):
        house, hours = place[step.to], after.depart - step.arrive
        if house.stay_max_hours is not None and hours > house.stay_max_hours:
            yield Caution("house_long", house.id, {"hours": hours, "stay_max_hours": house.stay_max_hours})
        if house.kind == "safe_house" and house.capacity and persons > FULL * house.capacity:
            yield Caution("house_full", house.id, {"persons": persons, "capacity": house.capacity})


def _no_way_back(table: Timetable, route: Route) -> Iterator[Caution]:
    """Yield the stops that have one way on and none that leads elsewhere."""
    opened = can_pass(table).any(axis=1)
    number = {place.id: i for i, place in enumerate(table.places)}
    for step in route.steps[:-1]:
        ways = np.flatnonzero((table.source == number[step.to]) & opened)
        if ways.size == 1:
            yield Caution("no_way_back", step.to, {})


def _beliefs(table: Timetable, route: Route) -> Iterator[tuple[str, Belief]]:
    legs = {step.leg for step in route.steps}
    for row in table.hazards:
        if table.legs[row.leg].id in legs:
            yield f"{row.hazard.kind}: {table.legs[row.leg].id}", row.belief
    for e, leg in enumerate(table.legs):
        if leg.id in legs:
            yield leg.id, table.block_beliefs[e]
    for k, helper in enumerate(table.network.helpers):
        if helper.id in route.helpers:
            yield helper.id, table.helper_beliefs[k]


def _thin(table: Timetable, route: Route) -> Iterator[Caution]:
    counted = [(about, found) for about, found in _beliefs(table, route) if 0.0 < found.experience < THIN]
    for about, found in sorted(counted, key=lambda pair: pair[1].experience)[:THINNEST]:
        draws = np.random.default_rng(0).beta(found.alpha, found.beta, 4000)
        low, high = np.quantile(draws, (0.05, 0.95))
        yield Caution("thin_experience", about, {"low": float(low), "high": float(high)})


def _identity(table: Timetable, route: Route) -> Iterator[Caution]:
    step_of = {step.leg: step for step in route.steps}
    for row in table.hazards:
        leg = table.legs[row.leg].id
        if leg in step_of and row.hazard.kind.startswith(IDENTITY):
            depart = round(step_of[leg].depart / table.step)
            yield Caution("identity_checks", leg, {"p": row.at(depart)})
