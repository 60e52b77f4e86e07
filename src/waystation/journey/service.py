"""What does the watch hold instead of a member's key? One service key, in a file outside the database.

What the desk tells the watch is sealed to the public half (anonymous sealed boxes); what the watch keeps for
itself under a key that follows from the secret half (XSalsa20-Poly1305). Like the burn secret the file is in
no database and in no backup; a systemd credential is a good place.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from nacl.exceptions import CryptoError
from nacl.hashlib import blake2b
from nacl.public import PrivateKey
from nacl.secret import SecretBox
from pydantic import ValidationError

from waystation.domain.base import Frozen
from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited, write_private
from waystation.kit.language import _
from waystation.kit.padding import pad
from waystation.kit.shown import printable
from waystation.vault.box import keys_of, open_addressed, seal_addressed
from waystation.vault.envelope import unpad
from waystation.vault.faults import Damaged
from waystation.vault.keys import SIZE, derive, new_key

_FIRST = "waystation service key 1 "
Sealed = TypeVar("Sealed", bound=Frozen)

SERVICE = "WAYSTATION_SERVICE_KEY"
_CREDENTIAL = "waystation-service-key"


class ServiceKey:
    """The service key, and what can be done with it alone."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._keys = keys_of([seed.hex()])
        self._tags = derive(seed, "watch tags")
        self._box = SecretBox(derive(seed, "watch outbox"))

    @cached_property
    def public(self) -> bytes:
        """The public half: 32 bytes."""
        return bytes(PrivateKey(self._seed).public_key)

    @property
    def secret(self) -> PrivateKey:
        """The secret half."""
        return PrivateKey(self._seed)

    def read(self, form: type[Sealed], blob: bytes) -> Sealed:
        """Return what the desk has sealed for the watch. Raises Damaged for what does not open or fit."""
        payload = open_addressed(self._keys, blob)
        if payload is None:
            raise Damaged.thing("watch", _("something sealed for another service key"))
        return _parsed(form, payload)

    def tag(self, text: str) -> bytes:
        """Return 16 bytes that stand for a text, the same each time, and tell nobody else anything."""
        return blake2b(text.encode(), key=self._tags, digest_size=16).digest()

    def keep(self, thing: Frozen) -> bytes:
        """Return something sealed for the watch itself."""
        return bytes(self._box.encrypt(pad(thing.model_dump_json().encode())))

    def kept(self, form: type[Sealed], blob: bytes) -> Sealed:
        """Return what the watch has sealed for itself. Raises Damaged."""
        try:
            payload = unpad(self._box.decrypt(blob))
        except (CryptoError, ValueError):
            raise Damaged.thing("outbox") from None
        return _parsed(form, payload)


def _parsed(form: type[Sealed], payload: bytes) -> Sealed:
    try:
        return form.model_validate_json(payload)
    except ValidationError:
        raise Damaged.thing("watch", _("a form that this program does not know")) from None


def seal_to(public: bytes, thing: Frozen) -> bytes:
    """Return something sealed for whoever has the secret half of a public key (32 bytes)."""
    return seal_addressed(public, thing.model_dump_json().encode())


def open_said(form: type[Sealed], seeds: Sequence[str], blob: bytes) -> Sealed:
    """Return what was sealed to one of these seeds (hex). Raises Damaged."""
    payload = open_addressed(keys_of(seeds), blob)
    if payload is None:
        raise Damaged.thing("check-in", _("something sealed for another journey"))
    return _parsed(form, payload)


@lru_cache(maxsize=256)
def public_of(seed: str) -> str:
    """Return the public key (hex) that a seed (hex) makes."""
    return bytes(PrivateKey(bytes.fromhex(seed)).public_key).hex()


def write_service_key(path: str | Path) -> ServiceKey:
    """Make a new service key and write it. Raises BadInput where the file is there already."""
    if Path(path).exists():
        raise BadInput.at(printable(str(path)), _("a file that is there already"), _("a new one"))
    seed = new_key()
    write_private(path, f"{_FIRST}{seed.hex()}\n".encode())
    return ServiceKey(seed)


def read_service_key(path: str | Path) -> ServiceKey:
    """Return the service key in a file. Raises BadInput where there is none; it is never repeated."""
    text = read_limited(path, 1000).decode("ascii", "replace").strip()
    digits = text.removeprefix(_FIRST)
    if digits == text or len(digits) != 2 * SIZE or set(digits) - set("0123456789abcdef"):
        raise BadInput.at(
            printable(str(path)), _("no service key"), _("the file that `waystation watch key` wrote")
        )
    return ServiceKey(bytes.fromhex(digits))


def service_key_path(named: str | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """Return where the service key is: as said, as the environment says, by systemd, or at home."""
    if chosen := named or environ.get(SERVICE):
        return Path(chosen)
    if (folder := environ.get("CREDENTIALS_DIRECTORY")) and (Path(folder) / _CREDENTIAL).is_file():
        return Path(folder) / _CREDENTIAL
    home = environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "waystation" / "service-key"
