"""What may the watch know of a check-in, whom does it tell, and what does it tell the desk?

The watch runs without any member's key. What is here is sealed to its service key, and nothing in it names a
person, a place or a route.
"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from waystation.domain.access import Hex, Id, Key, PublicKey
from waystation.domain.base import Amount, Count, Flag, Frozen, Instant, Positive, Text, Window, Zone
from waystation.domain.journey import Channel
from waystation.domain.letter import Letter
from waystation.domain.record import Country

WatchState = Literal["waiting", "late", "overdue", "lost", "came", "ended"]
"""`late`: due has passed. `overdue`: grace has passed. `lost`: all were told, and nobody knows more."""
AlertKind = Literal["late", "overdue", "lost", "forced", "strange", "down", "clock", "came", "test"]
AlarmKind = Literal["check-in", "forced", "strange", "down", "clock"]
SILENT: tuple[WatchState, ...] = ("late", "overdue", "lost")
OPEN: tuple[WatchState, ...] = ("waiting", *SILENT)


class _Sealed(Frozen):
    """What is only read by whom it is sealed for. What is wrong in it is named without repeating it."""

    model_config = ConfigDict(hide_input_in_errors=True)


class Proofs(_Sealed):
    """By which words, senders and links a check-in is known: keyed hashes, none of them stands here."""

    salt: Key = Field(repr=False)
    well: Hex = ""
    """Of the word that says all is well."""
    forced: Hex = ""
    """Of the word that says: I am made to say so."""
    link: Hex = ""
    """Of the token in a one-tap link. Empty: no link counts."""
    senders: tuple[tuple[Channel, Hex], ...] = ()
    """Of the addresses from which a check-in counts, each on its channel."""


class Expected(_Sealed):
    """What the watch may know of one check-in, or of an alarm that nobody has answered yet."""

    kind: AlarmKind = "check-in"
    code: Text
    """What people call it: 7F3A."""
    due: Instant
    """When the word should be here; for an alarm, since when it sounds."""
    grace_minutes: Amount = 0.0
    """How long it may be late before the alarm."""
    early_minutes: Amount = 90.0
    """How long before its time it may come."""
    group: Id
    """The same for all check-ins of one group; random."""
    alarm: Id
    """Under which id an alarm about the group is raised."""
    report: PublicKey | None = None
    """What came is sealed to it, for the desk."""
    proofs: Proofs | None = None
    since: Instant | None = None
    """With `down`: since when nobody watched."""
    beyond_minutes: float = 0.0
    """With `clock`: how far the clock jumped, forward or back."""


class CameIn(_Sealed):
    """A check-in that came while nobody was at the desk, as the watch tells those who hold the journey."""

    at: Instant
    channel: Channel
    forced: Flag = False


class Reach(_Sealed):
    """One way to reach somebody who is told: an e-mail address, or a URL of the Apprise library.

    `drill` sends nothing and counts as sent: for exercises and demonstrations.
    """

    how: Literal["email", "apprise", "drill"] = "email"
    address: Text = Field(repr=False)


class Duty(_Sealed):
    """When somebody is on duty: on these days, in this window, by the clock of this zone."""

    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = ()
    """Absent: every day. A window over midnight belongs to the day on which it begins."""
    window: Window = "00:00-24:00"
    zone: Zone = "UTC"


class Watcher(_Sealed):
    """Somebody who is told when a check-in does not come."""

    name: Text
    """What the others call them; the desk alone reads it."""
    reaches: tuple[Reach, ...] = Field(min_length=1)
    """All of them are used."""
    language: Literal["en", "ko"] = "en"
    duty: tuple[Duty, ...] = ()
    """Absent: always."""


class LadderStep(_Sealed):
    """Who is told together, and how long they have until the next ones are told too."""

    watchers: tuple[Watcher, ...] = Field(min_length=1)
    wait_minutes: Positive = 15.0


class Ladder(_Sealed):
    """Whom an alarm climbs to, step by step, until somebody acknowledges it."""

    name: Text
    steps: tuple[LadderStep, ...] = Field(min_length=1)
    repeat_minutes: Positive = 10.0
    """How often all who were told are told again."""


class Alert(_Sealed):
    """One message to one address, as it waits in the outbox."""

    kind: AlertKind
    code: Text
    reach: Reach
    language: Literal["en", "ko"] = "en"
    since: Instant
    until: Instant | None = None
    """With `down`: when the watch was there again."""
    beyond_minutes: float = 0.0
    """With `clock`: how far the clock jumped, forward or back."""


class Smtp(_Sealed):
    """The mail server that alerts go out through."""

    host: Text
    port: Count = 465
    security: Literal["tls", "starttls", "none"] = "tls"
    """`none`: in clear; only for a server on this machine."""
    user: Text | None = None
    password: Text | None = Field(default=None, repr=False)
    sender: Text
    """The address that alerts come from."""


class ImapBox(_Sealed):
    """The mailbox that check-ins by e-mail are read from. What was read is deleted there."""

    host: Text
    port: Count = 993
    security: Literal["tls", "starttls", "none"] = "tls"
    user: Text
    password: Text = Field(repr=False)
    folder: Text = "INBOX"


class WatchSettings(_Sealed):
    """What the watch needs to reach the world. Nothing is asked of any host that does not stand here."""

    smtp: Smtp | None = None
    mailbox: ImapBox | None = None


class CheckInLetter(Letter):
    """A check-in that came through the public door: from a link or from a gateway. Sealed to the watch."""

    kind: Literal["check-in"] = "check-in"
    channel: Literal["link", "sms", "messenger"]
    token: Text | None = Field(default=None, repr=False)
    """From a one-tap link."""
    sender: Text | None = Field(default=None, repr=False)
    """The number or account that a gateway names."""
    text: str = Field(default="", repr=False)
    """What was written."""


class WatchPost(_Sealed):
    """How the desk reaches the watch; every member holds it."""

    public: PublicKey
    """The public half of the service key."""
    ladders: dict[Text, Id] = Field(default_factory=dict)
    """By name: the handle under which the watch knows them."""
    rota: tuple[Ladder, ...] = ()
    """The same without addresses, so that the desk can show who is on duty."""
    channels: dict[Country, tuple[Channel, ...]] = Field(default_factory=dict)
    """By country: which channels count there beside a call. Absent: none."""
