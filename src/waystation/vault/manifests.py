"""What is in a compartment, and how does its table of contents stand on the disk?"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from nacl.public import PrivateKey
from pydantic import ValidationError

from waystation.domain.access import Grant, Manifest
from waystation.kit.language import _
from waystation.vault import shelf
from waystation.vault.envelope import MANIFEST, RECORD, Place, counter_of, first_counter, open_envelope, seal
from waystation.vault.faults import Damaged, NotHeld
from waystation.vault.keys import new_key
from waystation.vault.store import Row, Tx, put, rows_of

Keys = dict[str, Grant]


@dataclass(frozen=True)
class Compartment:
    """A compartment whose key is at hand, as it stood when it was read."""

    vault: bytes
    grant: Grant
    manifest: Manifest
    counter: int = field(default_factory=first_counter)

    @property
    def id(self) -> str:
        """The compartment's id."""
        return self.grant.compartment

    @property
    def key(self) -> bytes:
        """The key of its epoch."""
        return bytes.fromhex(self.grant.key)

    def place(self, record: str, counter: int) -> Place:
        """Return the place of one of its records, with the counter that the manifest names."""
        ids = bytes.fromhex(record), bytes.fromhex(self.id)
        return Place(self.vault, ids[0], RECORD, ids[1], self.grant.epoch, counter)

    def with_manifest(self, **changes: object) -> Compartment:
        """Return the compartment with a changed manifest, which is not yet on the disk."""
        return replace(self, manifest=self.manifest.model_copy(update=changes))


def new_grant(compartment: str, epoch: int = 1) -> Grant:
    """Return a new key for a compartment."""
    return Grant(compartment=compartment, epoch=epoch, key=new_key().hex())


def load(tx: Tx, vault: bytes, keys: Keys, compartment: str) -> Compartment:
    """Return a compartment by its id. Raises NotHeld without its key, Damaged where it does not open."""
    return load_some(tx, vault, keys, [compartment])[compartment]


def load_some(tx: Tx, vault: bytes, keys: Keys, compartments: Iterable[str]) -> dict[str, Compartment]:
    """Return compartments by their ids. Raises NotHeld for one whose key is not at hand."""
    wanted = dict.fromkeys(compartments)
    rows = rows_of(tx, "SELECT id, epoch, blob FROM compartments WHERE id IN", map(bytes.fromhex, wanted))
    found = {row[0].hex(): row for row in rows}
    for missing in wanted.keys() - (found.keys() & keys.keys()):
        raise NotHeld(missing)
    return {each: opened(found[each], vault, keys[each]) for each in wanted}


def load_all(tx: Tx, vault: bytes, keys: Keys) -> list[Compartment]:
    """Return every compartment that these keys open, in the order of the keys; old keys open none.

    Raises Damaged for the first manifest that does not open.
    """
    return [opened(row, vault, grant) for grant, row in _current(tx, keys)]


def load_sound(tx: Tx, vault: bytes, keys: Keys) -> list[Compartment]:
    """Return the same without those whose manifest is damaged: one of them must not keep anybody out."""
    found = []
    for grant, row in _current(tx, keys):
        with suppress(Damaged):
            found.append(opened(row, vault, grant))
    return found


def _current(tx: Tx, keys: Keys) -> list[tuple[Grant, Row]]:
    """Return each key with the row (id, epoch, blob) that it opens."""
    found = tx.rows("SELECT id, epoch, blob FROM compartments")
    rows = {(row[0].hex(), row[1]): row for row in found}
    places = [(grant, rows.get((grant.compartment, grant.epoch))) for grant in keys.values()]
    return [(grant, row) for grant, row in places if row is not None]


def opened(row: Row, vault: bytes, grant: Grant) -> Compartment:
    """Return the compartment of one row (id, epoch, blob)."""
    identity, epoch, blob = row
    if epoch != grant.epoch:
        raise NotHeld(grant.compartment)
    known = shelf.known(grant, blob)
    if known is not None:
        return known
    counter = counter_of(blob)
    place = Place(vault, identity, MANIFEST, identity, epoch, counter)
    payload = open_envelope(bytes.fromhex(grant.key), place, blob)
    try:
        compartment = Compartment(vault, grant, Manifest.model_validate_json(payload), counter)
    except ValidationError:
        raise Damaged.thing(_("manifest"), _("a form that this program does not know")) from None
    return shelf.keep(compartment, blob)


def store(tx: Tx, compartment: Compartment) -> Compartment:
    """Seal a compartment's manifest and write it; return it as it now stands."""
    after = replace(compartment, counter=compartment.counter + 1)
    identity = bytes.fromhex(after.id)
    place = Place(after.vault, identity, MANIFEST, identity, after.grant.epoch, after.counter)
    blob = seal(after.key, place, after.manifest.model_dump_json().encode())
    tx.run(
        "INSERT INTO compartments (id, epoch, blob) VALUES (?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, blob = excluded.blob",
        (identity, after.grant.epoch, blob),
    )
    _publish(tx, after.manifest)
    return after


def _publish(tx: Tx, manifest: Manifest) -> None:
    """Write the public key of the box that every member can seal to. That a door has one shows nowhere."""
    if manifest.seeds and manifest.kind in {"directory", "watchtower"}:
        public = bytes(PrivateKey(bytes.fromhex(manifest.seeds[0])).public_key)
        put(tx, "meta", (f"{manifest.kind} box", public))
