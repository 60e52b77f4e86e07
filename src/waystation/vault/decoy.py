"""What does somebody see who was given a duress passphrase: an office of its own in the same tables?

The second slot of an account can hold the root of a made-up office: a directory with one member in it. To the
session it is the whole vault; nothing in it leads to the real one. Unlocking it writes a row into the real
ledger that marks the member, for whoever holds the watchtower; on the screen nothing is different.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from nacl.public import PrivateKey

from waystation.domain.access import Trace
from waystation.vault.faults import NotAllowed
from waystation.vault.keyring import read_keyring
from waystation.vault.keys import Root, derive
from waystation.vault.opening import Vault, meta
from waystation.vault.session import Session
from waystation.vault.store import Row, Store, Tx
from waystation.vault.work import Task, writing

WHY = "duress"
_ID = 32  # hex digits of an id; a tag is as long
_META = "SELECT value FROM meta"
_WRITE_META = "INSERT INTO meta"


class DecoyTx:
    """A transaction in which the vault names another directory; what is common to all is not written."""

    def __init__(self, tx: Tx, named: dict[str, bytes]) -> None:
        self._tx, self._named = tx, named

    @property
    def committed(self) -> bool:
        """Whether it has ended well and is on the disk."""
        return self._tx.committed

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return what a question brings."""
        if sql.startswith(_META) and values and values[0] in self._named:
            return [(self._named[values[0]],)]
        return self._tx.rows(sql, values)

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Do something; return how many rows it changed."""
        return 1 if sql.startswith(_WRITE_META) else self._tx.run(sql, values)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Do the same with many rows."""
        self._tx.many(sql, rows)


class DecoyStore:
    """A database as the made-up office sees it."""

    def __init__(self, store: Store, named: dict[str, bytes]) -> None:
        self._store, self._named = store, named

    @property
    def binary(self) -> str:
        """What bytes are called in its SQL."""
        return self._store.binary

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """Begin a snapshot."""
        with self._store.read() as tx:
            yield DecoyTx(tx, self._named)

    @contextmanager
    def write(self, *, urgent: bool = False) -> Iterator[Tx]:
        """Begin to write, alone."""
        with self._store.write(urgent=urgent) as tx:
            yield DecoyTx(tx, self._named)

    def release_reserve(self) -> bool:
        """Give up the space that is kept free."""
        return self._store.release_reserve()

    def tidy(self) -> None:
        """Drop from the disk what has been overwritten."""
        self._store.tidy()

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()


class Shown(NamedTuple):
    """Which vault a root opens, as which member, and whose tag is to be marked for it."""

    vault: Vault
    member: str
    alarm: str | None = None


def shown(vault: Vault, member: str, root: Root) -> Shown:
    """Return the vault as this root may see it: the real one, or the office that was made up for it."""
    with vault.store.read() as tx:
        directory = meta(tx, "directory")
        try:
            keyring, _counter = read_keyring(tx, vault.id, root)
        except NotAllowed:  # removed: the caller says so
            return Shown(vault, member)
    held = [bytes.fromhex(grant.compartment) for grant in keyring.grants]
    if not held or directory in held or keyring.founder != founder_key(root):
        return Shown(vault, member)
    store = DecoyStore(vault.store, _named(root, held[0]))
    return Shown(Vault(store, vault.id), own_id(member), member[_ID:] or None)


def founder_key(root: Root) -> str:
    """Return the key with which somebody who founds an office signs (hex)."""
    return bytes(root.sign.verify_key).hex()


def slot_member(member: str, alarm: str) -> str:
    """Return what an account's second slot names as its member: the made-up one, and whom to mark."""
    return member + alarm


def own_id(member: str) -> str:
    """Return the id of who a slot names."""
    return member[:_ID]


def slot_of(member: str) -> int:
    """Return the number of the slot that names this member: 1 for a made-up one."""
    return int(len(member) > _ID)


def _named(root: Root, directory: bytes) -> dict[str, bytes]:
    """Return what `meta` says here. The rows of this office are for auditors that nobody is."""
    nobody = PrivateKey(derive(root.seed, "decoy ledger")).public_key
    return {
        "directory": directory,
        "watchtower": derive(root.seed, "decoy watchtower", 16),
        "ledger box": bytes(nobody),
    }


def sound(session: Session, alarm: str) -> None:
    """Mark the member in the real ledger, unseen by who looks at the screen."""
    with writing(Task(session, "unlock")) as work:
        work.traces.append(Trace(verb="marked", actor=alarm, what=(alarm,), why=WHY))
