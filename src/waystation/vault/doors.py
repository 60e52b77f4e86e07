"""Which compartments have a box that the public door seals to, and with which keys is that opened?"""

from __future__ import annotations

from nacl.public import PrivateKey

from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.compartments import create_compartment
from waystation.vault.keys import new_key
from waystation.vault.manifests import Compartment, load_all, store
from waystation.vault.session import Session
from waystation.vault.store import Tx
from waystation.vault.work import Work

KIND = "door"


def make_door(work: Work, title: str) -> Compartment:
    """Make a compartment with a box, that nobody but the member at the desk holds."""
    made = create_compartment(work, "door", title)
    return store(work.tx, made.with_manifest(seeds=(new_key().hex(),)))


def doors(session: Session, tx: Tx) -> list[Compartment]:
    """Return the doors that the member holds, the oldest first."""
    held = load_all(tx, session.vault.id, session.keys)
    found = [each for each in held if each.manifest.kind == KIND and each.manifest.seeds]
    return sorted(found, key=lambda each: (each.manifest.since, each.id))


def door(session: Session, tx: Tx, compartment: str | None = None) -> Compartment:
    """Return one door, or the only one. Raises BadInput where it is none or several."""
    found = [each for each in doors(session, tx) if compartment in {None, each.id}]
    if len(found) != 1:
        what = _("{count} of them").format(count=len(found)) if found else _("none that this member holds")
        raise BadInput.at(_("door"), what, _("one; `waystation door key` makes the first"))
    return found[0]


def public_key(compartment: Compartment) -> bytes:
    """Return the key that a door should have now (32 bytes)."""
    return bytes(PrivateKey(bytes.fromhex(compartment.manifest.seeds[0])).public_key)
