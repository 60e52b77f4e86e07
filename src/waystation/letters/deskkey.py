"""In which file does the door get the desk's public key, and is it whole?"""

from __future__ import annotations

from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.hashlib import blake2b
from nacl.public import PublicKey, SealedBox

from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited
from waystation.kit.language import _
from waystation.kit.shown import printable

_FIRST = "waystation desk key 1"
_SIZE, _CHECK = 32, 4
_LONGEST = 1024


def key_text(public: bytes) -> str:
    """Return what stands in the file of a desk's public key. Nothing in it is secret."""
    return f"{_FIRST}\n{(public + _check(public)).hex()}\n"


def read_desk_key(path: str | Path) -> bytes:
    """Return the public key (32 bytes) in a file. Raises BadInput where that is no key, or one mistyped."""
    where = printable(str(path))
    allowed = _("the file that `waystation door key` wrote")
    first, _line, rest = read_limited(path, _LONGEST).decode("ascii", "replace").partition("\n")
    try:
        data = bytes.fromhex(rest.strip())
    except ValueError:
        data = b""
    if first.strip() != _FIRST or len(data) != _SIZE + _CHECK:
        raise BadInput.at(where, _("no desk key"), allowed)
    public = data[:_SIZE]
    if data[_SIZE:] != _check(public) or not _usable(public):
        raise BadInput.at(where, _("a desk key with a mistake in it"), allowed)
    return public


def _check(public: bytes) -> bytes:
    return blake2b(public, digest_size=_CHECK, person=b"desk key").digest()


def _usable(public: bytes) -> bool:
    """Tell whether something can be sealed to it: a few points are none that keep a secret."""
    try:
        SealedBox(PublicKey(public)).encrypt(b"")
    except (CryptoError, ValueError, RuntimeError):
        return False
    return True
