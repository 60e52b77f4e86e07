"""Why can this group not reach safety by its deadline? Names the limits that bind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from waystation.domain.case import Case
from waystation.domain.network import Leg, Network
from waystation.kit.errors import Fault
from waystation.plan.checks.findings import Sources
from waystation.plan.checks.limits import Limits
from waystation.plan.checks.reach import Starts, backward, earliest, forward, what_shuts
from waystation.plan.hours import last_step

LONGER = 24.0 * 60  # hours beyond the deadline that are looked at, to say which deadline would do
MOST_STEPS = 50_000


def unreached(network: Network, case: Case, sources: Sources) -> Iterator[Fault]:
    """Yield what keeps this group from safety; nothing where they can reach it. Ids are taken to be sound."""
    safe = {place.id for place in network.places if place.kind == "safety"}
    leads = backward(safe, network.legs)
    if not safe or case.from_ in safe:
        return
    if case.from_ not in leads:
        found = f"{case.from_!r}, from which no legs lead to a place of safety"
        yield sources.case.fault(("from",), found, "a place from which safety can be reached")
        return
    limits = Limits(network, case.group)
    reached = forward(case.from_, limits.usable)
    if reached & safe:
        yield from _too_late(network, case, limits, safe, sources)
        return
    yield sources.case.fault(("group",), *_stuck(case, reached))
    for i, leg in enumerate(network.legs):
        if leg.from_ in reached and leg.to in leads - reached:
            for wrong in limits.of(i):
                yield sources.network.fault(*wrong)


def _stuck(case: Case, reached: set[str]) -> tuple[str, str]:
    persons = case.group.persons
    who = ", ".join([f"{persons} person{'s' * (persons > 1)}", *map(repr, case.group.traits)])
    if reached == {case.from_}:
        return f"{who}: no leg out of {case.from_!r} takes them", "a leg that takes all of them"
    return f"{who}: no way to safety takes them", "a way to safety that takes all of them"


def _too_late(
    network: Network, case: Case, limits: Limits, safe: set[str], sources: Sources
) -> Iterator[Fault]:
    last = last_step(case.deadline, case.step)

    def in_time(leaving: int | None) -> bool:
        asked = case.model_copy(update={"too_late": None if leaving is None else leaving * case.step})
        return bool(safe & earliest(asked, limits.usable, Starts(network, asked, last)).keys())

    if case.too_late is None or not in_time(None):
        yield from _past_deadline(network, case.model_copy(update={"too_late": None}), limits, safe, sources)
    else:
        first = bisect_left(range(last + 1), 1, key=in_time)
        if first > last_step(case.too_late, case.step):
            allowed = f"{first * case.step:g} or more, the first hour at which a way to safety begins"
            yield sources.case.fault(("too_late",), f"{case.too_late:g}", allowed)


def _past_deadline(
    network: Network, case: Case, limits: Limits, safe: set[str], sources: Sources
) -> Iterator[Fault]:
    last = last_step(case.deadline, case.step)
    if safe & earliest(case, limits.usable, Starts(network, case, last)).keys():
        return
    further = min(last_step(case.deadline + LONGER, case.step), max(last, MOST_STEPS))
    starts = Starts(network, case, further)
    arrival = earliest(case, limits.usable, starts)
    if there := safe & arrival.keys():
        soonest = min(there, key=lambda place: arrival[place])
        allowed = f"{arrival[soonest] * case.step:g} or more, the earliest arrival in {soonest!r}"
        yield sources.case.fault(("deadline",), f"{case.deadline:g}", allowed)
        return
    leads = backward(safe, limits.usable)
    for i in limits.numbers:
        leg = network.legs[i]
        if leg.from_ in arrival and leg.to in leads - arrival.keys():
            yield _shut(i, leg, starts, arrival[leg.from_], sources)


def _shut(i: int, leg: Leg, starts: Starts, t: int, sources: Sources) -> Fault:
    """Return the fault of a leg that would lead on, could it be started and passed in the hours looked at."""
    hours = starts.last * starts.step
    if starts.after(leg, t) > starts.last:
        found = f"leg {leg.id!r}, which cannot be started from hour {t * starts.step:g} to {hours:g}"
        return sources.network.fault(("legs", i, what_shuts(leg)), found, "a leg that opens")
    found = f"leg {leg.id!r}, which does not end before hour {hours:g}"
    return sources.network.fault(("legs", i, "hours"), found, "a shorter leg")
