"""Whom does it touch when somebody or something is taken, and who is in most danger?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from waystation.domain.journey import JourneyStage
from waystation.journey.stages import named_in
from waystation.journey.underway import Underway, ahead

UNDER_WAY = frozenset({"planned", "moving", "waiting", "stopped"})
_FAR = timedelta(days=36500)


class Lost(NamedTuple):
    """What must not be met any more: helpers, places of the network, houses; and which persons were taken."""

    helpers: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    houses: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    journeys: frozenset[str] = frozenset()
    """Keys of journeys that the other side must be taken to know."""

    @property
    def avoided(self) -> tuple[str, ...]:
        """What no plan may use, as journeys keep it."""
        return tuple(sorted(self.helpers | self.places))


class Touched(NamedTuple):
    """A group that is in danger: how soon, how many, and because of what."""

    journey: str
    group: str
    persons: int
    now: bool
    """Whether the group is in those hands, or at that place, this very moment."""
    soon: timedelta
    """How long until it would meet the danger. Very long where only the plan is known."""
    because: tuple[str, ...]


def touched(underway: Underway, lost: Lost, at: datetime) -> tuple[Touched, ...]:
    """Return the groups of a journey that what was lost puts in danger, whoever is in it now first."""
    journey = underway.journey
    if journey.state not in UNDER_WAY:
        return ()
    found = [_touched(underway, each.group, lost, at) for each in journey.positions]
    return tuple(sorted((each for each in found if each is not None), key=danger))


def danger(each: Touched) -> tuple[bool, timedelta, int, str, str]:
    """Sort: in their hands now, then who meets them soonest, then the larger group."""
    return not each.now, each.soon, -each.persons, each.journey, each.group


def _touched(underway: Underway, group: str, lost: Lost, at: datetime) -> Touched | None:
    journey, position = underway.journey, underway.position(group)
    because: set[str] = set()
    soon = _FAR
    for stage in ahead(journey, group):
        met = _meets(stage, lost)
        if met:
            because |= met
            begins = stage.depart if named_in(stage) & met else stage.arrive
            soon = min(soon, max(timedelta(0), begins - at))
    here = _here(underway, group, lost)
    spare = lost.helpers.intersection(journey.falls_back_on)
    told = {journey.id} & lost.journeys
    taken = lost.persons.intersection(underway.groups[group].members) if group in underway.groups else set()
    because |= here | spare | told | taken
    if not because:
        return None
    soon = timedelta(0) if here or taken else soon
    return Touched(journey.id, group, position.persons, bool(here or taken), soon, tuple(sorted(because)))


def _meets(stage: JourneyStage, lost: Lost) -> set[str]:
    places = lost.places & {stage.to}
    houses = lost.houses & ({stage.house} if stage.house else set())
    return set(named_in(stage) & lost.helpers) | places | houses


def _here(underway: Underway, group: str, lost: Lost) -> set[str]:
    """Return what of it has the group in its hands, or is where the group stands."""
    position, journey = underway.position(group), underway.journey
    found = set(lost.places & {position.place}) if position.stage is None else set()
    now = next((each for each in ahead(journey, group) if each.number == position.stage), None)
    if now is not None:
        return found | (lost.helpers & set(now.helpers))
    behind = [each for each in journey.stages if each.group == group and each.arrived_at is not None]
    last = max(behind, key=lambda each: each.number, default=None)
    if last is not None and last.to == position.place:
        if last.hand_over is not None:
            found |= lost.helpers & {last.hand_over.to}
        found |= lost.houses & ({last.house} if last.house else set())
    return found
