"""How is an alarm raised that is no missing check-in: duress, a strange message, the watch's own outage?

It stands in the watch's table like a check-in that is overdue, so that it climbs and repeats like one.
"""

from __future__ import annotations

from collections.abc import Iterable

from nacl.utils import random

from waystation.domain.watch import AlarmKind, Expected
from waystation.journey.books import Books
from waystation.journey.rows import Watched, instant, put_rows, rounded, rows_by_id
from waystation.journey.service import seal_to
from waystation.vault.store import Tx

_GRAVER = {"strange": 0, "forced": 1}


def alarm(expected: Expected, kind: AlarmKind, now: int) -> Expected:
    """Return what stands for an alarm about the group of a check-in."""
    return Expected(
        kind=kind, code=expected.code, due=instant(now), group=expected.group, alarm=expected.alarm
    )


def alarm_row(public: bytes, raised: Expected, handle: bytes) -> Watched:
    """Return the row of an alarm, sealed for the watch."""
    blob = seal_to(public, raised)
    return Watched(bytes.fromhex(raised.alarm), rounded(raised.due), "overdue", handle, blob=blob)


def raise_alarm(tx: Tx, books: Books, raised: Expected, handle: bytes) -> None:
    """Raise an alarm about a group; one that is there already is replaced by a graver one only."""
    identity = bytes.fromhex(raised.alarm)
    there = rows_by_id(tx, [identity]).get(identity)
    if there is not None and not there.acknowledged:
        before = books.expected(there)
        if _GRAVER.get(before.kind, 0) >= _GRAVER.get(raised.kind, 0):
            return
    put_rows(tx, [alarm_row(books.service.public, raised, handle)])


def tell_everybody(tx: Tx, books: Books, kind: AlarmKind, when: tuple[int, int], beyond: float = 0) -> None:
    """Raise an alarm of the watch's own, on every ladder. `beyond`: by how many minutes the clock jumped."""
    began, ended = when
    for handle in books.ladders:
        identity = random(16).hex()
        raised = Expected(
            kind=kind,
            code="WATCH",
            due=instant(ended),
            since=instant(began),
            beyond_minutes=beyond,
            group=identity,
            alarm=identity,
        )
        put_rows(tx, [alarm_row(books.service.public, raised, handle)])


def note_outage(tx: Tx, kind: str, began: int, ended: int) -> None:
    """Keep for the report when nobody watched (`down`), or the clock jumped (`clock`)."""
    tx.run(
        "INSERT INTO outages (began, ended, kind) VALUES (?, ?, ?) "
        "ON CONFLICT (began) DO UPDATE SET ended = excluded.ended, kind = excluded.kind",
        (began, ended, kind),
    )


def answered(rows: Iterable[Watched], books: Books) -> list[bytes]:
    """Return the alarms that somebody has acknowledged: what is over then."""
    return [row.id for row in rows if row.acknowledged and books.expected(row).kind != "check-in"]
