"""How is a file sealed with age opened and written, with nothing in clear on the disk?

age (https://age-encryption.org/v1) seals for the holders of keys or for those who know a passphrase. What is
opened here stays in memory; what is written is ciphertext from its first byte. That protects a lost or copied
disk. It does not protect a machine that somebody else controls, nor a passphrase that can be guessed.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyrage  # type: ignore[import-untyped]

from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited, write_private
from waystation.kit.language import _
from waystation.kit.shown import printable
from waystation.plan.files.examine import AGE_HEADERS, OpenSealed

AskPassphrase = Callable[[str], str]  # is given the name of the file that the passphrase is for
Seal = Callable[[bytes, str], bytes]  # is given what to seal and the name of the file it is for

_MAX_KEY_BYTES = 100_000
_KEY, _RECIPIENT = "AGE-SECRET-KEY-1", "age1"
_STRANGER = ("No matching keys", "Decryption failed")  # what the library says when only the key is wrong


def opener(identity_files: Sequence[str | Path] = (), ask: AskPassphrase | None = None) -> OpenSealed:
    """Return what opens sealed bytes: with one of these identity files or a passphrase, as the bytes demand.

    Nothing is read or asked before it is needed. What is returned raises BadInput where the key or passphrase
    is not the right one, or the file is damaged.
    """

    def open_sealed(data: bytes, name: str) -> bytes:
        if _wants_passphrase(data):
            return _with_passphrase(data, name, ask)
        identities = [key for file in identity_files for key in read_identities(file, ask)]
        if not identities:
            raise BadInput.at(
                printable(name), _("a file sealed for the holder of a key"), _("one with its identity file")
            )
        try:
            return bytes(pyrage.decrypt(data, identities))
        except pyrage.DecryptError as error:
            raise _closed(error, name, _("a file that these keys do not open")) from None

    return open_sealed


def sealer(
    recipients: Sequence[str] = (),
    identity_files: Sequence[str | Path] = (),
    ask: AskPassphrase | None = None,
) -> Seal:
    """Return what seals bytes: for these recipients (`age1...`) and the owners of these identity files.

    Where neither is given it is for those who know the passphrase that `ask` returns. Raises BadInput for a
    recipient or an identity file that is none.
    """
    keys = [_recipient(text) for text in recipients]
    keys += [key.to_public() for file in identity_files for key in read_identities(file, ask)]

    def seal(data: bytes, name: str) -> bytes:
        if keys:
            return bytes(pyrage.encrypt(data, keys))
        passphrase = "" if ask is None else ask(name)
        if not passphrase:
            raise BadInput.at(printable(name), _("neither a passphrase nor a recipient"), _("one of them"))
        return bytes(pyrage.passphrase.encrypt(data, passphrase))

    return seal


def write_sealed(path: str | Path, data: bytes, seal: Seal) -> None:
    """Seal the data and write it for its owner alone (mode 0600), whole or not at all."""
    write_private(path, seal(data, str(path)))


def read_identities(path: str | Path, ask: AskPassphrase | None = None) -> list[Any]:
    """Return the keys in an identity file, which may itself be sealed with a passphrase. Raises BadInput."""
    data = read_limited(path, _MAX_KEY_BYTES)
    if data.startswith(AGE_HEADERS):
        data = _with_passphrase(data, str(path), ask)
    lines = data.decode("ascii", "replace").splitlines()
    keys = [
        _identity(line.strip(), f"{printable(str(path))}:{n}")
        for n, line in enumerate(lines, 1)
        if _tells(line)
    ]
    if not keys:
        raise BadInput.at(
            printable(str(path)), _("no identity"), _("lines that begin with {key}").format(key=_KEY)
        )
    return keys


def _tells(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _identity(line: str, where: str) -> Any:
    try:
        return pyrage.x25519.Identity.from_str(line)
    except pyrage.IdentityError:  # the line is not repeated: it may be a key with a slip of the pen
        raise BadInput.at(
            where, _("a line that is no identity"), _("lines that begin with {key}").format(key=_KEY)
        ) from None


def _recipient(text: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        found = (
            _("an identity, which is secret")
            if text.strip().upper().startswith(_KEY)
            else printable(text, 40)
        )
        raise BadInput.at(
            "recipient", found, _("a recipient that begins with {begin}").format(begin=_RECIPIENT)
        ) from None


def _wants_passphrase(data: bytes) -> bool:
    """Tell by the first lines of the file, which are not secret."""
    if data.startswith(AGE_HEADERS[1]):
        first = data.split(b"\n", 2)[1:2]
        try:
            data = base64.b64decode(b"".join(first))
        except binascii.Error:
            return False
    return b"-> scrypt " in data[:40]


def _with_passphrase(data: bytes, name: str, ask: AskPassphrase | None) -> bytes:
    if ask is None:
        raise BadInput.at(printable(name), _("a file sealed with a passphrase"), _("one with its passphrase"))
    try:
        return bytes(pyrage.passphrase.decrypt(data, ask(name)))
    except pyrage.DecryptError as error:
        raise _closed(error, name, _("a file that this passphrase does not open")) from None


def _closed(error: Exception, name: str, stranger: str) -> BadInput:
    """Return the sentence for a file that stays closed: the wrong key, or damage."""
    if str(error).startswith(_STRANGER):
        return BadInput.at(printable(name), stranger, _("the file with what it was sealed for"))
    if str(error).startswith("Excessive work"):
        return BadInput.at(
            printable(name), _("a passphrase made so costly that it would take hours"), _("a usual one")
        )
    return BadInput.at(printable(name), _("a damaged file, or none of age"), _("the file as it was sealed"))
