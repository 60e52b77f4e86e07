"""What stands in the directory beside the members' cards, for every member to read?"""

from __future__ import annotations

from waystation.domain.base import Frozen
from waystation.vault.manifests import load, store
from waystation.vault.payloads import decode, encode
from waystation.vault.rows import next_listed, read_rows, write_rows
from waystation.vault.session import Session
from waystation.vault.store import Tx
from waystation.vault.work import Work


def put_up(work: Work, kind: str, word: str, identity: str, thing: Frozen) -> None:
    """Write a thing of a kind into the directory, new or in place of itself; lists show its `word`."""
    directory = work.compartment(work.session.directory.compartment.id)
    before = directory.manifest.records
    listed = next_listed(before.get(identity), kind, (word, ""), work.at)
    payload = encode(kind, 1, thing.model_dump_json().encode())
    write_rows(work.tx, directory, {identity: payload}, {identity: listed.counter})
    store(work.tx, directory.with_manifest(records=before | {identity: listed}))
    work.records.append(identity)


def posted(session: Session, tx: Tx, kind: str) -> list[bytes]:
    """Return all things of a kind as JSON, the newest first.

    Needs no row in the ledger: they are for everybody.
    """
    directory = load(tx, session.vault.id, session.keys, session.directory.compartment.id)
    ids = [each for each, listed in directory.manifest.records.items() if listed.kind == kind]
    found = dict(read_rows(tx, directory, ids))
    return [decode(found[each])[2] for each in reversed(ids)]
