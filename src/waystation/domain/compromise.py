"""Somebody or something was taken: who must be told what, and who has been told?"""

from __future__ import annotations

from typing import Literal

from waystation.domain.base import Amount, Count, Flag, Frozen, Instant, Text
from waystation.domain.record import Form, JourneyId, MemberId, Record

Taken = Literal["helper", "house", "member", "device", "person"]
TellDeed = Literal["leave", "stop", "new_plan", "come", "do_not_come", "warn", "keys", "desks"]
"""Leave now; stop and wait; a new plan; please come; do not come; be careful; keys were taken; a notice."""


class ToTell(Frozen):
    """One person, group or house that must be told something."""

    number: Count
    """Its place in the list, from 1: the most pressing first."""
    kind: Literal["group", "helper", "house", "member", "desk"]
    whom: Text
    """Its key; for members and desks an id or a tag."""
    deed: TellDeed
    persons: Count = 0
    """How many people's safety it is about."""
    journeys: tuple[JourneyId, ...] = ()
    done_at: Instant | None = None
    done_by: MemberId | None = None


class Compromise(Record):
    """A mark on somebody or something, and what follows from it at one desk."""

    kind: Literal["compromise"] = "compromise"
    schema_: Form = 1
    taken: Taken
    about: Text
    """The key, or what it is called."""
    at: Instant
    by: MemberId
    reason: Text
    items: tuple[ToTell, ...] = ()
    planned: Count = 0
    """How many groups go on by a new plan."""
    proposed: Count = 0
    """How many wait for signatures under one."""
    stopped: Count = 0
    """How many are stopped, because there is no way or it waits."""
    plans_made: Count = 0
    """How many plans were computed: groups that stand alike share one."""
    rotated: Count = 0
    """How many compartments got new keys."""
    seconds: Amount | None = None
    """How long it took."""
    complete: Flag = True
    """False where the quota kept the journeys closed: a second member is needed."""
    taken_back_at: Instant | None = None
    taken_back_reason: Text | None = None
