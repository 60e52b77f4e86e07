"""How is a letter sealed so that the desk alone opens it?

An anonymous sealed box of libsodium behind four letters that name the format and half of the desk's public
key, by which the desk finds its own. All letters of usual length have one size, whatever their kind.
"""

from __future__ import annotations

from nacl.public import PublicKey, SealedBox

from waystation.domain.letter import Letter
from waystation.kit.errors import BadInput
from waystation.kit.padding import pad, padded_size

MAGIC = b"WSL1"
HINT = 16  # bytes of the desk's public key
LEAST = 4096  # bytes; what a letter of usual length is padded to
LONGEST = 32 * 1024 - 4  # bytes of a letter's JSON
_BOX = 48  # bytes that a sealed box adds
LARGEST = len(MAGIC) + HINT + _BOX + padded_size(LONGEST + 4)  # bytes of a sealed letter


def seal_letter(public: bytes, letter: Letter) -> bytes:
    """Return a letter sealed for the desk's public key (32 bytes). Raises BadInput for a long one."""
    payload = letter.model_dump_json().encode()
    if len(payload) > LONGEST:
        raise BadInput.at("letter", f"{len(payload):,} bytes", f"at most {LONGEST:,} bytes")
    return MAGIC + public[:HINT] + SealedBox(PublicKey(public)).encrypt(pad(payload, LEAST))
