"""What became of a group: safe, with a partner, lost or unknown; and how do they fare afterwards?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from waystation.domain.journey import Arrival, JourneyState
from waystation.domain.progress import FollowUp, FollowUpStage
from waystation.journey.underway import Underway, settled_state
from waystation.kit.errors import BadInput
from waystation.kit.language import _

FOLLOW_UPS: Mapping[FollowUpStage, int] = MappingProxyType(
    {"reception": 3, "hearing": 30, "centre": 90, "home": 120, "half_year": 180, "year": 365}
)
"""Days after the arrival on which somebody asks how they fare, by stage of settling."""
_WELL = frozenset({"safe", "partner", "authorities"})


def outcome(underway: Underway, arrival: Arrival) -> Underway:
    """Return the journey with what became of one group; whoever lives on in safety is followed up.

    Part of a group is split off first, so that nobody is counted twice or not at all. Raises BadInput for a
    group that is not under way, and where the number of persons is not that of the group.
    """
    if arrival.group is None:
        raise BadInput.at(_("outcome"), _("no group"), _("the group that it is about"))
    position = underway.position(arrival.group)
    if arrival.persons != position.persons:
        found = _("{count} persons").format(count=arrival.persons)
        allowed = _("the {count} of the group; split it first").format(count=position.persons)
        raise BadInput.at(_("outcome"), found, allowed)
    stage = arrival.stage if arrival.stage is not None else position.stage
    written = arrival.model_copy(update={"stage": stage, "place": arrival.place or position.place})
    after = _ended(underway, arrival)
    after = after.changed(
        arrivals=(*after.journey.arrivals, written),
        positions=tuple(each for each in after.journey.positions if each.group != arrival.group),
        follow_ups=(*after.journey.follow_ups, *_follow_ups(written)),
    )
    return after.changed(state=settled_state(after.journey))


def found_out(underway: Underway, arrival: Arrival) -> Underway:
    """Return the journey with an answer in place of an unknown one. Raises BadInput where none is unknown."""
    old = [each for each in underway.journey.arrivals if each.group == arrival.group]
    if len(old) != 1 or old[0].outcome != "unknown" or arrival.persons != old[0].persons:
        allowed = _("a group of as many persons whose outcome is unknown")
        raise BadInput.at(_("outcome"), _("one that is known already, or of others"), allowed)
    arrivals = tuple(arrival if each.group == arrival.group else each for each in underway.journey.arrivals)
    after = underway.changed(
        arrivals=arrivals, follow_ups=(*underway.journey.follow_ups, *_follow_ups(arrival))
    )
    return after.changed(state=settled_state(after.journey))


def _ended(underway: Underway, arrival: Arrival) -> Underway:
    """Drop what lies ahead of a group; a stage that it was on has ended where the arrival is a good one."""
    well = arrival.outcome in _WELL
    stages = []
    for each in underway.journey.stages:
        open_ = each.group == arrival.group and each.arrived_at is None and each.dropped_at is None
        if open_ and each.departed_at is not None and well:
            stages.append(each.model_copy(update={"arrived_at": arrival.at}))
        elif open_ and each.departed_at is None:
            stages.append(each.model_copy(update={"dropped_at": arrival.at}))
        else:
            stages.append(each)
    return underway.changed(stages=tuple(stages))


def _follow_ups(arrival: Arrival) -> tuple[FollowUp, ...]:
    if arrival.outcome not in _WELL or arrival.at is None or arrival.group is None:
        return ()
    day = arrival.at.date()
    return tuple(
        FollowUp(group=arrival.group, stage=stage, due=day + timedelta(days=after))
        for stage, after in FOLLOW_UPS.items()
    )


def followed_up(underway: Underway, done: FollowUp) -> Underway:
    """Return the journey with an answer to one of its follow-ups; with the last one it is settled.

    Raises BadInput for one that is not due for the group, or was answered already.
    """
    waiting = [
        each
        for each in underway.journey.follow_ups
        if (each.group, each.stage) == (done.group, done.stage) and each.done_at is None
    ]
    if not waiting or done.done_at is None:
        raise BadInput.at(_("follow-up"), done.stage, _("one of the group's that waits for an answer"))
    answered = done.model_copy(update={"due": waiting[0].due})
    all_of_them = tuple(answered if each == waiting[0] else each for each in underway.journey.follow_ups)
    after = underway.changed(follow_ups=all_of_them)
    over = not after.journey.positions and all(each.done_at is not None for each in all_of_them)
    state: JourneyState = "settled" if over else after.journey.state
    return after.changed(state=state)


def due_follow_ups(underway: Underway, today: date) -> tuple[FollowUp, ...]:
    """Return the follow-ups that should have been made by today, the oldest first."""
    due = (each for each in underway.journey.follow_ups if each.done_at is None and each.due <= today)
    return tuple(sorted(due, key=lambda each: each.due))
