"""How far has a journey come: where does each group stand, what was planned anew, what comes after it?"""

from __future__ import annotations

from typing import Literal

from waystation.domain.base import (
    Amount,
    Count,
    Flag,
    Frozen,
    Instant,
    Number,
    Persons,
    Positive,
    Probability,
    Text,
)
from waystation.domain.record import Day, DecisionId, GroupId, MemberId, NetworkId, PlaceId

FollowUpStage = Literal["reception", "hearing", "centre", "home", "half_year", "year"]


class Position(Frozen):
    """Where a group stands: at a place or, with `stage`, on the way from it. Never finer."""

    group: GroupId
    persons: Persons
    traits: tuple[Text, ...] | None = None
    """What matters for the way, of this group. Absent: what the case says."""
    place: PlaceId
    """Where they are, or what they have left last."""
    stage: Count | None = None
    """The number of the stage that they are on. Absent: they are at the place."""
    since: Instant


class Terms(Frozen):
    """What was signed, as far as a new plan has to keep to it."""

    network: NetworkId | None = None
    origin: PlaceId
    """Where the case began."""
    found_per_day: Probability | None = None
    """What the case said of that place."""
    traits: tuple[Text, ...] = ()
    floor: Probability | None = None
    """The floor that was signed; a plan below it needs what a new decision needs."""
    deadline: Instant
    step: Positive = 1.0
    """The clock's step, in hours."""


class Replanning(Frozen):
    """A plan made anew from where a group stood: the old promise beside the new one."""

    at: Instant
    group: GroupId
    by: MemberId | None = None
    because: Text
    """What had happened, in one word: an incident's kind, `compromise`, `refused`, `asked`."""
    p_before: Probability | None = None
    """What the old plan had promised from here on."""
    p_kept: Probability | None = None
    """What the old way is worth with what is known now, retries included. Absent: it cannot be gone."""
    p_after: Probability | None = None
    """What the new plan promises. Absent: there is no way."""
    hours_before: Number | None = None
    """Hours from then to the arrival that had been planned."""
    hours_after: Amount | None = None
    money_before: Amount | None = None
    """What was still to be paid, in the network's currency."""
    money_after: Amount | None = None
    deadline_moved: Flag = False
    """Whether it could only be planned by leaving more time than was signed."""
    decision: DecisionId | None = None
    state: Literal["taken", "proposed", "none"]
    """Lived at once; waits for signatures; no way was found."""


class FollowUp(Frozen):
    """A look at how people fare after they have arrived."""

    group: GroupId
    stage: FollowUpStage
    due: Day
    done_at: Instant | None = None
    by: MemberId | None = None
    result: Literal["well", "needs_help", "not_reached", "declined"] | None = None
    words: Text | None = None


class Lesson(Frozen):
    """What a journey teaches of a helper, or of a leg or one of its hazards. Unknown stays unknown."""

    about: Literal["helper", "leg", "hazard"]
    which: Text
    """The helper's key, or the leg's id."""
    hazard: Text | None = None
    """The kind of the hazard."""
    what: Literal["kept", "broken", "passed", "blocked", "harmed", "unharmed", "unknown"]
    number: Count = 1
    counted: Count = 0
    """How many of them were added to the counts that plans are made from."""
