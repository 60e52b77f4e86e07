"""What does the organisation know of one who acts for it: trust, vetting, availability, marks?"""

from __future__ import annotations

from typing import Literal

from waystation.domain.base import Amount, Flag, Frozen, Instant, Text
from waystation.domain.chance import Kept
from waystation.domain.helper import Helper, Role
from waystation.domain.person import Contact, Name
from waystation.domain.record import (
    Country,
    Day,
    Form,
    HelperId,
    Language,
    MemberId,
    NetworkId,
    NoteId,
    PersonId,
    Record,
)


class Vouching(Frozen):
    """Who stands for a helper."""

    by: Text
    """A member or another helper."""
    day: Day
    since: Text | None = None
    """How long and from where he is known."""


class VettingStep(Frozen):
    """One step of vetting that was taken, or that somebody is exempt from for a time."""

    step: Text
    """Its name in the rules."""
    rules: Text
    """The version of the rules it was taken under."""
    day: Day
    by: MemberId | None = None
    result: Literal["passed", "failed", "exempt"]
    expires: Day | None = None
    """The last day on which it counts. An exemption always has one."""
    reason: Text | None = None
    """Why it failed, or why there is an exemption."""


class Availability(Frozen):
    """Days on which a helper can, or cannot, be asked."""

    begin: Day
    end: Day
    """The last of the days."""
    can: Flag = True


class Mark(Frozen):
    """A suspicion that somebody or something was taken or turned. It stays, also when it is taken back."""

    at: Instant
    by: MemberId | None = None
    reason: Text
    taken_back_at: Instant | None = None
    taken_back_reason: Text | None = None


class HelperRecord(Record):
    """Who acts, as the desk knows him; what plans need is `helper_of`."""

    kind: Literal["helper"] = "helper"
    schema_: Form = 1
    names: tuple[Name, ...] = ()
    person: PersonId | None = None
    """The record of the person, where he was helped himself once."""
    role: Role | None = None
    country: Country | None = None
    """Where he works."""
    languages: tuple[Language, ...] = ()
    contacts: tuple[Contact, ...] = ()
    networks: tuple[NetworkId, ...] = ()
    """The networks that he is part of."""
    integrity: Kept = Kept(kept=0, broken=0)
    """With how many groups he kept faith, and broke it."""
    worth: Amount = 0.0
    """What the network would lose with him, in any unit."""
    effort_cost: Amount = 0.0
    """What one leg costs him, in money."""
    future_value: Amount = 0.0
    """What future work is worth to him, in money."""
    not_for: tuple[Text, ...] = ()
    """Traits: never with a group that has one of them."""
    vouched_by: tuple[Vouching, ...] = ()
    steps: tuple[VettingStep, ...] = ()
    """Vetting, oldest first. Whether he is vetted is computed from it."""
    available: tuple[Availability, ...] = ()
    denied: Text | None = None
    """Why he must not be asked. Absent: he may."""
    marks: tuple[Mark, ...] = ()
    met: tuple[HelperId, ...] = ()
    """Whom of the others he has met in person."""
    notes: tuple[NoteId, ...] = ()


def helper_of(record: HelperRecord) -> Helper:
    """Return the helper as a network file has him: by his key, without names."""
    return Helper(
        id=record.id,
        role=record.role,
        integrity=record.integrity,
        worth=record.worth,
        not_for=record.not_for,
        effort_cost=record.effort_cost,
        future_value=record.future_value,
    )


def is_marked(record: HelperRecord) -> bool:
    """Tell whether a mark stands that nobody has taken back."""
    return standing_mark(record.marks)


def standing_mark(marks: tuple[Mark, ...]) -> bool:
    """Tell whether one of the marks was not taken back."""
    return any(mark.taken_back_at is None for mark in marks)
