"""What has happened on the way, and what does it change at once?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from waystation.domain.journey import Incident, IncidentKind, Journey, JourneyState
from waystation.journey.expected import later
from waystation.journey.known import with_avoided
from waystation.journey.position import stand
from waystation.journey.underway import Underway, ahead, settled_state
from waystation.kit.errors import BadInput
from waystation.kit.language import _


class Effect(NamedTuple):
    """What a kind of incident does: the journey's state, and whether the group can still move by itself."""

    state: JourneyState | None
    moves: bool


EFFECTS: Mapping[IncidentKind, Effect] = MappingProxyType(
    {
        "blocked": Effect("waiting", moves=True),
        "delayed": Effect(None, moves=True),
        "split": Effect(None, moves=True),
        "ill": Effect("waiting", moves=True),
        "lost_contact": Effect(None, moves=True),
        "held_for_ransom": Effect("stopped", moves=False),
        "betrayed": Effect("stopped", moves=True),
        "arrested": Effect("stopped", moves=False),
        "unknown": Effect(None, moves=True),
    }
)


class Report(NamedTuple):
    """What is told of an incident beside its kind: where they stand, how late they are."""

    incident: Incident
    stands: str | None = None
    """The place where the group is. Absent: where it was thought to be."""
    hours: float = 0.0
    """How many hours everything ahead is later."""
    traits: tuple[str, ...] = ()
    """What now matters for the way: cannot_walk."""
    gone: str | None = None
    """A leg that is known to be gone."""


def report(underway: Underway, told: Report) -> Underway:
    """Return the journey after an incident, before any new plan.

    Raises BadInput where the group is not under way, and for a block of a stage that has begun: what had
    begun was not blocked, it is delayed.
    """
    incident = told.incident
    group = _group(underway, incident)
    position = underway.position(group)
    stage = position.stage if incident.stage is None else incident.stage
    if stage is None:
        stage = next((each.number for each in ahead(underway.journey, group)), None)
    _check(underway, incident, stage)
    written = incident.model_copy(update={"group": group, "stage": stage})
    after = underway.changed(incidents=(*underway.journey.incidents, written))
    if told.stands is not None and (told.stands != position.place or position.stage is not None):
        after = stand(after, group, told.stands, incident.at)
    if told.traits:
        after = _with_traits(after, group, told.traits)
    return _consequences(after, group, told)


def _group(underway: Underway, incident: Incident) -> str:
    """Return whom it is about; where only one group is under way that need not be said."""
    if incident.group is not None:
        return incident.group
    under_way = [each.group for each in underway.journey.positions]
    if len(under_way) != 1:
        found = _("no group")
        raise BadInput.at(_("incident"), found, _("which of the groups it is about"))
    return under_way[0]


def _check(underway: Underway, incident: Incident, stage: int | None) -> None:
    begun = {each.number for each in underway.journey.stages if each.departed_at is not None}
    if incident.kind == "blocked" and (stage is None or stage in begun):
        found = _("a block of a stage that has begun, or of none")
        raise BadInput.at(_("incident"), found, _("a stage that could not begin; else: delayed"))


def _with_traits(underway: Underway, group: str, traits: tuple[str, ...]) -> Underway:
    position = underway.position(group)
    known = position.traits
    if known is None:
        known = underway.journey.terms.traits if underway.journey.terms else ()
    now = tuple(dict.fromkeys((*known, *traits)))
    return underway.standing(position.model_copy(update={"traits": now}))


def _consequences(underway: Underway, group: str, told: Report) -> Underway:
    incident, after = told.incident, underway
    if told.hours:
        after = _later(after, group, told.hours)
    if told.gone is not None:
        after = after.changed(gone=tuple(dict.fromkeys((*after.journey.gone, told.gone))))
    if incident.kind == "betrayed" and incident.helper is not None:
        after = after.changed(avoids=with_avoided(after.journey, [incident.helper]).avoids)
    state = EFFECTS[incident.kind].state or settled_state(after.journey)
    others = any(each.stage is not None for each in after.journey.positions if each.group != group)
    return after.changed(state="moving" if others else state)


def _later(underway: Underway, group: str, hours: float) -> Underway:
    """Move the times of everything that lies ahead of a group."""
    coming = {each.number for each in ahead(underway.journey, group)}
    by = timedelta(hours=hours)
    stages = tuple(
        each.model_copy(
            update={
                "depart": each.depart if each.departed_at is not None else each.depart + by,
                "arrive": each.arrive + by,
            }
        )
        if each.number in coming
        else each
        for each in underway.journey.stages
    )
    return underway.changed(stages=stages, check_ins=later(underway.journey.check_ins, coming, by))


def standing_incidents(journey: Journey, group: str | None = None) -> tuple[int, ...]:
    """Return the numbers, from 0, of the incidents that are not over; of one group, or of all."""
    return tuple(
        number
        for number, each in enumerate(journey.incidents)
        if each.ended_at is None and group in {None, each.group}
    )


def end(underway: Underway, number: int, at: datetime) -> Underway:
    """Note that an incident is over. Raises BadInput for one that is not there, or is over already."""
    if number not in standing_incidents(underway.journey):
        raise BadInput.at(_("incident"), str(number), _("the number of one that is not over, from 0"))
    over = underway.journey.incidents[number].model_copy(update={"ended_at": at})
    incidents = tuple(
        over if place == number else each for place, each in enumerate(underway.journey.incidents)
    )
    return underway.changed(incidents=incidents)


def can_move(journey: Journey, group: str) -> bool:
    """Tell whether nothing holds a group: neither held for ransom nor arrested."""
    held = (journey.incidents[each] for each in standing_incidents(journey, group))
    return all(EFFECTS[each.kind].moves for each in held)
