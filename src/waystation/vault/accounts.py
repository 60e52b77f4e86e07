"""How does a member's root stand on the disk, for nobody but who has the passphrase and the burn secret?

Each account has two slots of one size. The second opens the duress account where there is one; otherwise it
is sealed under a key that nobody has, and cannot be told from one that somebody has.
"""

from __future__ import annotations

import json
from hmac import compare_digest

from nacl.utils import random

from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.vault.envelope import SLOT, Place, open_envelope, seal
from waystation.vault.faults import Damaged, NotAllowed, WrongPassphrase
from waystation.vault.keys import Credentials, LoginKey, Root, account_tag, login_key, new_key
from waystation.vault.store import Tx, one

_SALT = 16


def write_account(tx: Tx, vault: bytes, login: Credentials, who: tuple[str, Root]) -> None:
    """Write a new account for a member's id and root. Raises NotAllowed for a handle that is taken."""
    tag, salt = account_tag(login.handle, login.burn), random(_SALT)
    if one(tx, "SELECT 1 FROM accounts WHERE tag = ?", (tag,)):
        raise NotAllowed([Fault(_("handle"), _("one that is taken"), _("another one"))])
    slots = _slot(vault, tag, login_key(login.passphrase, salt, login.burn), who) + _nobodys(vault, tag)
    tx.run("INSERT INTO accounts (tag, salt, slots) VALUES (?, ?, ?)", (tag, salt, slots))


def change_slot(tx: Tx, vault: bytes, login: Credentials, who: tuple[str, Root], slot: int = 0) -> None:
    """Let a new passphrase open the root of `who` in one slot of the account; the other slot stays."""
    tag, salt, slots = _account(tx, login)
    slots[slot] = _slot(vault, tag, login_key(login.passphrase, salt, login.burn), who)
    tx.run("UPDATE accounts SET slots = ? WHERE tag = ?", (b"".join(slots), tag))


def close_slot(tx: Tx, vault: bytes, login: Credentials, slot: int = 1) -> None:
    """Make one slot of the account one that nobody opens."""
    tag, _salt, slots = _account(tx, login)
    slots[slot] = _nobodys(vault, tag)
    tx.run("UPDATE accounts SET slots = ? WHERE tag = ?", (b"".join(slots), tag))


def open_account(tx: Tx, vault: bytes, login: Credentials) -> tuple[str, Root]:
    """Return the member's id and root. Takes as long where there is no such account.

    Raises WrongPassphrase.
    """
    tag = account_tag(login.handle, login.burn)
    row = one(tx, "SELECT salt, slots FROM accounts WHERE tag = ?", (tag,))
    salt = random(_SALT) if row is None else bytes(row[0])
    made = login_key(login.passphrase, salt, login.burn)
    for slot in [] if row is None else _halves(bytes(row[1])):
        if (found := _opened(vault, tag, made, slot)) is not None:
            return found
    raise WrongPassphrase


def _account(tx: Tx, login: Credentials) -> tuple[bytes, bytes, list[bytes]]:
    tag = account_tag(login.handle, login.burn)
    row = one(tx, "SELECT salt, slots FROM accounts WHERE tag = ?", (tag,))
    if row is None:
        raise WrongPassphrase
    return tag, bytes(row[0]), _halves(bytes(row[1]))


def _halves(slots: bytes) -> list[bytes]:
    middle = len(slots) // 2
    return [slots[:middle], slots[middle:]]


def _slot(vault: bytes, tag: bytes, login: LoginKey, who: tuple[str, Root]) -> bytes:
    body = json.dumps({"member": who[0], "root": who[1].seed.hex(), "proof": login.proof.hex()})
    return seal(login.key, _place(vault, tag), body.encode())


def _nobodys(vault: bytes, tag: bytes) -> bytes:
    return seal(new_key(), _place(vault, tag), random(200))


def _opened(vault: bytes, tag: bytes, login: LoginKey, slot: bytes) -> tuple[str, Root] | None:
    try:
        body = json.loads(open_envelope(login.key, _place(vault, tag), slot))
    except Damaged:
        return None
    if not compare_digest(bytes.fromhex(body["proof"]), login.proof):
        return None
    return str(body["member"]), Root(bytes.fromhex(body["root"]))


def _place(vault: bytes, tag: bytes) -> Place:
    return Place(vault, tag, SLOT, tag, 0, 0)
