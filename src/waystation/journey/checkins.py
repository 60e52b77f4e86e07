"""When should a group be heard of on its journey? Silence from the start is silence too.

The first check-in is due soon after the first departure, whatever has been heard before. Then one while a
stage lasts, as often as the rhythm says, and one after each arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count

from waystation.domain.base import Amount, Frozen, Positive
from waystation.domain.journey import CheckIn, JourneyStage


class Rhythm(Frozen):
    """How often a group should be heard of."""

    first_minutes: Amount = 30.0
    """After the first departure."""
    every_hours: Positive = 4.0
    """While a stage lasts."""
    arrival_minutes: Amount = 30.0
    """After each arrival."""
    grace_minutes: Amount = 30.0
    """How long each may be late before the alarm."""


def schedule(
    stages: Iterable[JourneyStage], rhythm: Rhythm, known: Sequence[CheckIn] = ()
) -> tuple[CheckIn, ...]:
    """Return the check-ins of a journey: those that came stay, the others follow from the stages as they are.

    Stages that ended or were dropped ask for nothing more. Numbers are never used twice.
    """
    kept = tuple(each for each in known if each.came_at is not None)
    numbers = count(max((each.number for each in known), default=0) + 1)
    live = [each for each in stages if each.arrived_at is None and each.dropped_at is None]
    moments = _moments(sorted(live, key=lambda each: (each.depart, each.number)), rhythm, first=not kept)
    fresh = [
        CheckIn(number=next(numbers), stage=stage, due=due, grace_minutes=rhythm.grace_minutes)
        for due, stage in sorted(set(moments))
    ]
    return kept + tuple(fresh)


def _moments(
    stages: Sequence[JourneyStage], rhythm: Rhythm, *, first: bool
) -> Iterator[tuple[datetime, int]]:
    every, after = timedelta(hours=rhythm.every_hours), timedelta(minutes=rhythm.arrival_minutes)
    begun: set[str | None] = set()
    for stage in stages:
        if first and stage.group not in begun:  # each group of a journey says that it is on its way
            yield stage.depart + timedelta(minutes=rhythm.first_minutes), stage.number
        begun.add(stage.group)
        at = stage.depart + every
        while at < stage.arrive:
            yield at, stage.number
            at += every
        yield stage.arrive + after, stage.number


def waiting(known: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    """Return the check-ins that have not come, the earliest first."""
    return tuple(sorted((each for each in known if each.came_at is None), key=lambda each: each.due))
