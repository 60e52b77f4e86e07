"""How does the vault live in a PostgreSQL database, with the same promises as in a file?

Needs the extra `postgres`. The server's own disk, backups and logs are its keeper's business: it sees sealed
bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, LiteralString, NoReturn

import psycopg
from psycopg import errors

from waystation.kit.language import _
from waystation.vault.faults import Busy, Damaged, Full
from waystation.vault.store import Row, statements

_LOCK = 0x57415953  # "WAYS": whoever writes holds it until the transaction ends
_SETTINGS = (
    "SET synchronous_commit = on",
    "SET lock_timeout = '20s'",
    "SET client_min_messages = error",
)


@cache
def _sql(text: LiteralString) -> LiteralString:
    return text.replace("?", "%s")


class PostgresTx:
    """One transaction on PostgreSQL."""

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self.connection = connection
        self.committed = False

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return what a question brings."""
        return self.connection.execute(_sql(sql), values, binary=True).fetchall()

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Do something; return how many rows it changed."""
        return self.connection.execute(_sql(sql), values).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Do the same with many rows."""
        with self.connection.cursor() as cursor:
            cursor.executemany(_sql(sql), rows)


class PostgresStore:
    """A vault in the database that a URL names."""

    binary = "BYTEA"

    def __init__(self, url: str, *, new: bool = False) -> None:
        with translated():
            self._connection = psycopg.connect(url, autocommit=True)
            for setting in _SETTINGS:
                self._connection.execute(setting)
        if new:
            with self.write() as tx:
                _check_empty(tx)
                for statement in statements(self.binary):
                    tx.run(statement)

    @contextmanager
    def read(self) -> Iterator[PostgresTx]:
        """Begin a snapshot."""
        with translated(), self._ended("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "ROLLBACK") as tx:
            yield tx

    @contextmanager
    def write(self, *, urgent: bool = False) -> Iterator[PostgresTx]:
        """Begin to write, alone; all or nothing, on the disk when the block is left."""
        del urgent  # space can only be kept free by who keeps the server
        with translated(), self._ended("BEGIN", "COMMIT") as tx:
            tx.run("SELECT pg_advisory_xact_lock(?)", (_LOCK,))
            yield tx

    @contextmanager
    def _ended(self, begin: LiteralString, end: LiteralString) -> Iterator[PostgresTx]:
        tx = PostgresTx(self._connection)
        self._connection.execute(begin)
        try:
            yield tx
            self._connection.execute(end)
            tx.committed = end == "COMMIT"
        except BaseException:
            if not self._connection.broken and not self._connection.closed:
                self._connection.execute("ROLLBACK")
            raise

    def release_reserve(self) -> bool:
        """Say that no space is kept free here."""
        return False

    def tidy(self) -> None:
        """Drop old versions of rows from the tables."""
        with translated():
            self._connection.execute("VACUUM")

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


def _check_empty(tx: PostgresTx) -> None:
    """Refuse to begin a vault where there is one."""
    if tx.rows("SELECT to_regclass('meta') IS NOT NULL")[0][0]:
        raise Damaged.thing(_("vault"), _("a database that holds a vault already"))


@contextmanager
def translated() -> Iterator[None]:
    """Say what PostgreSQL refuses in our own words; its own may hold values, addresses and names."""
    try:
        yield
    except psycopg.Error as error:
        _refuse(error)


def _refuse(error: psycopg.Error) -> NoReturn:
    match error:
        case errors.DiskFull() | errors.OutOfMemory() | errors.ConfigurationLimitExceeded():
            raise Full from None
        case errors.LockNotAvailable() | errors.DeadlockDetected() | errors.SerializationFailure():
            raise Busy from None
        case errors.UndefinedTable():
            raise Damaged.thing(_("vault"), _("a database that holds no vault")) from None
        case errors.DuplicateTable():
            raise Damaged.thing(_("vault"), _("a database that holds a vault already")) from None
    code = error.sqlstate or "no connection"
    raise Damaged.thing(_("vault"), _("a database server that answers: {code}").format(code=code)) from None
