"""How does somebody without a passphrase show that a root is meant for him, and take it?

A claim is a key pair in a file under a new passphrase (Argon2id, XSalsa20-Poly1305). Its words are compared
face to face with the member who asks for it (`recovery.ask`); what the trustees open is sealed for it.
"""

from __future__ import annotations

from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.secret import SecretBox
from nacl.utils import random

from waystation.kit.errors import BadInput, Fault
from waystation.kit.files import read_limited, write_private
from waystation.kit.language import _
from waystation.kit.shown import printable
from waystation.vault.accounts import change_slot, write_account
from waystation.vault.box import open_box
from waystation.vault.faults import NotAllowed
from waystation.vault.keys import SIZE, Credentials, Root, account_tag, login_key, new_key
from waystation.vault.login import enter
from waystation.vault.opening import Vault
from waystation.vault.recovery import claim_id
from waystation.vault.session import Session
from waystation.vault.store import one
from waystation.vault.words import fingerprint
from waystation.vault.work import Task, writing

_FIRST = b"waystation claim 1\n"
_SALT = 16
LARGEST = 10_000  # bytes
_NO_BURN = bytes(SIZE)  # a claim is for who may have lost everything


def claim(passphrase: str) -> tuple[bytes, str]:
    """Return a new claim, sealed under its passphrase, and its public key (hex)."""
    seed = new_key()
    salt = random(_SALT)
    return _FIRST + salt + _box(passphrase, salt).encrypt(seed), bytes(PrivateKey(seed).public_key).hex()


def new_claim(path: str | Path, passphrase: str) -> str:
    """Make a claim, write it for its owner alone, and return its public key (hex)."""
    if Path(path).exists():
        raise BadInput.at(printable(str(path)), _("a file that is there already"), _("a new one"))
    data, receiver = claim(passphrase)
    write_private(path, data)
    return receiver


def read_claim(path: str | Path, passphrase: str) -> PrivateKey:
    """Return the key of the claim in a file. Raises BadInput as `open_claim` does."""
    return open_claim(read_limited(path, LARGEST), passphrase, printable(str(path)))


def open_claim(data: bytes, passphrase: str, where: str) -> PrivateKey:
    """Return the key of a claim. Raises BadInput where the passphrase is not the one it was made with."""
    data = data.removeprefix(_FIRST)
    try:
        seed = _box(passphrase, data[:_SALT]).decrypt(data[_SALT:])
    except (CryptoError, ValueError, TypeError):  # another passphrase; no claim at all
        seed = b""
    if len(seed) != SIZE:
        raise BadInput.at(where, _("no claim that this passphrase opens"), _("the claim that was made"))
    return PrivateKey(seed)


def _box(passphrase: str, salt: bytes) -> SecretBox:
    return SecretBox(login_key(passphrase, salt, _NO_BURN).key)


def words_of_claim(receiver: str, language: str = "en") -> str:
    """Return the words that the claimant and the member who asks compare face to face."""
    return fingerprint(bytes.fromhex(receiver), language=language)


def recover(vault: Vault, claim: PrivateKey, login: Credentials) -> Session:
    """Take the root that trustees have opened for a claim; a new passphrase opens it, the old one does not.

    `login` has the member's own handle. Raises BadInput while not enough trustees have helped, NotAllowed for
    another handle.
    """
    identity = claim_id(bytes(claim.public_key).hex())
    with vault.store.read() as tx:
        row = one(tx, "SELECT blob FROM locks WHERE id = ?", (identity,))
    if row is None:
        raise BadInput.at(
            _("recovery"), _("nothing for this claim"), _("waiting until enough trustees have helped")
        )
    secret = open_box(claim, bytes(row[0]))
    session = enter(vault, secret[:16].hex(), Root(secret[16:]), "recover")
    with writing(Task(session, "recover")) as work:
        tag = account_tag(login.handle, login.burn)
        if tag.hex() != session.me.application.account:
            raise NotAllowed(
                [Fault(_("handle"), _("not the one on the member's card"), _("the member's own"))]
            )
        there = one(work.tx, "SELECT 1 FROM accounts WHERE tag = ?", (tag,))
        write = change_slot if there else write_account
        write(work.tx, vault.id, login, (session.member_id, session.root))
        work.tx.run("DELETE FROM locks WHERE id = ?", (identity,))
    vault.store.tidy()
    return session
