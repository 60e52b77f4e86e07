"""What was said through the door since somebody asked for help, and how is she answered?"""

from __future__ import annotations

from waystation.domain.access import Id, PublicKey
from waystation.domain.base import Frozen, Instant, Text
from waystation.domain.record import Day, MemberId


class Message(Frozen):
    """Something that the requester, or the desk, wrote to the other."""

    at: Instant
    text: Text
    """The words."""
    by: MemberId | None = None
    """The member who answered. Absent: the requester wrote it."""
    until: Day | None = None
    """Of an answer: the first day on which the door shows it no longer."""


class Mailbox(Frozen):
    """How a requester without an account is answered: to a key that only her return code makes again."""

    key: PublicKey
    """X25519: answers are sealed to it."""
    letters: tuple[Id, ...] = ()
    """The letters that were taken in, so that none is taken in twice."""
    messages: tuple[Message, ...] = ()
    """What was written after the first letter, oldest first."""
    read_at: Instant | None = None
    """When the requester last read an answer."""
