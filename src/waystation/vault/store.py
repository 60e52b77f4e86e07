"""What does the vault ask of a database: transactions over tables of opaque bytes, some of them the watch's?

Two databases answer: `sqlite.py` and `postgres.py`. Both are asked in the same SQL with `?` for a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import Any, Protocol

Row = tuple[Any, ...]

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BYTES NOT NULL);
CREATE TABLE accounts (tag BYTES PRIMARY KEY, salt BYTES NOT NULL, slots BYTES NOT NULL);
CREATE TABLE keyrings (tag BYTES PRIMARY KEY, blob BYTES NOT NULL);
CREATE TABLE inbox (id BYTES PRIMARY KEY, tag BYTES NOT NULL, blob BYTES NOT NULL);
CREATE TABLE compartments (id BYTES PRIMARY KEY, epoch INTEGER NOT NULL, blob BYTES NOT NULL);
CREATE TABLE records (
    id BYTES PRIMARY KEY, compartment BYTES NOT NULL, epoch INTEGER NOT NULL, blob BYTES NOT NULL
);
CREATE TABLE attachments (
    id BYTES NOT NULL, part INTEGER NOT NULL, blob BYTES NOT NULL, PRIMARY KEY (id, part)
);
CREATE TABLE ledger (
    seq BIGINT PRIMARY KEY, entry BYTES NOT NULL, traces BYTES NOT NULL, hash BYTES NOT NULL
);
CREATE TABLE locks (id BYTES PRIMARY KEY, blob BYTES NOT NULL);
CREATE TABLE quotas (tag BYTES PRIMARY KEY, blob BYTES NOT NULL);
CREATE TABLE sessions (id BYTES PRIMARY KEY, tag BYTES NOT NULL, until BIGINT NOT NULL, blob BYTES NOT NULL);
CREATE INDEX inbox_tag ON inbox (tag);
CREATE INDEX records_compartment ON records (compartment);
"""
# What the watch works on without anybody's key (docs/decisions/watch.md). Times are seconds since 1970.
WATCH_SCHEMA = """
CREATE TABLE watch (
    id BYTES PRIMARY KEY, due BIGINT NOT NULL, state TEXT NOT NULL, handle BYTES NOT NULL,
    told BIGINT NOT NULL, acknowledged BIGINT NOT NULL, blob BYTES NOT NULL, said BYTES NOT NULL
);
CREATE TABLE outbox (
    id BYTES PRIMARY KEY, about BYTES NOT NULL, at BIGINT NOT NULL, lease BIGINT NOT NULL,
    attempts INTEGER NOT NULL, blob BYTES NOT NULL
);
CREATE TABLE recipients (handle BYTES PRIMARY KEY, blob BYTES NOT NULL);
CREATE TABLE arrivals (id BYTES PRIMARY KEY, at BIGINT NOT NULL);
CREATE TABLE outages (began BIGINT PRIMARY KEY, ended BIGINT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE heartbeat (id INTEGER PRIMARY KEY, wall BIGINT NOT NULL, ahead BIGINT NOT NULL);
CREATE INDEX watch_due ON watch (due);
CREATE INDEX outbox_about ON outbox (about);
"""
BY_FORMAT = {1: SCHEMA, 2: WATCH_SCHEMA}
"""What each format of the tables adds; meta.format says which one a database has."""
FORMAT = max(BY_FORMAT)
_TOGETHER = 500  # values in one IN (...): both databases take more


class Tx(Protocol):
    """One transaction."""

    @property
    def committed(self) -> bool:
        """Whether it has ended well and is on the disk."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return what a question brings."""

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Do something; return how many rows it changed."""

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Do the same with many rows."""


class Store(Protocol):
    """A database."""

    @property
    def binary(self) -> str:
        """What bytes are called in its SQL."""

    def read(self) -> AbstractContextManager[Tx]:
        """Begin a snapshot: nothing that others write meanwhile is seen."""

    def write(self, *, urgent: bool = False) -> AbstractContextManager[Tx]:
        """Begin to write, alone; all of it is on the disk when the block is left, or nothing is.

        What is `urgent` may use the space that is kept free for the ledger. Raises Busy where another writer
        does not come to an end, and Full where the disk is full.
        """

    def release_reserve(self) -> bool:
        """Give up the space that is kept free for what is urgent; tell whether there was any."""

    def tidy(self) -> None:
        """Drop from the disk what has been overwritten, as far as the database can."""

    def close(self) -> None:
        """Let go of the database."""


def one(tx: Tx, sql: str, values: Sequence[Any] = ()) -> Row | None:
    """Return the first row that a question brings."""
    rows = tx.rows(sql, values)
    return rows[0] if rows else None


def rows_of(tx: Tx, sql: str, ids: Iterable[bytes]) -> Iterator[Row]:
    """Yield the rows for many ids; `sql` ends in `IN`, and ids that are not there bring nothing."""
    left = iter(ids)
    while chunk := list(islice(left, _TOGETHER)):
        yield from tx.rows(f"{sql} ({','.join('?' * len(chunk))})", chunk)


def put(tx: Tx, table: str, values: Sequence[Any]) -> None:
    """Write one row of a table with two columns, the first of which is its key."""
    key, value = {"meta": ("key", "value"), "locks": ("id", "blob")}.get(table, ("tag", "blob"))
    tx.run(
        f"INSERT INTO {table} ({key}, {value}) VALUES (?, ?) "  # noqa: S608 - no value is in the text
        f"ON CONFLICT ({key}) DO UPDATE SET {value} = excluded.{value}",
        values,
    )


def statements(binary: str, after: int = 0) -> list[str]:
    """Return what makes the tables of all formats after one, where bytes are called `binary`.

    Tables that are there already stay: a backup of an older format is restored into the tables of today.
    """
    text = "".join(schema for form, schema in BY_FORMAT.items() if form > after).replace("BYTES", binary)
    found = [statement.strip() for statement in text.split(";") if statement.strip()]
    return [re.sub(r"^CREATE (TABLE|INDEX)", r"CREATE \1 IF NOT EXISTS", each) for each in found]
