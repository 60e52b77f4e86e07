"""Which rows is a vault made of, and how does one stand in a stream of bytes?

Every table of the database but sessions and heartbeat, which are worth nothing on another machine. The rows
are sealed as they are: nothing here needs a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from waystation.kit.language import _
from waystation.vault.faults import Damaged
from waystation.vault.store import BY_FORMAT, Row, Tx

LEFT_OUT = {"sessions", "heartbeat"}
_TOGETHER = 200  # rows that are held at once
_INTEGER, _BYTES, _TEXT = b"i", b"b", b"t"
DIGEST = 16  # bytes


class Table(NamedTuple):
    """A table: its columns, and those of them that tell its rows apart."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    def key_of(self, row: Row) -> Row:
        """Return the cells that tell a row apart."""
        return tuple(cell for column, cell in zip(self.columns, row, strict=True) if column in self.key)


def _table(name: str, body: str) -> Table:
    columns = tuple(re.findall(r"(\w+) (?:BYTES|TEXT|INTEGER|BIGINT)\b", body))
    together = re.search(r"PRIMARY KEY \((.+?)\)", body)
    alone = re.findall(r"(\w+) \w+ PRIMARY KEY", body)
    return Table(name, columns, tuple(together[1].split(", ")) if together else tuple(alone))


TABLES: Mapping[str, Table] = {
    name: _table(name, body)
    for name, body in re.findall(r"CREATE TABLE (\w+) \((.+?)\);", "".join(BY_FORMAT.values()), re.DOTALL)
    if name not in LEFT_OUT
}


def all_rows(tx: Tx) -> Iterator[tuple[Table, Row]]:
    """Yield every row of every table, a few at a time."""
    for table in TABLES.values():
        yield from ((table, row) for row in _rows(tx, table))


def _rows(tx: Tx, table: Table) -> Iterator[Row]:
    columns, key, marks = ", ".join(table.columns), ", ".join(table.key), ", ".join("?" * len(table.key))
    sql = f"SELECT {columns} FROM {table.name}"  # noqa: S608 - names of our own tables
    order = f" ORDER BY {key} LIMIT {_TOGETHER}"
    rows = tx.rows(sql + order)
    while rows:
        yield from rows
        rows = tx.rows(f"{sql} WHERE ({key}) > ({marks}){order}", table.key_of(rows[-1]))


def by_key(tx: Tx, table: Table, key: Row) -> Row:
    """Return the row with this key."""
    where = " AND ".join(f"{column} = ?" for column in table.key)
    sql = f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE {where}"  # noqa: S608 - see above
    return tx.rows(sql, key)[0]


def add(tx: Tx, table: Table, rows: Sequence[Row]) -> None:
    """Write rows that are not there yet."""
    columns, marks = ", ".join(table.columns), ", ".join("?" * len(table.columns))
    tx.many(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", rows)  # noqa: S608 - see above


def drop(tx: Tx, table: Table, key: Row) -> None:
    """Delete a row."""
    where = " AND ".join(f"{column} = ?" for column in table.key)
    tx.run(f"DELETE FROM {table.name} WHERE {where}", key)  # noqa: S608 - see above


def encode(table: Table, row: Row) -> bytes:
    """Return a row as bytes, the same for the same row in either database."""
    return b"".join(map(_cell, (table.name, *row)))


def _cell(value: int | str | bytes) -> bytes:
    match value:
        case int():
            sort, data = _INTEGER, value.to_bytes(8, "big", signed=True)
        case str():
            sort, data = _TEXT, value.encode()
        case _:
            sort, data = _BYTES, bytes(value)
    return sort + len(data).to_bytes(4, "big") + data


def decode(data: bytes) -> tuple[Table, Row]:
    """Return the table and row that `encode` made bytes of. Raises Damaged for other bytes."""
    name, *cells = _cells(data)
    table = TABLES.get(str(name))
    if table is None or len(cells) != len(table.columns):
        raise Damaged.thing(_("backup"), _("a row of a table that this program does not know"))
    return table, tuple(cells)


def _cells(data: bytes) -> Iterator[int | str | bytes]:
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at + 1 : at + 5], "big")
        sort, value, at = data[at : at + 1], data[at + 5 : at + 5 + size], at + 5 + size
        if sort == _INTEGER:
            yield int.from_bytes(value, "big", signed=True)
        else:
            yield value.decode() if sort == _TEXT else value


def digest(encoded: bytes) -> bytes:
    """Return what stands for a row: 16 bytes of BLAKE2b."""
    return blake2b(encoded, digest_size=DIGEST, encoder=RawEncoder)


def state_of(digests: set[bytes]) -> str:
    """Return the hash of a whole vault: of the digests of its rows, in order."""
    return blake2b(b"".join(sorted(digests)), digest_size=32, encoder=RawEncoder).hex()
