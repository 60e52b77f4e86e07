"""How does a request for help stand at the desk: who asks, how urgent, who is it about, what was answered?"""

from __future__ import annotations

from typing import Literal

from waystation.domain.base import Count, Flag, Frozen, Instant, Text
from waystation.domain.case import Case
from waystation.domain.message import Mailbox
from waystation.domain.network import Network
from waystation.domain.network_edit import NetworkEdit
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
CameBy = Literal["phone", "in_person", "message", "form", "partner", "field"]
"""How a request came: `form` is the public one, `field` a helper or member who met them."""
SignKey = Literal[
    "debt",
    "papers_withheld",
    "spoken_for",
    "against_will",
    "recruiter",
    "sold",
    "watched",
    "minor_alone",
    "unrelated_adult",
    "coached",
    "violence",
    "other",
]


class Challenge(Frozen):
    """Something that only the real one knows, asked of a caller. A wrong answer stays."""

    asked_at: Instant
    asked_by: MemberId
    question: Text
    """What was asked; not what the answer is."""
    right: Flag | None = None
    """Whether he knew it. Absent: not answered yet."""
    answered_at: Instant | None = None
    judged_by: MemberId | None = None
    how: Text | None = None
    """How the answer was compared: with what a relative had said before, with an old record."""


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
    challenges: tuple[Challenge, ...] = ()
    """What was asked to verify him, oldest first."""
    changed_after: Count | None = None
    """How many challenges there were when name or contacts were changed last: only later ones verify him."""


class Answer(Frozen):
    """An answer of the intake, from which the urgency follows."""

    question: Text
    """The question's name."""
    answer: Text
    version: Text | None = None
    """The version of the list of questions."""
    at: Instant | None = None
    by: MemberId | None = None
    """Who asked."""


class UrgencyOverride(Frozen):
    """A member's word on the urgency, over what the answers say."""

    at: Instant
    by: MemberId
    urgency: Urgency
    computed: Urgency
    """What the answers said then."""
    reason: Text | None = None
    """Why; never absent where it is less urgent than before."""
    danger: Flag | None = None
    """Whether it said that they are in present danger, or no longer. Absent: nothing of it."""


class Sign(Frozen):
    """A sign of trafficking, or of somebody who must be protected, that a member has seen or heard."""

    at: Instant
    by: MemberId
    sign: SignKey
    person: PersonId | None = None
    """Whom it is about. Absent: the case as a whole."""
    words: Text | None = None


class Clearing(Frozen):
    """A protection officer's word that a sign was looked into and the move is safe from it."""

    at: Instant
    by: MemberId
    sign: SignKey
    reason: Text
    raised: Count = 0
    """How often the sign had come up by then; once more, and it stands again."""


class CaseLink(Frozen):
    """A member's word that another case is about the same people, or that it was not."""

    at: Instant
    by: MemberId
    case: CaseId
    same: Flag
    reason: Text


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
    """All that were given, oldest first; the last one to a question counts."""
    came_by: CameBy | None = None
    overrides: tuple[UrgencyOverride, ...] = ()
    """What members said of the urgency, oldest first."""
    signs: tuple[Sign, ...] = ()
    clearings: tuple[Clearing, ...] = ()
    links: tuple[CaseLink, ...] = ()
    """How `same_as` came about, oldest first."""
    composed_by: MemberId | None = None
    """Who composed the case file; somebody else reviews its safeguards."""
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
    edits: tuple[NetworkEdit, ...] = ()
    """The latest changes with what takes each back, oldest first."""
    undone: tuple[NetworkEdit, ...] = ()
    """Changes that were taken back, with what makes them again; the next change empties it."""
