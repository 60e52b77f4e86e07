"""How does the desk open a letter, and tell one for itself from a foreign or damaged one?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from waystation.domain.letter import Letter, letter_of
from waystation.kit.errors import BadInput
from waystation.kit.padding import unpad
from waystation.letters.sealing import HINT, MAGIC


class DeskKeys(NamedTuple):
    """The secret halves of a door's keys."""

    newest: bytes
    """The hint of the key that the door should have."""
    by_hint: Mapping[bytes, PrivateKey]


def desk_keys(seeds: Iterable[str]) -> DeskKeys:
    """Return the keys that these seeds (in hex, the newest first) make."""
    keys = [PrivateKey(bytes.fromhex(seed)) for seed in seeds]
    by_hint = {bytes(each.public_key)[:HINT]: each for each in keys}
    return DeskKeys(next(iter(by_hint)), by_hint)


def open_letter(keys: DeskKeys, blob: bytes) -> Letter:
    """Return a letter. Raises BadInput where it is foreign, damaged or of a newer program."""
    key = keys.by_hint.get(hint_of(blob))
    if key is None:
        raise BadInput.at("letter", "no letter for this desk", "one sealed to its key")
    try:
        payload = unpad(SealedBox(key).decrypt(blob[len(MAGIC) + HINT :]))
    except (CryptoError, ValueError):
        raise BadInput.at("letter", "damaged bytes", "the bytes as they were sealed") from None
    return letter_of(payload)


def hint_of(blob: bytes) -> bytes:
    """Return which key a letter says it is sealed to; nothing where it is no letter."""
    return blob[len(MAGIC) : len(MAGIC) + HINT] if blob.startswith(MAGIC) else b""
