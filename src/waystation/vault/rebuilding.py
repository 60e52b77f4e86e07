"""How does a compartment whose manifest is damaged open again, from what its records say of themselves?

Each envelope names its own counter, and opens under the compartment's key with that counter only. So the list
of records can be made again. What stood in the manifest alone is gone: titles, state, since when. And nobody
can tell any more whether a record is its own newest state: the manifest was what pinned that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from waystation.domain.access import Attachment, CompartmentKind, Listed, Manifest
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.vault.attached import ATTACHMENT
from waystation.vault.envelope import counter_of, open_envelope
from waystation.vault.faults import Damaged, NotAllowed, NotHeld
from waystation.vault.manifests import Compartment, opened, store
from waystation.vault.payloads import decode
from waystation.vault.rotation import rotate
from waystation.vault.seeing import seen
from waystation.vault.session import Session
from waystation.vault.store import Row, Tx, one
from waystation.vault.tags import tag, tags
from waystation.vault.work import Work

_MANIFEST = "SELECT id, epoch, blob FROM compartments WHERE id = ?"
_RECORDS = "SELECT id, epoch, blob FROM records WHERE compartment = ?"


class Rebuilt(NamedTuple):
    """A compartment that opens again."""

    records: int
    """How many records and files are in it."""
    lost: tuple[str, ...]
    """Ids of those that do not open, or whose record does not: they are in no list any more."""
    holders: tuple[str, ...]
    """The members who hold it, by the traces of the ledger."""


def damaged(session: Session) -> list[str]:
    """Return the compartments that the member holds, and whose manifest does not open."""
    found = []
    with session.vault.store.read() as tx:
        for each in session.keys:
            with suppress(NotHeld):  # it got a new key meanwhile
                found += [each] if _is_damaged(session, tx, each) else []
    return found


def holders(work: Work, compartment: str) -> tuple[str, ...]:
    """Return who holds a compartment now, by the traces of the ledger: to whom its newest key was given.

    Raises NotHeld without the watchtower.
    """
    session = work.session
    here, epoch = tag(session, "compartment", compartment), session.keys[compartment].epoch
    given: set[str] = set()
    for _row, trace in seen(session, work.tx):
        if trace.verb == "granted" and trace.epoch == epoch and here in trace.what:
            given |= set(trace.to)
    me = {session.member_id}
    return tuple(
        each for each in session.directory.members if each in me or tag(session, "member", each) in given
    )


def rebuild(work: Work, compartment: str, kind: CompartmentKind, title: str) -> Rebuilt:
    """Make the manifest of a compartment anew, and give it a new key, which all who held it get.

    Raises NotAllowed for one whose manifest opens, and for directory and watchtower, which hold keys that are
    nowhere else; NotHeld for one whose newest key the member does not have.
    """
    session = work.session
    if compartment in {session.directory.compartment.id, session.directory.watchtower}:
        raise _refused(_("one whose keys stood in the manifest alone"), _("a backup that is restored"))
    if compartment not in session.keys:
        raise NotHeld(compartment)
    if not _is_damaged(session, work.tx, compartment):
        raise _refused(_("one that opens"), _("one that is damaged"))
    grant = session.keys[compartment]
    held = dict.fromkeys(holders(work, compartment), grant.epoch)
    empty = Compartment(
        session.vault.id, grant, Manifest(kind=kind, title=title, since=work.at, holders=held)
    )
    rows = work.tx.rows(_RECORDS, (bytes.fromhex(compartment),))
    found = _without_orphans(dict(_listed(empty, rows, work.at)))
    store(work.tx, empty.with_manifest(records=found))
    rotate(work, [compartment])
    work.records += found
    here = tags(session, "compartment", [compartment])
    work.trace("opened", what=tags(session, "record", found) + here)
    lost = sorted({bytes(row[0]).hex() for row in rows} - found.keys())
    return Rebuilt(len(found), tuple(lost), tuple(held))


def _is_damaged(session: Session, tx: Tx, compartment: str) -> bool:
    """Tell whether a manifest does not open, or is missing while records of it are there.

    Raises NotHeld where the key is an old one.
    """
    row = one(tx, _MANIFEST, (bytes.fromhex(compartment),))
    if row is None:
        return one(tx, _RECORDS, (bytes.fromhex(compartment),)) is not None
    try:
        opened((bytes(row[0]), row[1], bytes(row[2])), session.vault.id, session.keys[compartment])
    except Damaged:
        return True
    return False


def _listed(compartment: Compartment, rows: list[Row], at: datetime) -> Iterator[tuple[str, Listed]]:
    """Yield what the manifest has to say of each record that opens, with the counter of its envelope."""
    for identity, _epoch, blob in rows:
        name = bytes(identity).hex()
        try:
            counter = counter_of(bytes(blob))
            payload = open_envelope(compartment.key, compartment.place(name, counter), bytes(blob))
            kind, _form, body = decode(payload)
        except Damaged:
            continue
        yield name, Listed(counter, kind, *_names(kind, body), at)


def _names(kind: str, body: bytes) -> tuple[str, str]:
    """Return a record's own key; of a file the record that it belongs to, and its name."""
    if kind == ATTACHMENT:
        file = Attachment.model_validate_json(body)
        return file.record, file.name
    return str(json.loads(body)["id"]), ""


def _without_orphans(found: Mapping[str, Listed]) -> dict[str, Listed]:
    """Leave out files whose record is lost: nobody could find them, and they would never die."""
    return {each: it for each, it in found.items() if it.kind != ATTACHMENT or it.key in found}


def _refused(found: str, allowed: str) -> NotAllowed:
    return NotAllowed([Fault(_("compartment"), found, allowed)])
