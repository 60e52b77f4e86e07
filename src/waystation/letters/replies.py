"""How is an answer sealed for whoever has the return code, so that no two of them differ in size?

`WSA1`, the day on which it is to be deleted, and a sealed box. The day stands outside because the door, which
cannot open the answer, has to delete it.
"""

from __future__ import annotations

from datetime import date

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from pydantic import ValidationError

from waystation.domain.letter import Reply, Said
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.padding import pad, unpad

MAGIC = b"WSA1"
LONGEST = 1500  # characters of one answer
_INSIDE = 8192  # bytes of every answer before it is sealed
_DAY = slice(len(MAGIC), len(MAGIC) + 4)
SIZE = _DAY.stop + 48 + _INSIDE  # bytes of every answer on the disk


def seal_reply(public: bytes, said: tuple[Said, ...]) -> bytes:
    """Return an answer sealed for a requester's key: of all that was said the newest for which there is room.

    Raises BadInput for one that is too long alone.
    """
    for first in range(len(said)):
        payload = Reply(said=said[first:]).model_dump_json().encode()
        if len(payload) + 4 <= _INSIDE:
            last = max(each.until for each in said[first:])
            box = SealedBox(PublicKey(public)).encrypt(pad(payload, _INSIDE))
            return MAGIC + last.toordinal().to_bytes(4, "big") + box
    raise BadInput.at(_("answer"), _("too long a text"), f"<= {LONGEST:,}")


def open_reply(private: PrivateKey, blob: bytes, today: date) -> tuple[Said, ...]:
    """Return what the desk has said and what is not past its day; nothing where it does not open."""
    try:
        reply = Reply.model_validate_json(unpad(SealedBox(private).decrypt(blob[_DAY.stop :])))
    except (CryptoError, ValidationError, ValueError):
        return ()
    return tuple(each for each in reply.said if today < each.until)


def is_past(blob: bytes, today: date) -> bool:
    """Tell whether an answer is to be deleted; also what is no answer."""
    return not blob.startswith(MAGIC) or today.toordinal() >= int.from_bytes(blob[_DAY], "big")
