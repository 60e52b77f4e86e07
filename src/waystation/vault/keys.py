"""Which keys come from a passphrase and the burn secret, and which from a member's root?

Argon2id makes guessing slow; the burn secret (32 random bytes that are never in the database) makes it
useless without that file. HKDF-SHA-512 (RFC 5869) makes one key out of another.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand
from nacl.public import PrivateKey
from nacl.pwhash import argon2id
from nacl.signing import SigningKey
from nacl.utils import random

SIZE = 32  # bytes of every key


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a passphrase costs: memory in bytes, and how often it is gone through."""

    memory: int = 128 * 1024 * 1024
    passes: int = 3


USUAL = Cost()


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a member unlocks with. Never shown, never in the arguments of a process."""

    handle: str = field(repr=False)
    passphrase: str = field(repr=False)
    burn: bytes = field(repr=False)
    """The burn secret: 32 bytes."""


class LoginKey(NamedTuple):
    """What opens an account's slot, and what shows that the passphrase was the right one."""

    key: bytes
    proof: bytes


def new_key() -> bytes:
    """Return 32 random bytes."""
    return random(SIZE)


def new_id() -> str:
    """Return 16 random bytes in hex: the id of a record, compartment or member."""
    return random(16).hex()


def derive(key: bytes, purpose: str, size: int = SIZE) -> bytes:
    """Return the key for one purpose that follows from another key."""
    return HKDFExpand(SHA512(), size, b"waystation " + purpose.encode()).derive(key)


def login_key(passphrase: str, salt: bytes, burn: bytes) -> LoginKey:
    """Return what a passphrase and the burn secret make of an account's salt (16 bytes).

    The passphrase is taken in normal form NFKC, with single spaces, so that Korean typed on another system
    is the same.
    """
    plain = " ".join(unicodedata.normalize("NFKC", passphrase).split())
    slow = argon2id.kdf(SIZE, plain.encode(), salt, USUAL.passes, USUAL.memory)
    both = HKDF(SHA512(), 2 * SIZE, salt=burn, info=b"waystation login").derive(slow)
    return LoginKey(both[:SIZE], both[SIZE:])


def account_tag(handle: str, burn: bytes) -> bytes:
    """Return the tag (16 bytes) of the account with this handle; nobody finds it without the burn secret."""
    plain = unicodedata.normalize("NFKC", handle).strip().casefold()
    return HKDF(SHA512(), 16, salt=burn, info=b"waystation account").derive(plain.encode())


@dataclass(frozen=True)
class Root:
    """A member's root: 32 bytes from which all keys of the member follow."""

    seed: bytes = field(default_factory=new_key, repr=False)

    @cached_property
    def box(self) -> PrivateKey:
        """The X25519 key that keys for the member are sealed to."""
        return PrivateKey(derive(self.seed, "box"))

    @cached_property
    def sign(self) -> SigningKey:
        """The Ed25519 key that the member signs with."""
        return SigningKey(derive(self.seed, "sign"))

    @cached_property
    def keyring(self) -> bytes:
        """The key of the member's keyring."""
        return derive(self.seed, "keyring")

    @cached_property
    def quota(self) -> bytes:
        """The key of the member's own count of openings."""
        return derive(self.seed, "quota")

    @cached_property
    def keyring_tag(self) -> bytes:
        """The tag (16 bytes) of the keyring's row, which cannot be told from a random one."""
        return derive(self.seed, "keyring tag", 16)

    @cached_property
    def inbox_tag(self) -> bytes:
        """The tag (16 bytes) under which keys wait for the member."""
        return derive(self.seed, "inbox tag", 16)

    @cached_property
    def session_tag(self) -> bytes:
        """The tag (16 bytes) of the member's sessions."""
        return derive(self.seed, "session tag", 16)

    @cached_property
    def second(self) -> Root:
        """The root that a duress passphrase opens. Every member has one: so nobody can tell who uses it."""
        return Root(derive(self.seed, "second"))

    @cached_property
    def quota_tag(self) -> bytes:
        """The tag (16 bytes) of the row that counts openings."""
        return derive(self.seed, "quota tag", 16)
