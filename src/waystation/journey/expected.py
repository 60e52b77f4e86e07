"""When should a journey be heard of? The first word is expected soon after the first departure."""

from __future__ import annotations

from datetime import datetime, timedelta

from waystation.domain.journey import CheckIn, Journey

FIRST = timedelta(minutes=30)
"""After the first departure: silence from the start raises the alarm."""
ARRIVED = timedelta(minutes=30)
"""After each arrival."""
GRACE_MINUTES = 30.0


def with_check_ins(journey: Journey) -> Journey:
    """Return the journey with the check-ins that its stages ask for; those that came stay as they are.

    Stages that ended or were dropped ask for nothing more, and no number is used twice.
    """
    came = tuple(each for each in journey.check_ins if each.came_at is not None)
    number = max((each.number for each in journey.check_ins), default=0)
    known = {(each.stage, each.due): each for each in journey.check_ins}
    fresh = []
    for due, stage in _moments(journey):
        number += 1
        made = CheckIn(number=number, stage=stage, due=due, grace_minutes=GRACE_MINUTES)
        old = known.get((stage, due), made)
        if old.came_at is None:
            fresh.append(old)
    return journey.model_copy(update={"check_ins": (*came, *fresh)})


def _moments(journey: Journey) -> list[tuple[datetime, int]]:
    live = [each for each in journey.stages if each.arrived_at is None and each.dropped_at is None]
    found = [(each.arrive + ARRIVED, each.number) for each in live]
    begun = {each.group for each in journey.stages if each.departed_at is not None}
    for group in {each.group for each in live} - begun:
        first = min((each for each in live if each.group == group), key=lambda each: each.number)
        found.append((first.depart + FIRST, first.number))
    return sorted(found)
