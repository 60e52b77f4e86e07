"""How does the vault live in one SQLite file, so that a crash, a full disk or a copied file does no harm?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

from waystation.kit.language import _
from waystation.vault.faults import Busy, Damaged, Full
from waystation.vault.store import Row, statements

RESERVE = 4 * 1024 * 1024  # bytes that are kept free for the ledger: some 2,000 rows
RESERVE_PAGES = 64  # of a page limit, the same
PATIENCE = 20.0  # seconds that a writer waits for another one
_PAGE = 4096

# synchronous FULL with WAL: what is told survives a power cut. secure_delete: what is deleted is overwritten.
_SETTINGS = (
    f"PRAGMA page_size = {_PAGE}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
)


class SqliteTx:
    """One transaction on SQLite."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.committed = False

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return what a question brings."""
        return self.connection.execute(sql, values).fetchall()

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Do something; return how many rows it changed."""
        return self.connection.execute(sql, values).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Do the same with many rows."""
        self.connection.executemany(sql, rows)


class SqliteStore:
    """A vault in a SQLite file. `page_limit`: no more pages than this, as on a full disk."""

    binary = "BLOB"

    def __init__(self, path: str | Path, *, new: bool = False, page_limit: int | None = None) -> None:
        self.path = Path(path)
        self._page_limit = page_limit
        if new:
            os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        self._connection = self._connect()
        if new:
            with self.write() as tx:
                for statement in statements(self.binary):
                    tx.run(statement)

    def _connect(self) -> sqlite3.Connection:
        with translated():
            uri = f"{self.path.absolute().as_uri()}?mode=rw"
            # One thread uses it (vault/shared.py); another one may close it at the end.
            connection = sqlite3.connect(
                uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
            )
            for setting in _SETTINGS:
                connection.execute(setting)
        return connection

    @contextmanager
    def read(self) -> Iterator[SqliteTx]:
        """Begin a snapshot."""
        with translated(), self._ended("BEGIN", "ROLLBACK") as tx:
            yield tx

    @contextmanager
    def write(self, *, urgent: bool = False) -> Iterator[SqliteTx]:
        """Begin to write, alone; all or nothing, on the disk when the block is left."""
        if not urgent:
            self._hold_reserve()
        if self._page_limit is not None:
            pages = self._page_limit - (0 if urgent else RESERVE_PAGES)
            self._connection.execute(f"PRAGMA max_page_count = {pages}")
        with translated(), self._ended("BEGIN IMMEDIATE", "COMMIT") as tx:
            yield tx

    @contextmanager
    def _ended(self, begin: str, end: str) -> Iterator[SqliteTx]:
        tx = SqliteTx(self._connection)
        self._connection.execute(begin)
        try:
            yield tx
            self._connection.execute(end)
            tx.committed = end == "COMMIT"
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk has rolled back already
                self._connection.execute("ROLLBACK")
            raise

    @property
    def _reserve(self) -> Path:
        return self.path.with_name(self.path.name + "-reserve")

    def _hold_reserve(self) -> None:
        """Keep space for the ledger, so that a full disk stops records before openings."""
        if self._reserve.exists():
            return
        descriptor = os.open(self._reserve, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.posix_fallocate(descriptor, 0, RESERVE)
        except OSError:
            self._reserve.unlink()
            raise Full(_("a disk so full that only openings are possible; nothing was changed")) from None
        finally:
            os.close(descriptor)

    def release_reserve(self) -> bool:
        """Give up the space that is kept free for the ledger; tell whether there was any."""
        there = self._reserve.exists()
        self._reserve.unlink(missing_ok=True)
        return there

    def tidy(self) -> None:
        """Drop the write-ahead log, which still holds what has been overwritten."""
        with translated():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


@contextmanager
def translated() -> Iterator[None]:
    """Say what SQLite refuses in our own words; its own may hold values."""
    try:
        yield
    except sqlite3.Error as error:
        _refuse(error)


def _refuse(error: sqlite3.Error) -> NoReturn:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
        raise Full from None
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise Busy from None
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN}:
        raise Damaged.thing(_("vault"), _("a file that is no vault, or a damaged one")) from None
    raise Damaged.thing(
        _("vault"), _("a database that answers with error {code}").format(code=code)
    ) from None
