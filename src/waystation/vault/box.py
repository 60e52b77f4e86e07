"""How is something sealed for the holder of a public key, by nobody in particular?

Anonymous sealed boxes of libsodium (X25519, XSalsa20-Poly1305). Not post-quantum:
docs/decisions/vault-layout.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from waystation.kit.language import _
from waystation.kit.padding import pad
from waystation.vault.envelope import unpad
from waystation.vault.faults import Damaged

_HINT = 16  # bytes of the public key, before an addressed box

Keys = Mapping[bytes, PrivateKey]


def seal_box(public: bytes, payload: bytes) -> bytes:
    """Return a payload sealed for a public key (32 bytes), padded."""
    return SealedBox(PublicKey(public)).encrypt(pad(payload))


def open_box(private: PrivateKey, blob: bytes) -> bytes:
    """Return what was sealed for this key. Raises Damaged where it was for another one, or is damaged."""
    try:
        return unpad(SealedBox(private).decrypt(blob))
    except (CryptoError, ValueError):
        raise Damaged.thing(_("sealed box")) from None


def seal_addressed(public: bytes, payload: bytes) -> bytes:
    """Return a sealed box behind a hint of which key it is for; for keys that are public anyway."""
    return public[:_HINT] + seal_box(public, payload)


def keys_of(seeds: Iterable[str]) -> dict[bytes, PrivateKey]:
    """Return the keys that these seeds (in hex) make, by their hints."""
    keys = (PrivateKey(bytes.fromhex(seed)) for seed in seeds)
    return {bytes(key.public_key)[:_HINT]: key for key in keys}


def open_addressed(keys: Keys, blob: bytes) -> bytes | None:
    """Return what is in an addressed box; None where it is for none of these keys."""
    key = keys.get(blob[:_HINT])
    return None if key is None else open_box(key, blob[_HINT:])
