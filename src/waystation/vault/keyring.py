"""Which keys does a member hold, and how do they stand on the disk?"""

from __future__ import annotations

from pydantic import Field, ValidationError

from waystation.domain.access import Grant, Head, PublicKey
from waystation.domain.base import Frozen
from waystation.kit.language import _
from waystation.vault.envelope import KEYRING, Place, counter_of, first_counter, open_envelope, seal
from waystation.vault.faults import Damaged, NotAllowed
from waystation.vault.keys import Root
from waystation.vault.store import Tx, one, put

_LEAST = (
    16 * 1024
)  # bytes; a keyring is padded to a power of two, so that the disk does not tell how many keys


class Keyring(Frozen):
    """What one member keeps sealed under the own root."""

    grants: tuple[Grant, ...] = Field(default=(), repr=False)
    """The newest key of each compartment that the member holds."""
    founder: PublicKey | None = None
    """The key that the founder signs with, as it was at the first login. It never changes."""
    seen: Head | None = None
    """The end of the ledger at the last login."""


def new_keyring(tx: Tx, vault: bytes, root: Root) -> None:
    """Write a keyring with nothing in it."""
    write_keyring(tx, vault, root, Keyring(), first_counter())


def write_keyring(tx: Tx, vault: bytes, root: Root, keyring: Keyring, counter: int) -> None:
    """Seal a keyring under a member's root."""
    payload = keyring.model_dump_json().encode()
    least = max(_LEAST, 1 << (len(payload) + 4 - 1).bit_length())
    blob = seal(root.keyring, _place(vault, root, counter), payload, least)
    put(tx, "keyrings", (root.keyring_tag, blob))


def read_keyring(tx: Tx, vault: bytes, root: Root) -> tuple[Keyring, int]:
    """Return a member's keyring and its counter. Raises NotAllowed where the member has been removed."""
    row = one(tx, "SELECT blob FROM keyrings WHERE tag = ?", (root.keyring_tag,))
    if row is None:
        raise NotAllowed.removed()
    counter = counter_of(row[0])
    payload = open_envelope(root.keyring, _place(vault, root, counter), row[0])
    try:
        return Keyring.model_validate_json(payload), counter
    except ValidationError:
        raise Damaged.thing(_("keyring"), _("a form that this program does not know")) from None


def keyring_counter(tx: Tx, root: Root) -> int:
    """Return the counter of the keyring on the disk, without opening it."""
    row = one(tx, "SELECT substr(blob, 1, 100) FROM keyrings WHERE tag = ?", (root.keyring_tag,))
    if row is None:
        raise NotAllowed.removed()
    return counter_of(row[0])


def _place(vault: bytes, root: Root, counter: int) -> Place:
    return Place(vault, root.keyring_tag, KEYRING, root.keyring_tag, 0, counter)
