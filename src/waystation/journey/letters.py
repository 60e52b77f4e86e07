"""Which check-ins came through the public door? Read from its spool, a folder of sealed letters.

The door has no keys: it seals a letter to the watch's public half and writes it as a file. The watch takes
those that are for it and leaves the others, which are for the desk.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from waystation.domain.watch import CheckInLetter
from waystation.journey.coming import Message
from waystation.journey.service import ServiceKey
from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited
from waystation.letters.sealing import HINT, LARGEST, MAGIC
from waystation.vault.box import open_box
from waystation.vault.faults import Damaged


class Posted(NamedTuple):
    """A letter for the watch; where it does not open or fit, without a message."""

    path: Path
    message: Message | None


def posted(folder: Path, service: ServiceKey) -> Iterator[Posted]:
    """Yield the letters for this watch in a spool."""
    for path in sorted(folder.glob("*.letter")):
        if path.is_symlink():
            continue
        try:
            blob = read_limited(path, LARGEST)
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
