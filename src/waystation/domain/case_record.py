"""How does a request for help stand at the desk: who asks, how urgent, who is it about, what was answered?"""

from __future__ import annotations

from typing import Literal

from waystation.domain.base import Flag, Frozen, Instant, Text
from waystation.domain.case import Case
from waystation.domain.message import Mailbox
from waystation.domain.network import Network
from waystation.domain.person import Contact
from waystation.domain.record import (
    CaseId,
    Country,
    Form,
    GroupId,
    Language,
    MemberId,
    NetworkId,
    NoteId,
    PersonId,
    Record,
)

CaseState = Literal[
    "requested",
    "triaged",
    "accepted",
    "planned",
    "moving",
    "arrived",
    "settled",
    "declined",
    "withdrawn",
    "lost",
    "unknown",
]
Urgency = Literal["emergency", "urgent", "normal"]


class Requester(Frozen):
    """Who asks for help. A group whose caller is not verified never meets a valued house."""

    name: Text | None = None
    relation: Text | None = None
    """What he or she is to the persons; `self` where they ask themselves."""
    language: Language | None = None
    contacts: tuple[Contact, ...] = ()
    verified_at: Instant | None = None
    """When something was asked that only the real one knows, and answered."""
    verified_by: MemberId | None = None


class Answer(Frozen):
    """An answer of the intake, from which the urgency follows."""

    question: Text
    """The question's name."""
    answer: Text


class CaseStep(Frozen):
    """A change of the state of a case."""

    at: Instant
    state: CaseState
    by: MemberId | None = None
    reason: Text | None = None


class CaseRecord(Record):
    """A request for help with what the desk needs; `case` is what plans are made from."""

    kind: Literal["case"] = "case"
    schema_: Form = 1
    state: CaseState = "requested"
    urgency: Urgency | None = None
    country: Country | None = None
    """Where they are."""
    opened_at: Instant | None = None
    requester: Requester | None = None
    persons: tuple[PersonId, ...] = ()
    groups: tuple[GroupId, ...] = ()
    network: NetworkId | None = None
    case: Case | None = None
    """The case file. Absent: not yet triaged."""
    answers: tuple[Answer, ...] = ()
    steps: tuple[CaseStep, ...] = ()
    """How it came to its state, oldest first."""
    same_as: tuple[CaseId, ...] = ()
    """Cases that turned out to be the same."""
    barred_seekers: tuple[Text, ...] = ()
    """Who must never be answered when asking for these persons."""
    notes: tuple[NoteId, ...] = ()
    present_danger: Flag = False
    """Whether getting them out must not wait for a second signature."""
    mailbox: Mailbox | None = None
    """How the requester is answered through the door. Absent: she did not come through it."""


class NetworkRecord(Record):
    """A network: its places, legs, helpers' keys, hazards and conditions."""

    kind: Literal["network"] = "network"
    schema_: Form = 1
    network: Network
