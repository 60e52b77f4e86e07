"""What stops a decision or a journey because something that it rests on is gone?"""

from __future__ import annotations

from typing import Literal

from waystation.domain.base import Frozen, Instant, Text
from waystation.domain.record import CaseId, MemberId, PersonId


class Halt(Frozen):
    """A stop, until somebody has dealt with it; it stays, also then."""

    at: Instant
    by: MemberId | None = None
    why: Literal["consent_withdrawn"]
    person: PersonId | None = None
    """Whose consent it was."""
    case: CaseId | None = None
    ended_at: Instant | None = None
    ended_reason: Text | None = None


def halted(halts: tuple[Halt, ...]) -> bool:
    """Tell whether one of these has not ended."""
    return any(each.ended_at is None for each in halts)
