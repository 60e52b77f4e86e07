"""Is the watch alive, and does it get through to anybody? Read without a key, for the bar on each page."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from nacl.hashlib import blake2b

from waystation.journey.books import SETTINGS
from waystation.journey.clocks import SILENCE, read_beat
from waystation.journey.rows import instant
from waystation.vault.opening import Vault
from waystation.vault.store import Tx

UNREAD = 240  # seconds after a failure for which the mailbox counts as one that cannot be read
STUCK = 300  # seconds after which an alert that has not gone out is a fault of the watch


class Outage(NamedTuple):
    """Nobody watched (`down`), the mailbox could not be read (`mailbox`), or the clock jumped (`clock`)."""

    kind: str
    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True)
class Health:
    """How the watch stands."""

    beat: datetime | None
    """Its last sign of life by the machine's clock; None where there never was one."""
    silent: bool
    """Whether that is longer ago than two minutes."""
    watched: int
    """How many check-ins are expected or missing."""
    missing: int
    """How many have not come in time."""
    stuck: int
    """How many alerts could not be sent for five minutes."""
    unheard: bool
    """Whether somebody is watched and nobody would be told."""
    unread: bool
    """Whether the mailbox for check-ins cannot be read at the moment."""
    clock_doubted: bool
    """Whether the watch counts on by itself, because the clock was set back."""
    outages: tuple[Outage, ...]
    """Of the last 90 days, the newest first."""

    @property
    def red(self) -> bool:
        """Whether somebody has to look after the watch now."""
        dead = self.silent and (self.watched > 0 or self.beat is not None)
        return dead or self.stuck > 0 or self.unheard or self.unread or self.clock_doubted


def watch_health(vault: Vault) -> Health:
    """Return how the watch of a vault stands."""
    with vault.store.read() as tx:
        return health_in(tx, int(time.time()))


def health_in(tx: Tx, now: int) -> Health:
    """Return how it stands at a moment, in seconds since 1970 by the machine's clock."""
    beat = read_beat(tx)
    counted = tx.rows("SELECT state, count(*) FROM watch GROUP BY state")
    states = {str(state): int(number) for state, number in counted}
    missing = sum(states.get(each, 0) for each in ("late", "overdue", "lost"))
    watched = missing + states.get("waiting", 0)
    ahead = 0 if beat is None else beat.ahead
    rows = tx.rows("SELECT kind, began, ended FROM outages ORDER BY began DESC")
    return Health(
        beat=None if beat is None else instant(beat.wall),
        silent=beat is None or now - beat.wall > SILENCE,
        watched=watched,
        missing=missing,
        stuck=_count(tx, "SELECT count(*) FROM outbox WHERE at < ?", now + ahead - STUCK),
        unheard=watched > 0 and not _count(tx, "SELECT count(*) FROM recipients WHERE handle != ?", SETTINGS),
        unread=any(str(kind) == "mailbox" and now - int(ended) < UNREAD for kind, _began, ended in rows),
        clock_doubted=ahead > 0,
        outages=tuple(Outage(str(kind), instant(began), instant(ended)) for kind, began, ended in rows),
    )


def _count(tx: Tx, sql: str, value: int | bytes) -> int:
    return int(tx.rows(sql, (value,))[0][0])


def changes_with(vault: Vault) -> str:
    """Return what is another text as soon as anything has changed in the watch's table; no key is needed."""
    with vault.store.read() as tx:
        rows = tx.rows("SELECT id, due, state, acknowledged FROM watch ORDER BY id")
    return blake2b(repr([(bytes(row[0]), *row[1:]) for row in rows]).encode(), digest_size=8).hexdigest()
