"""Is a vault in one piece? What must hold whenever no work is under way, whatever happened before."""

from __future__ import annotations

from typing import Any

from tests.vault.office import look_at

from waystation.vault import ledger
from waystation.vault.manifests import load_all
from waystation.vault.opening import Vault
from waystation.vault.session import Session

TABLES = {
    "meta": "key",
    "accounts": "tag",
    "keyrings": "tag",
    "inbox": "id",
    "compartments": "id",
    "records": "id",
    "attachments": "id, part",
    "ledger": "seq",
    "locks": "id",
    "quotas": "tag",
    "sessions": "id",
    "watch": "id",
    "outbox": "id",
    "recipients": "handle",
    "arrivals": "id",
    "outages": "began",
    "heartbeat": "id",
}
WATCH = ("watch", "outbox", "recipients", "arrivals", "outages", "heartbeat")


def everything(vault: Vault) -> dict[str, list[tuple[Any, ...]]]:
    """All that stands on the disk."""
    with vault.store.read() as tx:
        return {name: tx.rows(f"SELECT * FROM {name} ORDER BY {key}") for name, key in TABLES.items()}  # noqa: S608


def check(session: Session) -> None:
    """The ledger is whole; every manifest names exactly the records that are there; all of them open.

    The member must hold every compartment there is.
    """
    vault = session.vault
    with vault.store.read() as tx:
        ledger.verify(tx)
        held = load_all(tx, vault.id, session.keys)
        there = {
            bytes(each).hex(): bytes(where).hex()
            for each, where in tx.rows("SELECT id, compartment FROM records")
        }
        epochs = tx.rows("SELECT DISTINCT compartment, epoch FROM records")
        assert len(held) == len(tx.rows("SELECT id FROM compartments"))
    assert there == {each: some.id for some in held for each in some.manifest.records}
    current = {some.id: some.grant.epoch for some in held}
    assert all(current[bytes(where).hex()] == epoch for where, epoch in epochs)
    ordinary = [each for some in held if some.manifest.kind == "case" for each in some.manifest.records]
    assert len(look_at(session, ordinary)) == len(ordinary)
