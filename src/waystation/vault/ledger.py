"""Who opened what, when, why: how is it written so that nobody takes it out again, and only two read it?

Each row is chained to the one before by BLAKE2b. Its entry is signed by who acted and sealed for the
auditors; its traces are opaque tags, sealed for the watchtower. Without keys anybody can check the chain, and
nobody can read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from pydantic import TypeAdapter

from waystation.domain.access import Head, LedgerEntry, Trace
from waystation.kit.language import _
from waystation.vault.box import Keys, open_addressed, seal_addressed
from waystation.vault.cards import verified
from waystation.vault.faults import Broken
from waystation.vault.opening import meta
from waystation.vault.store import Row, Tx, one

if TYPE_CHECKING:
    from waystation.vault.session import Session

_START = Head(0, "00" * 32)
_TRACES: TypeAdapter[tuple[Trace, ...]] = TypeAdapter(tuple[Trace, ...])
_ROWS = "SELECT seq, entry, traces, hash FROM ledger"
_TOGETHER = 500  # rows; the ledger of years is not read at once


def append(session: Session, tx: Tx, entry: LedgerEntry, traces: Iterable[Trace] = ()) -> Head:
    """Write one row at the end of the ledger. It counts when the transaction is on the disk."""
    before = head(tx)
    body = entry.model_dump_json(exclude_defaults=True).encode()
    signature = session.root.sign.sign(_message(session, before, body)).signature
    told = _TRACES.dump_json(tuple(traces), exclude_defaults=True)
    sealed = seal_addressed(meta(tx, "ledger box"), signature + body)
    marks = seal_addressed(meta(tx, "watchtower box"), told)
    after = Head(before.seq + 1, _hash(before, sealed, marks))
    row = (after.seq, sealed, marks, bytes.fromhex(after.hash))
    tx.run("INSERT INTO ledger (seq, entry, traces, hash) VALUES (?, ?, ?, ?)", row)
    return after


def head(tx: Tx) -> Head:
    """Return the end of the ledger."""
    row = one(tx, "SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1")
    return _START if row is None else Head(row[0], bytes(row[1]).hex())


def verify(tx: Tx, anchors: Iterable[Head] = ()) -> Head:
    """Return the end of the ledger when its chain is whole and holds every head that was kept elsewhere.

    Raises Broken with the first row that is not as it was written. Needs no key.
    """
    wanted = {anchor.seq: anchor.hash for anchor in anchors if anchor != _START}
    at = _START
    for seq, entry, traces, digest in _rows(tx):
        if seq != at.seq + 1:
            raise Broken.row(at.seq + 1, _("no such row"))
        at = Head(seq, _hash(at, bytes(entry), bytes(traces)))
        if bytes(digest).hex() != at.hash:
            raise Broken.row(seq, _("a row that was changed"))
        if wanted.pop(seq, at.hash) != at.hash:
            raise Broken.row(seq, _("another row than the one whose hash was kept elsewhere"))
    for seq in wanted:
        raise Broken.row(seq, _("a ledger that ends at row {seq}").format(seq=at.seq))
    return at


def read_entries(tx: Tx, keys: Keys, session: Session) -> Iterator[tuple[int, LedgerEntry | None]]:
    """Yield number and entry of each row that these keys open, None for the others.

    Raises Broken for a row whose signature is not that of the member who is named in it.
    """
    before = _START
    for seq, entry, _traces, digest in _rows(tx):
        plain = open_addressed(keys, bytes(entry))
        yield seq, None if plain is None else _signed(session, before, seq, plain)
        before = Head(seq, bytes(digest).hex())


def read_traces(tx: Tx, keys: Keys, after: int = 0) -> Iterator[tuple[int, Trace]]:
    """Yield row number and trace of all rows after a number that these keys of the watchtower open."""
    for seq, _entry, traces, _digest in _rows(tx, after):
        plain = open_addressed(keys, bytes(traces))
        for trace in _TRACES.validate_json(plain) if plain is not None else ():
            yield seq, trace


def _signed(session: Session, before: Head, seq: int, plain: bytes) -> LedgerEntry:
    signature, body = plain[:64], plain[64:]
    by = session.directory.known.get(json.loads(body)["by"])
    if by is None or not verified(by.application.sign_key, _message(session, before, body), signature.hex()):
        raise Broken.row(seq, _("a signature that is not that of the member named in it"))
    return LedgerEntry.model_validate_json(body)


def _rows(tx: Tx, after: int = 0) -> Iterator[Row]:
    while rows := tx.rows(f"{_ROWS} WHERE seq > ? ORDER BY seq LIMIT {_TOGETHER}", (after,)):
        yield from rows
        after = rows[-1][0]


def _message(session: Session, before: Head, body: bytes) -> bytes:
    return b"waystation ledger 1" + session.vault.id + str(before).encode() + body


def _hash(before: Head, entry: bytes, traces: bytes) -> str:
    parts = (str(before).encode(), len(entry).to_bytes(8, "big"), entry, traces)
    return blake2b(b"".join(parts), digest_size=32, encoder=RawEncoder).hex()
