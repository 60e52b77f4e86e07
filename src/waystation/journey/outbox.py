"""How does an alert wait, so that a process that is killed at any statement loses none?

An alert is written in the transaction of the change that it tells. It is leased, then sent, then deleted.
Whoever dies in between leaves the lease to run out, and the alert is sent again: perhaps twice, never not at
all. Every message has a number that is the same each time, by which a mail program tells that it is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from nacl.utils import random

from waystation.domain.watch import Alert
from waystation.journey.service import ServiceKey
from waystation.vault.faults import Damaged
from waystation.vault.store import Tx

LEASE = 120  # seconds; no server is waited for that long
TOGETHER = 50  # alerts that are sent one after the other under one lease
_FIRST, _LONGEST = 2, 600  # seconds after which one that failed is tried again


class Waiting(NamedTuple):
    """An alert that was leased."""

    id: bytes
    attempts: int
    alert: Alert

    @property
    def number(self) -> str:
        """What the message is known by."""
        return self.id.hex()


def put_alerts(tx: Tx, service: ServiceKey, alerts: Iterable[tuple[bytes, Alert]], now: int) -> int:
    """Write alerts, each with the row that it is about; return how many."""
    rows = [(random(16), about, now, 0, 0, service.keep(alert)) for about, alert in alerts]
    tx.many("INSERT INTO outbox (id, about, at, lease, attempts, blob) VALUES (?, ?, ?, ?, ?, ?)", rows)
    return len(rows)


def lease(tx: Tx, service: ServiceKey, now: int, seconds: int = LEASE) -> list[Waiting]:
    """Take some alerts that nobody else is sending, for some seconds; those least often tried first.

    What does not open is dropped: the row that it was about sounds again.
    """
    sql = "SELECT id, attempts, blob FROM outbox WHERE lease <= ? ORDER BY attempts, at LIMIT ?"
    rows = tx.rows(sql, (now, TOGETHER))
    taken = []
    for identity, attempts, blob in rows:
        try:
            taken.append(Waiting(bytes(identity), attempts, service.kept(Alert, bytes(blob))))
        except Damaged:
            tx.run("DELETE FROM outbox WHERE id = ?", (identity,))
    leased = [(now + seconds, each.id) for each in taken]
    tx.many("UPDATE outbox SET lease = ?, attempts = attempts + 1 WHERE id = ?", leased)
    return taken


def sent(tx: Tx, ids: Iterable[bytes]) -> None:
    """Note that alerts were taken over by who delivers them."""
    tx.many("DELETE FROM outbox WHERE id = ?", [(each,) for each in ids])


def failed(tx: Tx, waiting: Iterable[Waiting], now: int) -> None:
    """Give alerts back, to be tried again after a while that grows; they are never given up."""
    later = [(now + min(_FIRST * 2 ** min(each.attempts, 10), _LONGEST), each.id) for each in waiting]
    tx.many("UPDATE outbox SET lease = ? WHERE id = ?", later)


def set_clock_back(tx: Tx, now: int) -> None:
    """Release leases that lie further ahead than any could: the clock was set back."""
    tx.run("UPDATE outbox SET lease = 0 WHERE lease > ?", (now + max(LEASE, _LONGEST),))
