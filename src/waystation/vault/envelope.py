"""How is a payload sealed so that it opens at one place only, under one key only?

Envelope version 1, byte by byte: docs/decisions/vault-layout.md. XChaCha20-Poly1305 (libsodium). A key of its
own for each envelope, with a commitment to that key and to everything that is bound, both from HKDF-SHA-512
(RFC 5869), so that no envelope opens under two keys. Padding: Padmé (Nikitin and others, PETS 2019), at least
512 bytes, so that only a rough size is told.
"""

from __future__ import annotations

import struct
from hmac import compare_digest
from typing import NamedTuple

from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as _decrypt
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as _encrypt
from nacl.exceptions import CryptoError
from nacl.utils import random

from waystation.kit import padding
from waystation.kit.language import _
from waystation.kit.padding import pad
from waystation.vault.faults import Damaged

RECORD, MANIFEST, KEYRING, SLOT, QUOTA, SESSION = range(1, 7)

VERSION, ALGORITHM = 1, 1
_LABEL = b"waystation"
_HEADER = struct.Struct(">BBBB16sIQ")
_COUNTER = 8  # bytes at the end of the header
_NONCE = slice(_HEADER.size, _HEADER.size + 24)
_COMMITMENT = slice(_NONCE.stop, _NONCE.stop + 32)
_BODY = _COMMITMENT.stop
_SHA512 = SHA512()


class Place(NamedTuple):
    """Where an envelope stands. It opens nowhere else."""

    vault: bytes
    record: bytes
    purpose: int
    compartment: bytes
    epoch: int
    counter: int


def unpad(padded: bytes) -> bytes:
    """Return the payload of what `pad` returned. Raises Damaged for what it cannot have returned."""
    try:
        return padding.unpad(padded)
    except ValueError:
        raise Damaged.thing(_("padding"), _("a length that does not fit")) from None


def seal(key: bytes, place: Place, payload: bytes, least: int = 0) -> bytes:
    """Return the envelope of a payload for its place, padded to at least `least` bytes."""
    header = _header(place)
    bound = _LABEL + place.vault + place.record + header
    made = HKDFExpand(_SHA512, 64, bound).derive(key)
    nonce = random(24)
    return header + nonce + made[32:] + _encrypt(pad(payload, least), bound, nonce, made[:32])


def open_envelope(key: bytes, place: Place, blob: bytes) -> bytes:
    """Return the payload of the envelope that stands at `place`. Raises Damaged where it is not the one."""
    return Opener(key, place).open(place.record, place.counter, blob)


class Opener:
    """Opens many envelopes of one kind of place: only record and counter differ from those of `place`."""

    def __init__(self, key: bytes, place: Place) -> None:
        self._start = _LABEL + place.vault
        self._same = _header(place)[:-_COUNTER]
        # HKDF-Expand to 64 bytes is one block: HMAC(key, info, 1). The key's part of it is done once, here.
        self._keyed = HMAC(key, _SHA512)

    def open(self, record: bytes, counter: int, blob: bytes) -> bytes:
        """Return the payload of an envelope. Raises Damaged where it is not the one."""
        header = self._same + counter.to_bytes(_COUNTER, "big")
        bound = self._start + record + header
        expanding = self._keyed.copy()
        expanding.update(bound + b"\x01")
        made = expanding.finalize()
        if not blob.startswith(header) or not compare_digest(blob[_COMMITMENT], made[32:]):
            raise _stranger(bound, blob)
        try:
            padded = _decrypt(blob[_BODY:], bound, blob[_NONCE], made[:32])
        except (CryptoError, ValueError):  # ValueError: shorter than a tag
            raise _stranger(bound, blob) from None
        return padded[4 : 4 + int.from_bytes(padded[:4], "big")]


def counter_of(blob: bytes) -> int:
    """Return the counter that an envelope says it has; true once it has been opened with it."""
    if len(blob) < _BODY:
        raise Damaged.thing(_("envelope"), _("{count} bytes").format(count=len(blob)))
    return int(_HEADER.unpack_from(blob)[6])


def first_counter() -> int:
    """Return a counter to begin with: random, so that it does not tell how often something was saved."""
    return int.from_bytes(random(5), "big")


def _header(place: Place) -> bytes:
    return _HEADER.pack(VERSION, ALGORITHM, place.purpose, 0, place.compartment, place.epoch, place.counter)


def _stranger(bound: bytes, blob: bytes) -> Damaged:
    """Return the error for an envelope that does not open; never anything of what is in it."""
    record, header = bound[len(_LABEL) + 16 :][:16], bound[-_HEADER.size :]
    said = _("manifest {id}") if header[2] == MANIFEST else _("envelope {id}")
    what = said.format(id=record.hex()[:8])
    if blob and blob[0] > VERSION:
        return Damaged.thing(
            what,
            _("version {version} of the envelope, which a newer program has written").format(version=blob[0]),
        )
    return Damaged.thing(what)
