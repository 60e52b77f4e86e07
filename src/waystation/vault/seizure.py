"""What does the database tell somebody who has the disk and no key?

Everything here is read as a stranger would read it: no key is used, none is needed. What cannot be seen like
this (names, titles, kinds, who holds what, times of records) stands in no column. What the watch works on
shows when check-ins are due, rounded; whose they are is not told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from waystation.vault import ledger
from waystation.vault.store import Tx, one

_SEALED = {
    "accounts": "slots",
    "keyrings": "blob",
    "inbox": "blob",
    "compartments": "blob",
    "records": "blob",
    "attachments": "blob",
    "ledger": "entry",
    "locks": "blob",
    "quotas": "blob",
    "sessions": "blob",
    "watch": "blob",
    "outbox": "blob",
    "recipients": "blob",
    "arrivals": "id",
    "outages": "kind",
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many sealed things a table has, and how large they are, in bytes."""

    number: int
    total: int
    least: int
    most: int
    different: int
    """How many different sizes there are. The fewer, the less a size tells."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the database tells without a key."""

    tables: dict[str, Sizes]
    records_in_compartments: tuple[int, ...]
    """The number of records in each compartment, largest first; which compartment is whose is not told."""
    new_keys: int
    """How often compartments got new keys: somebody was removed, something withdrawn, or records died."""
    attachments: int
    """How many files are attached; `tables` counts their parts."""
    waiting_for_keys: tuple[int, ...]
    """How many sealed letters wait in each inbox, largest first; whose inbox it is is not told."""
    sessions_until: tuple[int, ...]
    """When sessions of the web end at the latest, in seconds since 1970, rounded to the hour."""
    due: tuple[int, ...]
    """When check-ins are due, in seconds since 1970, rounded to 5 minutes; the earliest first."""
    silent: int
    """How many of them have not come in time."""
    ledger_head: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data that JSON can hold."""
        return asdict(self)


def seen_in(tx: Tx) -> Seen:
    """Return what somebody sees who copies the database."""
    inboxes = tx.rows("SELECT count(*) FROM inbox GROUP BY tag")
    return Seen(
        tables={table: _sizes(tx, table, column) for table, column in _SEALED.items()},
        records_in_compartments=_largest_first(tx.rows("SELECT count(*) FROM records GROUP BY compartment")),
        new_keys=int((one(tx, "SELECT sum(epoch) - count(*) FROM compartments") or (0,))[0] or 0),
        attachments=int((one(tx, "SELECT count(DISTINCT id) FROM attachments") or (0,))[0]),
        waiting_for_keys=_largest_first(inboxes),
        sessions_until=tuple(sorted(int(row[0]) for row in tx.rows("SELECT until FROM sessions"))),
        due=tuple(int(row[0]) for row in tx.rows("SELECT due FROM watch ORDER BY due")),
        silent=int(tx.rows("SELECT count(*) FROM watch WHERE state IN ('late', 'overdue', 'lost')")[0][0]),
        ledger_head=str(ledger.head(tx)),
    )


def _sizes(tx: Tx, table: str, column: str) -> Sizes:
    rows = tx.rows(f"SELECT length({column}), count(*) FROM {table} GROUP BY length({column})")  # noqa: S608  (our own names)
    sizes = Counter({int(size): int(number) for size, number in rows})
    total = sum(size * number for size, number in sizes.items())
    return Sizes(sizes.total(), total, min(sizes, default=0), max(sizes, default=0), len(sizes))


def _largest_first(rows: list[tuple[Any, ...]]) -> tuple[int, ...]:
    return tuple(sorted((int(row[0]) for row in rows), reverse=True))
