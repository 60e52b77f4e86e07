"""How do sealed records come from the disk and go there, many at a time?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from waystation.domain.access import Listed
from waystation.vault.envelope import first_counter, open_envelope, seal
from waystation.vault.faults import Damaged
from waystation.vault.manifests import Compartment
from waystation.vault.store import Tx, rows_of

_WRITE = (
    "INSERT INTO records (id, compartment, epoch, blob) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, blob = excluded.blob"
)


def read_rows(tx: Tx, compartment: Compartment, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield (id, payload) of records of one compartment, in the order in which the database has them.

    Raises Damaged for a record that does not open, and for one that the manifest names and the disk lacks.
    """
    wanted = [bytes.fromhex(each) for each in ids]
    counters = compartment.manifest.records
    key, here, count = compartment.key, bytes.fromhex(compartment.id), 0
    for identity, where, epoch, blob in rows_of(
        tx, "SELECT id, compartment, epoch, blob FROM records WHERE id IN", wanted
    ):
        name = bytes(identity).hex()
        listed = counters.get(name)
        if listed is None or where != here:
            raise Damaged.thing(f"record {name[:8]}", "another compartment than its own")
        yield name, open_envelope(key, compartment.place(name, listed.counter, epoch), blob)
        count += 1
    if count != len(set(wanted)):
        raise Damaged.thing("record", "a compartment that lacks a record of its manifest")


def write_rows(
    tx: Tx, compartment: Compartment, payloads: Mapping[str, bytes], counters: Mapping[str, int]
) -> None:
    """Seal payloads under the compartment's key and write them; the manifest is the caller's."""
    epoch, key, here = compartment.grant.epoch, compartment.key, bytes.fromhex(compartment.id)
    tx.many(
        _WRITE,
        (
            (bytes.fromhex(each), here, epoch, seal(key, compartment.place(each, counters[each]), payload))
            for each, payload in payloads.items()
        ),
    )


def next_listed(before: Listed | None, kind: str, names: tuple[str, str], at: datetime) -> Listed:
    """Return what a manifest says of a record that is saved now; `names` are its own key and its title."""
    counter = first_counter() if before is None else before.counter + 1
    return Listed(counter, kind, *names, at)
