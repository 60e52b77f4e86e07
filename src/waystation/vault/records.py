"""How is a record saved without losing what others saved meanwhile, and opened once it is written down?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from waystation.domain.access import Listed
from waystation.domain.case_record import CaseRecord
from waystation.domain.record import Record
from waystation.domain.standing import standing
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.vault.attached import ATTACHMENT, attached_to, drop_attached
from waystation.vault.faults import Conflict, Damaged, NotAllowed
from waystation.vault.keys import new_id
from waystation.vault.manifests import Compartment, load_some, store
from waystation.vault.payloads import decode, decode_record, encode_record
from waystation.vault.rows import SELECT, SELECT_ALL, next_listed, open_rows, write_rows
from waystation.vault.store import Row, rows_of
from waystation.vault.tags import tags
from waystation.vault.work import Look, Work


@dataclass(frozen=True)
class Draft:
    """A record that is to be saved."""

    value: Record
    title: str = ""
    """What lists show beside the record's own key."""
    id: str | None = None
    """The record's id in the vault. Absent: a new record."""
    counter: int | None = None
    """The counter that it had when it was opened. Needed for a record that is there already."""

    @property
    def names(self) -> tuple[str, str]:
        """The record's own key and its title."""
        return self.value.id, self.title


class Saved(NamedTuple):
    """A record as it now stands."""

    id: str
    counter: int


class Opened(NamedTuple):
    """A record that was opened."""

    id: str
    compartment: str
    kind: str
    key: str
    """The record's own key, which people choose."""
    title: str
    counter: int
    body: bytes
    """JSON, in the form in which it was saved."""

    @property
    def value(self) -> Record:
        """The domain object, brought to today's form. Raises BadInput for a form that is newer."""
        return decode_record(self.body)


def save(work: Work, compartment: str, drafts: Sequence[Draft]) -> tuple[Saved, ...]:
    """Save records in a compartment: all of them or, where one was changed meanwhile, none.

    Raises Conflict with the ids of those that somebody else has saved since they were opened.
    """
    held = work.compartment(compartment)
    before = held.manifest.records
    _check_current(before, drafts)
    payloads: dict[str, bytes] = {}
    listed: dict[str, Listed] = {}
    for draft in drafts:
        identity = draft.id or new_id()
        kind, payloads[identity] = encode_record(draft.value)
        listed[identity] = next_listed(
            before.get(identity), kind, draft.names, work.at, standing(draft.value)
        )
    put_payloads(work, _standing(held, drafts), payloads, listed)
    return tuple(Saved(identity, each.counter) for identity, each in listed.items())


def put_payloads(
    work: Work, compartment: Compartment, payloads: dict[str, bytes], listed: dict[str, Listed]
) -> Compartment:
    """Write payloads and what the manifest says of them; return the compartment as it now stands."""
    counters = {identity: each.counter for identity, each in listed.items()}
    write_rows(work.tx, compartment, payloads, counters)
    work.records += payloads
    if compartment.id not in work.compartments:
        work.compartments.append(compartment.id)
    what = tags(work.session, "record", payloads) + tags(work.session, "compartment", [compartment.id])
    work.trace("opened", what=what)
    return store(work.tx, compartment.with_manifest(records=compartment.manifest.records | listed))


def shred(work: Work, compartment: str, ids: Iterable[str]) -> None:
    """Delete records, or files, and what is attached to them.

    Their keys cannot be made again once the compartment has rotated.
    """
    held = work.compartment(compartment)
    gone = set(ids)
    if unknown := gone - held.manifest.records.keys():
        raise Damaged.thing(_("record {id}").format(id=min(unknown)[:8]), _("no record of this compartment"))
    files = {each for each in gone if held.manifest.records[each].kind == ATTACHMENT}
    files |= attached_to(held.manifest, gone).keys()
    drop_attached(work.tx, held, sorted(files))
    gone |= files
    work.tx.many("DELETE FROM records WHERE id = ?", [(bytes.fromhex(each),) for each in gone])
    records = {each: listed for each, listed in held.manifest.records.items() if each not in gone}
    store(work.tx, held.with_manifest(records=records))
    work.records += sorted(gone)
    work.compartments.append(compartment)


def open_records(look: Look, ids: Iterable[str]) -> list[Opened]:
    """Open records, in the order asked for. Raises NotAllowed for one that the ledger's row does not name.

    Raises NotHeld for one in a compartment that the member does not hold, Damaged where one does not open.
    """
    wanted = list(dict.fromkeys(ids))
    if not look.records.issuperset(wanted):
        raise NotAllowed(
            [Fault(_("record"), _("one that the ledger does not name"), _("what was written down before"))]
        )
    found = _opened(look, wanted)
    if missing := [each for each in wanted if each not in found]:
        raise NotAllowed(
            [Fault(_("record {id}").format(id=missing[0][:8]), _("no such record"), _("one that is there"))]
        )
    return [found[each] for each in wanted]


def _opened(look: Look, ids: list[str]) -> dict[str, Opened]:
    """Return by id those that are there."""
    session, wanted = look.session, set(ids)
    held = load_some(look.tx, session.vault.id, session.keys, sorted(look.compartments))
    found: dict[str, Opened] = {}
    for where, rows in _grouped(held, _rows(look, held, ids)):
        for identity, listed, payload in open_rows(held[where], rows, wanted):
            kind, _form, body = decode(payload)
            found[identity] = Opened(identity, where, kind, listed.key, listed.title, listed.counter, body)
    return found


def _grouped(held: Mapping[str, Compartment], rows: Iterable[Row]) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield each compartment with its rows; there is nothing to sort where there is one only."""
    if len(held) == 1:
        yield from ((each, rows) for each in held)
        return
    groups: defaultdict[bytes, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[1]].append(row)
    yield from ((where.hex(), some) for where, some in groups.items())


def _rows(look: Look, held: Mapping[str, Compartment], ids: list[str]) -> Iterator[Row]:
    """Yield the rows of records; of whole compartments where most of what is in them is asked for."""
    if sum(len(each.manifest.records) for each in held.values()) <= 2 * len(ids):
        return rows_of(look.tx, SELECT_ALL, map(bytes.fromhex, held))
    return rows_of(look.tx, SELECT, map(bytes.fromhex, ids))


def _standing(held: Compartment, drafts: Sequence[Draft]) -> Compartment:
    """Return a case's compartment with the state of the case that is saved in it."""
    states = [draft.value.state for draft in drafts if isinstance(draft.value, CaseRecord)]
    if held.manifest.kind != "case" or not states:
        return held
    return held.with_manifest(state=states[-1])


def _check_current(before: dict[str, Listed], drafts: Sequence[Draft]) -> None:
    """Raise Conflict with every record that is not as it was when it was opened."""
    stale = [
        draft.id
        for draft in drafts
        if draft.id is not None and (draft.id not in before or before[draft.id].counter != draft.counter)
    ]
    if stale:
        raise Conflict(stale)
