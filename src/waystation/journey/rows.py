"""How do check-ins and alarms stand in the watch's own table?

Times are seconds since 1970. `due` is rounded down to 5 minutes: the exact one is in the sealed part, with
everything else that the disk need not tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from waystation.domain.watch import OPEN, WatchState
from waystation.vault.store import Row, Tx, rows_of

ROUNDED = 300  # seconds
_COLUMNS = "id, due, state, handle, told, acknowledged, blob, said"
_OPEN = ", ".join(f"'{state}'" for state in OPEN)


class Watched(NamedTuple):
    """A row of the watch."""

    id: bytes
    due: int
    state: WatchState
    handle: bytes
    told: int = 0
    """When something was last told of it; 0: never."""
    acknowledged: int = 0
    """When somebody last acknowledged it; 0: nobody has."""
    blob: bytes = b""
    """What is expected, sealed for the watch."""
    said: bytes = b""
    """What came, sealed for the desk."""


def rounded(at: datetime) -> int:
    """Return an instant as it may stand on the disk."""
    return seconds(at) // ROUNDED * ROUNDED


def seconds(at: datetime) -> int:
    """Return an instant in seconds since 1970."""
    return int(at.timestamp())


def instant(at: int) -> datetime:
    """Return the instant of seconds since 1970."""
    return datetime.fromtimestamp(at, UTC)


def instant_or_none(at: int) -> datetime | None:
    """Return the instant, None for 0."""
    return instant(at) if at else None


def _row(row: Row) -> Watched:
    identity, due, state, handle, told, acknowledged, blob, said = row
    return Watched(bytes(identity), due, state, bytes(handle), told, acknowledged, bytes(blob), bytes(said))


def open_rows(tx: Tx, until: int | None = None) -> list[Watched]:
    """Return what has not come: all of it, or what was due until a moment; the earliest first."""
    where, values = f"state IN ({_OPEN})", () if until is None else (until,)
    due = "" if until is None else " AND due <= ?"
    return list(map(_row, tx.rows(f"SELECT {_COLUMNS} FROM watch WHERE {where}{due} ORDER BY due", values)))  # noqa: S608 - our own names


def rows_by_id(tx: Tx, ids: Iterable[bytes]) -> dict[bytes, Watched]:
    """Return those of some rows that are there."""
    found = map(_row, rows_of(tx, f"SELECT {_COLUMNS} FROM watch WHERE id IN", ids))  # noqa: S608 - our own names
    return {row.id: row for row in found}


def all_ids(tx: Tx) -> set[bytes]:
    """Return the ids of all rows."""
    return {bytes(row[0]) for row in tx.rows("SELECT id FROM watch")}


def came_rows(tx: Tx) -> list[Watched]:
    """Return what has come and was not taken in yet."""
    return list(map(_row, tx.rows(f"SELECT {_COLUMNS} FROM watch WHERE state = 'came'")))  # noqa: S608 - our own names


def came_after_alarm(tx: Tx) -> list[Watched]:
    """Return what came after somebody had been told that it did not."""
    return list(map(_row, tx.rows(f"SELECT {_COLUMNS} FROM watch WHERE state = 'came' AND told > 0")))  # noqa: S608 - our own names


def put_rows(tx: Tx, rows: Iterable[Watched]) -> None:
    """Write rows, new or in place of themselves."""
    marks = ", ".join("?" * len(Watched._fields))
    changed = ", ".join(f"{name} = excluded.{name}" for name in Watched._fields[1:])
    tx.many(
        f"INSERT INTO watch ({_COLUMNS}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {changed}",  # noqa: S608 - our own names
        rows,
    )


def advance(tx: Tx, changes: Iterable[tuple[WatchState, int, bytes]]) -> None:
    """Set state and time of the last alert, by id."""
    tx.many("UPDATE watch SET state = ?, told = ? WHERE id = ?", changes)


def acknowledge(tx: Tx, ids: Iterable[bytes], at: int) -> None:
    """Note that somebody takes care; what waits to be told of it is not told any more."""
    wanted = list(ids)
    tx.many("UPDATE watch SET acknowledged = ? WHERE id = ?", [(at, each) for each in wanted])
    tx.many("DELETE FROM outbox WHERE about = ?", [(each,) for each in wanted])


def close_rows(tx: Tx, rows: Iterable[tuple[Watched, bytes]], *, silently: bool = False) -> None:
    """Note what came, with what the desk is told; alerts that still wait are not sent any more.

    `silently`: those who were told that it did not come are not told that it came.
    """
    closed = list(rows)
    tx.many(
        "UPDATE watch SET state = 'came', said = ?, told = ? WHERE id = ?",
        [(said, 0 if silently else row.told, row.id) for row, said in closed],
    )
    tx.many("DELETE FROM outbox WHERE about = ?", [(row.id,) for row, _said in closed])


def drop_rows(tx: Tx, ids: Iterable[bytes]) -> None:
    """Delete rows, and what waits to be told of them."""
    wanted = [(each,) for each in ids]
    tx.many("DELETE FROM watch WHERE id = ?", wanted)
    tx.many("DELETE FROM outbox WHERE about = ?", wanted)
