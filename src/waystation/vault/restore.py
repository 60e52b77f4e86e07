"""How does a vault come back from its backup, and how does one know that it would?"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from waystation.domain.access import Head
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.shown import printable
from waystation.vault import ledger
from waystation.vault.agefiles import read_age
from waystation.vault.agekeys import identity
from waystation.vault.attached import check_attached
from waystation.vault.backup import chains, file_hash
from waystation.vault.faults import Damaged
from waystation.vault.links import Incoming, LinkHead
from waystation.vault.manifests import load_all
from waystation.vault.opening import Vault, open_store, vault_of
from waystation.vault.rows import read_rows
from waystation.vault.session import Session, start
from waystation.vault.store import Row, Store, Tx
from waystation.vault.tables import LEFT_OUT, TABLES, Table, add, all_rows, decode, digest, drop, state_of

_TOGETHER = 200  # rows that are written at once
_BESIDE = ("", "-wal", "-shm", "-reserve")  # files of a SQLite database


class Restored(NamedTuple):
    """A vault that was built from a backup. Unlocking it needs the burn secret, which is in no backup."""

    vault: Vault
    head: LinkHead
    """Of the last link."""
    links: int
    signers: frozenset[str]
    """The keys with which the links are signed, to be compared with those of members."""


def restore(
    folder: Path, identities: Sequence[Any], where: str | Path, *, chain: str | None = None
) -> Restored:
    """Build the vault of the newest chain, or of a named one, in a new file or an empty PostgreSQL database.

    Every link, its place in the chain, its signature, the whole state and the chain of the ledger are checked
    before anything counts. Raises Damaged or Broken where one is wrong; then nothing is left at `where`.
    """
    paths = _links(folder, chain)
    store = open_store(where, new=True)
    try:
        with store.write() as tx:
            heads = _build(tx, paths, identities)
        with store.read() as tx:
            ledger.verify(tx, [head.ledger for head in heads])
    except BaseException:
        _undo(store, where)
        raise
    vault = vault_of(store)
    return Restored(vault, heads[-1], len(heads), frozenset(head.sign_key for head in heads))


def _links(folder: Path, chain: str | None) -> list[Path]:
    found = chains(folder)
    if not found or (chain is not None and chain not in found):
        raise BadInput.at(printable(str(folder)), _("no backup"), _("a folder with a chain of links"))
    paths = found[chain or list(found)[-1]]
    for number, path in enumerate(paths):
        if not path.stem.endswith(f"-{number:06}"):
            raise Damaged.thing(_("backup"), _("a chain without link {number}").format(number=number))
    return paths


def _build(tx: Tx, paths: Sequence[Path], identities: Sequence[Any]) -> list[LinkHead]:
    there: dict[bytes, tuple[Table, Row]] = {}
    heads: list[LinkHead] = []
    previous = ""
    for number, path in enumerate(paths):
        link = _Link(tx, there)
        read_age(path, identities, link.feed)
        head = link.finish()
        _check(head, number, previous, heads)
        if head.rows != len(there) or head.state != state_of(set(there)):
            raise Damaged.thing(_("backup link {number}").format(number=number), _("other rows than it says"))
        heads.append(head)
        previous = file_hash(path)
    return heads


def _check(head: LinkHead, number: int, previous: str, heads: Sequence[LinkHead]) -> None:
    """Refuse a link that does not stand after the others."""
    strange = head.number != number or head.previous != previous
    if strange or any(head.vault != each.vault or head.ledger.seq < each.ledger.seq for each in heads):
        raise Damaged.thing(_("backup link {number}").format(number=number), _("a link of another chain"))


class _Link(Incoming):
    """A link that is applied to a database while it comes."""

    def __init__(self, tx: Tx, there: dict[bytes, tuple[Table, Row]]) -> None:
        super().__init__()
        self._tx, self._there = tx, there

    def feed(self, data: bytes) -> None:
        """Take more bytes."""
        super().feed(data)
        if len(self.new) >= _TOGETHER:
            self._apply()

    def finish(self) -> LinkHead:
        """Apply what is left, and return the head."""
        self._apply()
        return super().finish()

    def _apply(self) -> None:
        for each in self.gone:
            if each not in self._there:
                raise Damaged.thing(_("backup"), _("a link that drops a row which is not there"))
            drop(self._tx, *self._there.pop(each))
        rows: dict[Table, list[Row]] = {}
        for encoded in self.new:
            table, row = decode(encoded)
            rows.setdefault(table, []).append(row)
            self._there[digest(encoded)] = table, table.key_of(row)
        for table, some in rows.items():
            add(self._tx, table, some)
        self.gone.clear()
        self.new.clear()


def _undo(store: Store, where: str | Path) -> None:
    """Leave nothing of a vault that did not come to be."""
    if "://" in str(where):
        with suppress(BadInput), store.write() as tx:
            for name in (*TABLES, *LEFT_OUT):
                tx.run(f"DROP TABLE IF EXISTS {name}")
    store.close()
    if "://" not in str(where):
        for ending in _BESIDE:
            Path(f"{where}{ending}").unlink(missing_ok=True)


class Drilled(NamedTuple):
    """What a drill has found."""

    links: int
    rows: int
    opened: int
    """Envelopes that were opened: those for which the member at the desk has the key."""
    sealed: int
    """Records that are there as they were sealed; only others can open them."""
    ledger: Head
    """The end of the ledger in the backup."""
    behind: int
    """Rows that the ledger has got since."""


def drill(session: Session, folder: Path, *, chain: str | None = None) -> Drilled:
    """Restore the backup into a fresh place, open all that the member at the desk may open, and remove it.

    Raises Damaged or Broken where the backup is not what it should be: signed by members, whole, and with
    an end of its ledger that is in the ledger of today.
    """
    with TemporaryDirectory(prefix="waystation-drill-") as place:
        restored = restore(folder, [identity(session.root)], Path(place) / "vault", chain=chain)
        try:
            return _compare(session, restored)
        finally:
            restored.vault.close()


def _compare(session: Session, restored: Restored) -> Drilled:
    members = {each.application.sign_key for each in session.directory.known.values()}
    if restored.vault.id != session.vault.id or not restored.signers <= members:
        raise Damaged.thing(_("backup"), _("the backup of another vault, or one that no member has signed"))
    with session.vault.store.read() as tx:
        now = ledger.verify(tx, [restored.head.ledger])
    with restored.vault.store.write() as tx:
        opened, records = _open_all(session, restored.vault, tx)
        rows = sum(1 for _each in all_rows(tx))
    behind = now.seq - restored.head.ledger.seq
    return Drilled(restored.links, rows, opened, records - opened, restored.head.ledger, behind)


def _open_all(session: Session, vault: Vault, tx: Tx) -> tuple[int, int]:
    """Open every record and file that the member could open then; return how many, and how many there are."""
    then = start(vault, tx, session.member_id, session.root)
    held = load_all(tx, vault.id, then.keys)
    opened = sum(1 for each in held for _row in read_rows(tx, each, each.manifest.records))
    for each in held:
        check_attached(tx, each)
    return opened, int(tx.rows("SELECT count(*) FROM records")[0][0])
