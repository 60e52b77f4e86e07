"""How do sealed records come from the disk and go there, many at a time?"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime

from waystation.domain.access import Listed
from waystation.kit.language import _
from waystation.vault.envelope import Opener, first_counter, seal
from waystation.vault.faults import Damaged
from waystation.vault.manifests import Compartment
from waystation.vault.store import Row, Tx, rows_of

SELECT = "SELECT id, compartment, epoch, blob FROM records WHERE id IN"
SELECT_ALL = "SELECT id, compartment, epoch, blob FROM records WHERE compartment IN"
_WRITE = (
    "INSERT INTO records (id, compartment, epoch, blob) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, blob = excluded.blob"
)


def read_rows(tx: Tx, compartment: Compartment, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield (id, payload) of records of one compartment, in the order in which the database has them.

    Raises Damaged for a record that does not open, and for one that the manifest names and the disk lacks.
    """
    wanted = {bytes.fromhex(each) for each in ids}
    rows = list(rows_of(tx, SELECT, wanted))
    for name, _listed, payload in open_rows(compartment, rows):
        yield name, payload
    if len(rows) != len(wanted):
        raise Damaged.thing(_("record"), _("a compartment that lacks a record of its manifest"))


def open_rows(
    compartment: Compartment, rows: Iterable[Row], wanted: Container[str] | None = None
) -> Iterator[tuple[str, Listed, bytes]]:
    """Yield id, what the manifest says, and payload of wanted ones of rows (id, compartment, epoch, blob).

    What the two columns between say is not looked at: the envelope itself says where it belongs. Raises
    Damaged for one that does not open.
    """
    opener = Opener(compartment.key, compartment.place("00" * 16, 0))
    manifest = compartment.manifest.records
    for identity, _where, _epoch, blob in rows:
        name = identity.hex()
        if wanted is not None and name not in wanted:
            continue
        listed = manifest.get(name)
        if listed is None:
            raise Damaged.thing(
                _("record {id}").format(id=name[:8]), _("a record that its manifest does not name")
            )
        yield name, listed, opener.open(identity, listed.counter, blob)


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


def next_listed(
    before: Listed | None, kind: str, names: tuple[str, str], at: datetime, state: str = ""
) -> Listed:
    """Return what a manifest says of a record that is saved now; `names` are its own key and its title."""
    counter = first_counter() if before is None else before.counter + 1
    return Listed(counter, kind, *names, at, state)
