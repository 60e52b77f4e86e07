"""How do they go on from where they stand, and is that better than the old plan?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import floor
from typing import NamedTuple

from waystation.domain.case import Case, Group
from waystation.domain.journey import Journey, JourneyStage
from waystation.domain.network import Network
from waystation.domain.progress import Position, Replanning, Terms
from waystation.domain.route import Policy
from waystation.journey.known import network_now
from waystation.journey.stages import Frame, Travellers, fallbacks, rides, stages
from waystation.journey.underway import Underway, ahead, next_number, settled_state
from waystation.kit.errors import BadInput
from waystation.kit.language import _

MORE_HOURS = 240.0  # where the signed deadline leaves no way
_HOUR = 3600.0
Solve = Callable[[Network, Case], Policy | None]
"""Finds the best policy; None where there is no way. `solving.solve`, or one that remembers."""


@dataclass(frozen=True)
class Standpoint:
    """From where, when and with what knowledge a plan is made anew; equal ones have equal plans."""

    network: Network
    case: Case


class Planned(NamedTuple):
    """A new plan beside the old one, for one group."""

    group: str
    standpoint: Standpoint
    policy: Policy | None
    stages: tuple[JourneyStage, ...]
    falls_back_on: tuple[str, ...]
    compared: Replanning
    """Neither who took it nor whether it was taken is said in it yet."""


@dataclass(frozen=True)
class Asked:
    """What is asked of a new plan: for which group, when, and why."""

    group: str
    at: datetime
    because: str
    network: Network
    """As it is known now; hour 0 is its own start."""
    houses: Mapping[str, str] = field(default_factory=dict)


def replan(underway: Underway, asked: Asked, solve: Solve) -> Planned:
    """Return the best plan from where a group stands, the old promise beside it.

    Nothing is changed by it. Who is on the way goes on from where the stage ends. Raises BadInput for a
    journey without signed terms, and for a group that is not under way.
    """
    journey, terms = underway.journey, terms_of(underway.journey)
    position = underway.position(asked.group)
    moved = False
    standpoint = standing(underway, asked, terms)
    policy = solve(standpoint.network, standpoint.case)
    if policy is None:
        moved = True
        more = max(standpoint.case.deadline, MORE_HOURS)
        standpoint = Standpoint(standpoint.network, standpoint.case.model_copy(update={"deadline": more}))
        policy = solve(standpoint.network, standpoint.case)
    way = rides(policy) if policy is not None else ()
    frame = Frame(standpoint.network, terms.step, asked.houses)
    who = Travellers(asked.group, standpoint.case.group, hands(journey, position))
    made = stages(frame, way, who, next_number(journey))
    compared = Replanning(
        at=asked.at, group=asked.group, because=asked.because, state="none",
        p_after=policy.p_safe if policy is not None and way else None,
        hours_after=_hours(made, asked.at), money_after=_money(made) if made else None,
        deadline_moved=moved and bool(way), **_before(underway, asked, standpoint, solve),
    )  # fmt: skip
    spare = fallbacks(standpoint.network, policy, made) if policy is not None else ()
    return Planned(asked.group, standpoint, policy if way else None, made, spare, compared)


def terms_of(journey: Journey) -> Terms:
    """Return what was signed. Raises BadInput where nothing was."""
    if journey.terms is None:
        raise BadInput.at(_("journey"), _("one without signed terms"), _("one begun from a decision"))
    return journey.terms


def standing(underway: Underway, asked: Asked, terms: Terms) -> Standpoint:
    """Return from where a group goes on: its place now or, on the way, the end of the stage."""
    position = underway.position(asked.group)
    place, ready = position.place, asked.at
    if position.stage is not None:
        stage = underway.stage(position.stage)
        place, ready = stage.to, max(asked.at, stage.arrive)
    start, left = on_clock(terms, ready)
    network = network_now(asked.network, underway.journey, asked.group, start)
    traits = terms.traits if position.traits is None else position.traits
    case = Case.model_validate(
        {
            "waystation": 1,
            "fictional": asked.network.fictional,
            "id": underway.journey.case,
            "from": place,
            "group": Group(persons=position.persons, traits=traits),
            "deadline": max(0.0, left),
            "step": terms.step,
            "floor": terms.floor,
        }
    )
    return Standpoint(network, case)


def on_clock(terms: Terms, at: datetime) -> tuple[datetime, float]:
    """Return the first step of the signed plan's clock that is not before `at`, and the hours left from it.

    Plans made anew keep the old clock, so that old and new departures can be compared, and plans be shared.
    """
    left = (terms.deadline - at).total_seconds() / _HOUR
    whole = floor(left / terms.step + 1e-9) * terms.step
    return terms.deadline - timedelta(hours=whole), whole


def hands(journey: Journey, position: Position) -> str | None:
    """Return in whose hands a group is: of the last stage that it has begun; None on its own."""
    mine = [each for each in journey.stages if each.group == position.group and each.departed_at is not None]
    if not mine:
        return None
    last = max(mine, key=lambda each: each.number)
    if last.arrived_at is not None and last.hand_over is not None:
        return last.hand_over.to
    return last.helpers[0] if last.helpers else None


def _before(
    underway: Underway, asked: Asked, standpoint: Standpoint, solve: Solve
) -> dict[str, float | None]:
    """Return what the old plan had promised from here, and what its way is worth with what is known now."""
    coming = ahead(underway.journey, asked.group)
    position = underway.position(asked.group)
    rest = tuple(each for each in coming if each.number != position.stage)
    promised = rest[0] if rest else (coming[0] if coming else None)
    return {
        "p_before": promised.p_safe if promised is not None else None,
        "p_kept": kept(standpoint, rest, solve),
        "hours_before": (coming[-1].arrive - asked.at).total_seconds() / _HOUR if coming else None,
        "money_before": _money(rest) if coming else None,
    }


def kept(standpoint: Standpoint, rest: tuple[JourneyStage, ...], solve: Solve) -> float | None:
    """Return P(safe) of the old way, retries included, with what is known; None where it cannot be gone."""
    network, way = standpoint.network, {each.leg for each in rest}
    legs = tuple(each for each in network.legs if each.id in way)
    if not way or len(legs) < len(way):
        return None
    policy = solve(network.model_copy(update={"legs": legs}), standpoint.case)
    return None if policy is None else policy.p_safe


def _hours(made: tuple[JourneyStage, ...], at: datetime) -> float | None:
    return (made[-1].arrive - at).total_seconds() / _HOUR if made else None


def _money(made: tuple[JourneyStage, ...]) -> float | None:
    if any(each.cost is None for each in made):
        return None
    return sum(each.cost or 0.0 for each in made)


def adopt(underway: Underway, planned: Planned, at: datetime) -> Underway:
    """Live a new plan: its stages take the place of those that the group has not begun."""
    position = underway.position(planned.group)
    dropped = {
        each.number for each in ahead(underway.journey, planned.group) if each.number != position.stage
    }
    old = (
        each.model_copy(update={"dropped_at": at}) if each.number in dropped else each
        for each in underway.journey.stages
    )
    changed = underway.changed(stages=(*old, *planned.stages), falls_back_on=planned.falls_back_on)
    return changed.changed(state=settled_state(changed.journey))


def stop(underway: Underway, group: str, at: datetime) -> Underway:
    """Stop a group where it is: no stage that it has not begun is lived until there is a new plan."""
    position = underway.position(group)
    stages_ = tuple(
        each.model_copy(update={"dropped_at": at})
        if each.group == group and each.departed_at is None and each.dropped_at is None
        else each
        for each in underway.journey.stages
    )
    state = settled_state(underway.journey) if position.stage is not None else "stopped"
    return underway.changed(stages=stages_, state=state)


def signatures(terms: Terms, compared: Replanning) -> int:
    """Return how many must sign a new plan: one above the signed floor, three below it, none for no way.

    Whoever holds the organisation's rules may ask for more (`actions.replan_journey`).
    """
    if compared.p_after is None:
        return 0
    low = terms.floor is not None and compared.p_after < terms.floor
    return 3 if low or compared.deadline_moved else 1
