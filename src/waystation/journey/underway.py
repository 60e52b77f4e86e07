"""What is under way: a journey with the groups in it. Where is everybody?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from waystation.domain.group_record import GroupRecord
from waystation.domain.journey import Arrival, Journey, JourneyStage, JourneyState
from waystation.domain.progress import Position
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.shown import printable

_HARM = frozenset({"returned", "imprisoned", "sold", "injured", "killed"})


@dataclass(frozen=True)
class Underway:
    """A journey and the groups that it names, by key; groups that have ended are among them."""

    journey: Journey
    groups: Mapping[str, GroupRecord]

    def position(self, group: str) -> Position:
        """Return where a group stands. Raises BadInput for one that is not under way any more."""
        for each in self.journey.positions:
            if each.group == group:
                return each
        allowed = _("one of the groups that are under way")
        raise BadInput.at(_("group"), printable(group, 40), allowed)

    def stage(self, number: int) -> JourneyStage:
        """Return a stage by its number. Raises BadInput for one that is not there or was dropped."""
        for each in self.journey.stages:
            if each.number == number and each.dropped_at is None:
                return each
        allowed = _("the number of a stage that no new plan has replaced")
        raise BadInput.at(_("stage"), str(number), allowed)

    def changed(self, **fields: Any) -> Underway:
        """Return it with other fields of the journey."""
        return replace(self, journey=self.journey.model_copy(update=fields))

    def with_stage(self, stage: JourneyStage) -> Underway:
        """Return it with one stage replaced by its number."""
        stages = tuple(stage if each.number == stage.number else each for each in self.journey.stages)
        return self.changed(stages=stages)

    def standing(self, position: Position) -> Underway:
        """Return it with one group standing elsewhere."""
        others = tuple(each for each in self.journey.positions if each.group != position.group)
        return self.changed(positions=(*others, position))

    def with_groups(self, *records: GroupRecord) -> Underway:
        """Return it with new or changed groups."""
        groups = {**self.groups, **{each.id: each for each in records}}
        return replace(self, groups=groups)


def ahead(journey: Journey, group: str) -> tuple[JourneyStage, ...]:
    """Return the stages of a group that are not behind it, the one it is on included, in order."""
    mine = (
        each
        for each in journey.stages
        if each.group == group and each.arrived_at is None and each.dropped_at is None
    )
    return tuple(sorted(mine, key=lambda each: each.number))


def next_number(journey: Journey) -> int:
    """Return the number of the next stage."""
    return max((each.number for each in journey.stages), default=0) + 1


def settled_state(journey: Journey) -> JourneyState:
    """Return the state of a journey as its groups have it: who is under way decides, then who arrived."""
    if any(each.stage is not None for each in journey.positions):
        return "moving"
    if journey.positions:
        begun = any(each.departed_at is not None for each in journey.stages)
        return "waiting" if begun else "planned"
    outcomes = {each.outcome for each in journey.arrivals}
    if not outcomes:
        return "joined"
    if outcomes - _HARM - {"unknown"}:
        return "arrived"
    return "unknown" if "unknown" in outcomes else "lost"


def whereabouts(*travels: Underway) -> dict[str, tuple[str, ...]]:
    """Return for every person of these journeys where he or she is: exactly one answer each, or a fault.

    A place, a stage or an outcome. Whoever went with a group that ended is looked for in the groups it went
    into, also where these are part of another journey that is given.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for underway in travels:
        journey = underway.journey
        for each in underway.groups.values():
            for person in each.members:
                found[person] += _places(journey, each)
    return {person: tuple(places) for person, places in found.items()}


def _places(journey: Journey, group: GroupRecord) -> list[str]:
    if group.went_into:
        return []
    standing = [_place(each) for each in journey.positions if each.group == group.id]
    return standing + [_outcome(each) for each in journey.arrivals if each.group == group.id]


def _place(position: Position) -> str:
    return f"at {position.place}" if position.stage is None else f"on stage {position.stage}"


def _outcome(arrival: Arrival) -> str:
    return f"{arrival.outcome} since {arrival.at:%Y-%m-%d}" if arrival.at else arrival.outcome
