"""Which files belong to a record, and how do they live, move and die with it?

What has to be known of a file (name, size, where its bytes stand, under which key) is a sealed record of the
same compartment. The manifest lists it under the record that it belongs to. So it is found without opening
anything, gets its new key where the compartment gets one, and dies with its record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress

from waystation.domain.access import Attachment, Listed, Manifest
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.vault.attachments import Stream, drop_streams, open_stream, seal_stream
from waystation.vault.faults import Damaged, NotAllowed
from waystation.vault.keys import new_id
from waystation.vault.manifests import Compartment, load_some, store
from waystation.vault.payloads import decode, encode
from waystation.vault.rows import next_listed, read_rows, write_rows
from waystation.vault.store import Tx
from waystation.vault.tags import tags
from waystation.vault.work import Look, Work

ATTACHMENT = "attachment"
"""What manifests call it. No domain record is of this kind, so nothing but this opens one."""


def attach(work: Work, compartment: str, record: str, name: str, chunks: Iterable[bytes]) -> str:
    """Seal a file, which comes in chunks of any size, with a record that is there; return the file's id.

    Raises NotHeld without the compartment's key, NotAllowed where the record is not in it.
    """
    held = work.compartment(compartment)
    if record not in held.manifest.records or held.manifest.records[record].kind == ATTACHMENT:
        raise NotAllowed(
            [Fault(_("record {id}").format(id=record[:8]), _("no such record"), _("one that is there"))]
        )
    stream = seal_stream(work.tx, work.session.vault.id, chunks)
    identity, listed = new_id(), next_listed(None, ATTACHMENT, (record, name), work.at)
    write_rows(work.tx, held, {identity: _payload(record, name, stream)}, {identity: listed.counter})
    store(work.tx, held.with_manifest(records=held.manifest.records | {identity: listed}))
    work.records += [record, identity]
    work.compartments.append(compartment)
    work.trace("opened", what=tags(work.session, "record", [record, identity]))
    return identity


def attached_to(manifest: Manifest, records: Collection[str]) -> dict[str, Listed]:
    """Return the files of some records by id, as the manifest lists them: `key` is the record's id."""
    there = manifest.records.items()
    return {each: it for each, it in there if it.kind == ATTACHMENT and it.key in records}


def open_attached(look: Look, identity: str) -> tuple[Attachment, Iterator[bytes]]:
    """Return what is known of a file, and its bytes, a part at a time.

    Nothing of them counts before the iteration has ended well. Raises NotAllowed for one that the ledger does
    not name, Damaged where something of it does not open.
    """
    session = look.session
    held = load_some(look.tx, session.vault.id, session.keys, sorted(look.compartments))
    where = [each for each in held.values() if identity in each.manifest.records]
    if identity not in look.records or not where:
        raise NotAllowed(
            [Fault(_("file {id}").format(id=identity[:8]), _("no such file"), _("one that is there"))]
        )
    ((_id, found),) = _read(look.tx, where[0], [identity])
    return found, open_stream(look.tx, session.vault.id, stream_of(found))


def drop_attached(tx: Tx, compartment: Compartment, ids: Iterable[str]) -> None:
    """Delete the bytes of files, and what is known of them; the manifest is the caller's."""
    wanted = list(ids)
    for identity in wanted:  # where it does not open, nobody knows any more where its bytes stand
        with suppress(Damaged):
            drop_streams(tx, [found.stream for _id, found in _read(tx, compartment, [identity])])
    tx.many("DELETE FROM records WHERE id = ?", [(bytes.fromhex(each),) for each in wanted])


def resealed(tx: Tx, compartment: Compartment, payloads: Mapping[str, bytes]) -> dict[str, bytes]:
    """Seal the bytes of all files of a compartment under new keys; return the payloads as they are then.

    Bytes that do not open any more stay as they are: a broken file must not keep a member from being removed.
    """
    records = compartment.manifest.records
    return {
        each: _moved(tx, compartment.vault, payload) if records[each].kind == ATTACHMENT else payload
        for each, payload in payloads.items()
    }


def check_attached(tx: Tx, compartment: Compartment) -> int:
    """Open every file of a compartment; return how many. Raises Damaged for the first that does not open."""
    ids = [each for each, it in compartment.manifest.records.items() if it.kind == ATTACHMENT]
    for _id, found in _read(tx, compartment, ids):
        for _part in open_stream(tx, compartment.vault, stream_of(found)):
            pass
    return len(ids)


def stream_of(attachment: Attachment) -> Stream:
    """Return where the bytes of a file stand, and under which key."""
    return Stream(attachment.stream, bytes.fromhex(attachment.key), attachment.size)


def _moved(tx: Tx, vault: bytes, payload: bytes) -> bytes:
    before = _attachment(payload)
    try:
        stream = seal_stream(tx, vault, open_stream(tx, vault, stream_of(before)))
    except Damaged:
        return payload
    drop_streams(tx, [before.stream])
    return _payload(before.record, before.name, stream)


def _read(tx: Tx, compartment: Compartment, ids: Iterable[str]) -> Iterator[tuple[str, Attachment]]:
    for identity, payload in read_rows(tx, compartment, ids):
        yield identity, _attachment(payload)


def _attachment(payload: bytes) -> Attachment:
    return Attachment.model_validate_json(decode(payload)[2])


def _payload(record: str, name: str, stream: Stream) -> bytes:
    known = Attachment(record=record, name=name, stream=stream.id, key=stream.key.hex(), size=stream.size)
    return encode(ATTACHMENT, 1, known.model_dump_json().encode())
