"""Which check-ins came through the public door? Read from its spool, a folder of sealed letters.

The door has no keys: it seals a letter to the watch's public half and writes it as a file. The watch takes
those that are for it and leaves the others, which are for the desk.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nacl.public import PublicKey, SealedBox
from pydantic import ValidationError

from waystation.domain.watch import CheckInLetter
from waystation.journey.coming import Message
from waystation.journey.service import ServiceKey
from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited
from waystation.kit.padding import pad
from waystation.vault.box import open_box
from waystation.vault.faults import Damaged

MAGIC = b"WSL1"  # the form of all letters of the door
HINT = 16  # bytes of the public key that a letter is for
_LEAST = 4096  # bytes that a letter is padded to, whatever its kind
_LARGEST = 64 * 1024  # bytes of a file that is looked at


class Posted(NamedTuple):
    """A letter for the watch; where it does not open or fit, without a message."""

    path: Path
    message: Message | None


def seal_check_in(public: bytes, letter: CheckInLetter) -> bytes:
    """Return a check-in sealed for the watch's public half (32 bytes), as the door writes it."""
    payload = pad(letter.model_dump_json().encode(), _LEAST)
    return MAGIC + public[:HINT] + SealedBox(PublicKey(public)).encrypt(payload)


def posted(folder: Path, service: ServiceKey) -> Iterator[Posted]:
    """Yield the letters for this watch in a spool."""
    for path in sorted(folder.glob("*.letter")):
        if path.is_symlink():
            continue
        try:
            blob = read_limited(path, _LARGEST)
        except BadInput:  # taken away meanwhile
            continue
        if blob[: len(MAGIC) + HINT] == MAGIC + service.public[:HINT]:
            yield Posted(path, _message(service, blob))


def _message(service: ServiceKey, blob: bytes) -> Message | None:
    try:
        payload = open_box(service.secret, blob[len(MAGIC) + HINT :])
        letter = CheckInLetter.model_validate_json(payload)
    except (Damaged, ValidationError):
        return None
    sender, token = letter.sender or "", letter.token or ""
    return Message(letter.id, letter.channel, letter.at, letter.text, sender, token)
