"""Who belongs to the organisation, what is each given to open, and what is written down about it?"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import ConfigDict, Field, StringConstraints

from waystation.domain.base import Count, Flag, Frozen, Text

MemberRole = Literal[
    "coordinator",
    "case worker",
    "protection officer",
    "money keeper",
    "media officer",
    "tracing officer",
    "analyst",
    "auditor",
    "administrator",
]
MEMBER_ROLES: tuple[MemberRole, ...] = get_args(MemberRole)

CompartmentKind = Literal[
    "directory",
    "watchtower",
    "door",
    "case",
    "helper",
    "house",
    "corridor",
    "journey",
    "money",
    "media",
    "tracing",
]
COMPARTMENT_KINDS: tuple[CompartmentKind, ...] = get_args(CompartmentKind)

# What a trace says. `granted`: to may open what; `opened`: actor has opened what; `told`: to was told what;
# `met`: actor and to met in person, at or on what; `marked` and `unmarked`: what is taken for compromised.
TraceVerb = Literal["granted", "withdrawn", "opened", "told", "met", "marked", "unmarked"]

Hex = Annotated[str, StringConstraints(strict=True, pattern=r"^(?:[0-9a-f]{2})*$")]
Id = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9a-f]{32}$")]
Tag = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9a-f]{32}$")]
Key = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9a-f]{64}$")]
PublicKey = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9a-f]{64}$")]


class _Plain(Frozen):
    """Data of the vault's own. What is wrong in it is named without repeating it."""

    model_config = ConfigDict(hide_input_in_errors=True)


class Application(_Plain):
    """What somebody who wants to become a member says of himself. The two keys are compared as words."""

    id: Id
    """Random; stands for the member everywhere."""
    handle: Text
    """What the member types to unlock."""
    name: Text
    """What the others call the member."""
    role: MemberRole
    """What the member is to do."""
    box_key: PublicKey
    """X25519: keys for the member are sealed to it."""
    sign_key: PublicKey
    """Ed25519: what the member grants is signed with it."""
    account: Tag
    """The row of the account, found again from handle and burn secret."""
    keyring: Tag
    """The row of the keyring."""
    inbox: Tag
    """The tag of the member's inbox."""
    session: Tag
    """The tag of the member's sessions."""


class Signature(_Plain):
    """One member's signature."""

    by: Id
    """The member who signed."""
    signature: Hex
    """Ed25519, 64 bytes."""


class Member(_Plain):
    """A member's card in the directory. It counts when enough sponsors have signed it."""

    application: Application
    """What they signed."""
    sponsors: tuple[Signature, ...] = ()
    """Who vouches: after comparing the words face to face."""
    since: datetime
    """When the first of them signed."""
    removed: datetime | None = None
    """When the member was removed. Absent: he belongs to us."""

    @property
    def id(self) -> str:
        """The member's id."""
        return self.application.id

    @property
    def role(self) -> MemberRole:
        """What the member may do."""
        return self.application.role

    @property
    def name(self) -> str:
        """What the others call the member."""
        return self.application.name


class Organisation(_Plain):
    """What all members know of themselves as a whole; sealed in the directory."""

    name: Text
    """What the organisation is called."""
    founder: Id
    """The first member, who vouches for himself."""
    second: Id | None = None
    """The second member, for whom the founder alone vouches."""
    tag_key: Key = Field(repr=False)
    """The key of all tags."""
    openings_per_hour: Count = 300
    """How many records one member opens in an hour before a second one is asked."""


class Grant(_Plain):
    """The key of one epoch of a compartment, on its way to a member or in his keyring."""

    compartment: Id
    """The compartment."""
    epoch: Count
    """The number of the key."""
    key: Key = Field(repr=False)
    """The key: 32 bytes."""


class Listed(NamedTuple):
    """What a manifest says of one record: enough for a list, and the counter that the envelope must have."""

    counter: int
    kind: str
    key: str
    title: str
    changed: datetime
    state: str = ""
    """How it stands, in one word (`waystation.domain.standing`)."""


class Manifest(_Plain):
    """A compartment's table of contents, sealed with its key."""

    kind: CompartmentKind
    """What the compartment is about."""
    title: str
    """What people call it."""
    state: str = ""
    """Where it stands: for a case `requested`, `planned`, `moving` and so on."""
    since: datetime
    """When it was made."""
    holders: dict[Id, Count]
    """Who was given the key, and from which epoch on."""
    seeds: tuple[Key, ...] = Field(default=(), repr=False)
    """Secret keys of a box that others can seal to; the newest first. Directory and watchtower have one, and
    compartments with a journey that is watched."""
    records: dict[Id, Listed] = Field(default_factory=dict)
    """The records in it."""


class Attachment(_Plain):
    """A file that belongs to a record: what is sealed of it beside the record, so that it can be opened."""

    record: Id
    """The record that it belongs to."""
    name: Text
    """What it is called."""
    stream: Id
    """Where its bytes stand."""
    key: Key = Field(repr=False)
    """The key of these bytes alone."""
    size: Count
    """How many bytes it has."""


class Trace(_Plain):
    """What a row of the ledger says in opaque tags: enough for the exposure, and no name."""

    verb: TraceVerb
    """What happened."""
    actor: Tag
    """Who did it; with `met`, one of the two."""
    to: tuple[Tag, ...] = ()
    """Who was granted, told or met."""
    what: tuple[Tag, ...] = ()
    """What it was about: records, compartments, houses, journeys."""
    epoch: Count | None = None
    """With `granted`: of which key."""
    why: Text | None = None
    """With `marked` and `unmarked`: the reason, without names."""


class LedgerEntry(_Plain):
    """What a row of the ledger says to two auditors."""

    at: datetime
    """When, by the clock of the machine."""
    by: Id
    """The member who acted."""
    second: Id | None = None
    """The member who agreed, where it needed two."""
    verb: Text
    """What was done, in the words of the permission table."""
    why: str = ""
    """The reason that was given."""
    records: tuple[Id, ...] = ()
    """The records it was done with."""
    compartments: tuple[Id, ...] = ()
    """The compartments it was done with."""
    members: tuple[Id, ...] = ()
    """The members it was done to."""
    beyond_quota: Flag = False
    """Whether it went beyond the hour's quota, which the second member agreed to."""


class Head(NamedTuple):
    """The end of the ledger: number and hash of its last row. Kept elsewhere it shows what is missing."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}-{self.hash}"
