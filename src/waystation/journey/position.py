"""Where is each group now, by stage, and what does the map show of it?"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from waystation.domain.journey import Journey, JourneyStage
from waystation.domain.progress import Position
from waystation.journey.underway import Underway, ahead, settled_state
from waystation.kit.errors import BadInput
from waystation.kit.language import _


class Live(NamedTuple):
    """What is shown of a group: at a place, or between two; never finer than the stage."""

    group: str
    persons: int
    place: str
    to: str | None
    """Where it is being taken. None: it waits at the place."""
    since: datetime
    until: datetime | None
    """When the next thing should happen: the arrival on the way, else the departure."""
    stage: int | None


def live(journey: Journey) -> tuple[Live, ...]:
    """Return every group that is under way, in the order in which the next thing should happen."""
    found = [_live(journey, each) for each in journey.positions]
    return tuple(sorted(found, key=lambda each: (each.until is None, each.until or each.since, each.group)))


def _live(journey: Journey, position: Position) -> Live:
    coming = ahead(journey, position.group)
    now = next((each for each in coming if each.number == position.stage), None)
    who = (position.group, position.persons, position.place)
    if now is not None:
        return Live(*who, now.to, position.since, now.arrive, now.number)
    until = coming[0].depart if coming else None
    return Live(*who, None, position.since, until, coming[0].number if coming else None)


def depart(underway: Underway, number: int, at: datetime) -> Underway:
    """Note that a group has set out on a stage. Raises BadInput where it stands elsewhere, or has done so."""
    stage = underway.stage(number)
    position = _of(underway, stage)
    if stage.departed_at is not None or position.stage is not None:
        raise BadInput.at(_("stage"), _("a group that is on its way already"), _("one that waits"))
    if position.place != stage.origin:
        found, allowed = _("a group that stands elsewhere"), _("one that stands where the stage begins")
        raise BadInput.at(_("stage"), found, allowed)
    gone = underway.with_stage(stage.model_copy(update={"departed_at": at}))
    gone = gone.standing(position.model_copy(update={"stage": number, "since": at}))
    return gone.changed(state="moving")


def reach(underway: Underway, number: int, at: datetime) -> Underway:
    """Note that a group has come to where a stage ends. Raises BadInput where it is not on that stage."""
    stage = underway.stage(number)
    position = _of(underway, stage)
    if position.stage != number:
        raise BadInput.at(_("stage"), _("a group that is not on it"), _("one that has set out on it"))
    there = underway.with_stage(stage.model_copy(update={"arrived_at": at}))
    there = there.standing(position.model_copy(update={"place": stage.to, "stage": None, "since": at}))
    return there.changed(state=settled_state(there.journey))


def stand(underway: Underway, group: str, place: str, at: datetime) -> Underway:
    """Note that a group stands at a place, whatever the plan said; the stage that it was on is dropped."""
    position = underway.position(group)
    if position.stage is not None:
        stage = underway.stage(position.stage)
        underway = underway.with_stage(stage.model_copy(update={"dropped_at": at}))
    return underway.standing(position.model_copy(update={"place": place, "stage": None, "since": at}))


def _of(underway: Underway, stage: JourneyStage) -> Position:
    return underway.position(stage.group or "")
