"""Who moves together, and what is noted of them for few eyes only?"""

from __future__ import annotations

from typing import Literal

from waystation.domain.base import Frozen, Instant, Text
from waystation.domain.record import CaseId, Form, GroupId, HouseId, MemberId, PersonId, Record


class GroupRecord(Record):
    """Those who move together, with their names. A split or a merger makes new groups; nobody is lost."""

    kind: Literal["group"] = "group"
    schema_: Form = 1
    case: CaseId | None = None
    """The case that they are part of."""
    members: tuple[PersonId, ...] = ()
    """Who they are."""
    traits: tuple[Text, ...] = ()
    """What matters for the way beside what the persons' records say."""
    came_from: tuple[GroupId, ...] = ()
    """The groups that they were part of before."""
    went_into: tuple[GroupId, ...] = ()
    """The groups that they are part of now; where there are any, this one has ended."""
    house: HouseId | None = None
    """Where they are now, where that is a house."""


class NoteEntry(Frozen):
    """One entry of a confidential note."""

    at: Instant
    by: MemberId
    text: Text
    """What has to be known."""
    to_do: Text | None = None
    """What was agreed to do, by whom."""


class ProtocolTick(Frozen):
    """A step of a protocol that was done, by name and time."""

    step: Text
    """Its key in the protocol."""
    at: Instant
    by: MemberId
    words: Text
    """What was done, or agreed with the person."""


class Note(Record):
    """A confidential note on somebody's protection; it lies in a compartment with fewer readers."""

    kind: Literal["note"] = "note"
    schema_: Form = 1
    about: tuple[PersonId, ...] = ()
    """Whom it is about."""
    case: CaseId | None = None
    subject: Literal["protection", "trafficking", "health", "means_to_die", "violence", "other"] = "other"
    """What it is about. For `means_to_die` a protocol is followed, not a checkbox."""
    entries: tuple[NoteEntry, ...] = ()
    """What was written, oldest first."""
    protocol: Text | None = None
    """The version of the protocol that is followed."""
    ticks: tuple[ProtocolTick, ...] = ()
    """The steps of it that were done, oldest first; one may be done again."""
