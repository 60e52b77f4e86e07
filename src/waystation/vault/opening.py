"""Which vault is this, and where does it live?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.faults import Damaged
from waystation.vault.sqlite import SqliteStore
from waystation.vault.store import FORMAT, Store, Tx, one, put, statements

_SCHEMES = ("postgresql://", "postgres://")


@dataclass(frozen=True)
class Vault:
    """A vault that is open as a database. Nothing in it is: that needs a session (`login.unlock`)."""

    store: Store
    id: bytes
    """16 random bytes, bound into every envelope."""

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def open_store(where: str | Path, *, new: bool = False) -> Store:
    """Return the database at a path or PostgreSQL URL; with `new`, one with empty tables."""
    if not str(where).startswith(_SCHEMES):
        return _file(Path(where), new=new)
    try:
        from waystation.vault.postgres import PostgresStore  # noqa: PLC0415 - an extra that few install
    except ImportError:
        found = _("a PostgreSQL database, and no psycopg")
        raise BadInput.at(_("vault"), found, _("an installation with the extra 'postgres'")) from None
    return PostgresStore(str(where), new=new)


def _file(path: Path, *, new: bool) -> Store:
    if new and path.exists():
        raise BadInput.at(_("vault"), _("a file that is there already"), _("a new one"))
    if not new and not path.is_file():
        raise BadInput.at(_("vault"), _("no such file"), _("the path of a vault"))
    try:
        return SqliteStore(path, new=new)
    except OSError as error:
        raise BadInput.at(
            _("vault"), error.strerror or "no permission", _("a folder that can be written")
        ) from None


def open_vault(where: str | Path) -> Vault:
    """Return the vault at a path or PostgreSQL URL. Raises BadInput where there is none."""
    store = open_store(where)
    try:
        return vault_of(store)
    except BaseException:
        store.close()
        raise


def vault_of(store: Store) -> Vault:
    """Return the vault in a database. Raises Damaged where it is none, or one of a newer program."""
    with store.read() as tx:
        form, identity = _format(tx), meta(tx, "id")
    if form > FORMAT:
        raise Damaged.thing(_("vault"), _("tables that a newer program has written"))
    if form < FORMAT:
        _bring_up(store)
    return Vault(store, identity)


def _bring_up(store: Store) -> None:
    """Give a database of an older format the tables of today: all of them, or none."""
    with store.write() as tx:
        for statement in statements(store.binary, after=_format(tx)):
            tx.run(statement)
        put(tx, "meta", ("format", FORMAT.to_bytes(4, "big")))


def _format(tx: Tx) -> int:
    return int.from_bytes(meta(tx, "format"), "big")


def meta(tx: Tx, key: str) -> bytes:
    """Return what `meta` says. Raises Damaged where it says nothing."""
    row = one(tx, "SELECT value FROM meta WHERE key = ?", (key,))
    if row is None:
        raise Damaged.thing(_("vault"), _("tables without {key}").format(key=key))
    return bytes(row[0])


@contextmanager
def closing(vault: Vault) -> Iterator[Vault]:
    """Let go of the vault at the end of the block."""
    try:
        yield vault
    finally:
        vault.close()
