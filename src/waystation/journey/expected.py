"""Which words does a journey still wait for, after a new plan or a split? What is known stays as it is."""

from __future__ import annotations

from datetime import timedelta

from waystation.domain.journey import CheckIn, Journey
from waystation.journey.checkins import Rhythm, schedule
from waystation.journey.knowing import MOST


def with_check_ins(journey: Journey, rhythm: Rhythm | None = None) -> Journey:
    """Return the journey with check-ins for stages that have none yet; those that came or were moved stay.

    Stages that ended or were dropped ask for nothing more. No number is used twice, until the numbers that
    the watch knows of one journey are used up: then those of dropped stages are; to expect nothing is worse.
    """
    live = {each.number for each in journey.stages if each.arrived_at is None and each.dropped_at is None}
    kept = tuple(each for each in journey.check_ins if each.came_at is not None or each.stage in live)
    asked = {each.stage for each in journey.check_ins}
    new = [each for each in journey.stages if each.number in live - asked]
    last = max((each.number for each in journey.check_ins), default=0)
    planned = schedule(new, rhythm or Rhythm(), journey.check_ins)
    fresh = [each for each in planned if each.number > last]
    if last + len(fresh) > MOST:
        free = iter(sorted(set(range(1, MOST + 1)) - {each.number for each in kept}))
        fresh = [
            each.model_copy(update={"number": number}) for each, number in zip(fresh, free, strict=False)
        ]
    return journey.model_copy(update={"check_ins": (*kept, *fresh)})


def later(check_ins: tuple[CheckIn, ...], stages: set[int], by: timedelta) -> tuple[CheckIn, ...]:
    """Return check-ins of which those of some stages are expected later."""
    return tuple(
        each.model_copy(update={"due": each.due + by})
        if each.stage in stages and each.came_at is None
        else each
        for each in check_ins
    )
