"""How is a secret locked so that any k of n people open it together, and fewer learn nothing?

Nested sealed boxes, one nest for each order in which k of them may come. With 5 people and k = 3 these are 60
nests of about 1.7 kB. No secret sharing: for so few people it would be code for nothing. Each one `peel`s a
layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from nacl.public import PrivateKey

from waystation.kit.language import _
from waystation.vault.box import open_box, seal_box
from waystation.vault.faults import Damaged

MOST = 7  # people; 7 people with k = 3 are 210 nests


def lock(secret: bytes, keys: Sequence[bytes], needed: int) -> bytes:
    """Return the secret locked for any `needed` of the holders of these public keys (32 bytes each)."""
    if not 1 <= needed <= len(keys) <= MOST:
        raise ValueError(f"{needed} of {len(keys)}, where 1 to {MOST} can be")
    return _joined(needed, [_nest(secret, order) for order in permutations(keys, needed)])


def peel(locked: bytes, key: PrivateKey) -> bytes:
    """Return what is left to open after the holder of this key; see `secret_in`.

    Raises Damaged where nothing in it is for this key, or where it has opened it already.
    """
    needed, nests = _parted(locked)
    inner = [plain for nest in nests if (plain := _tried(nest, key)) is not None]
    if not inner:
        raise Damaged.thing(_("lock"), _("nothing that this key opens"))
    return _joined(needed - 1, inner)


def secret_in(locked: bytes) -> bytes | None:
    """Return the secret once enough people have peeled, None before."""
    needed, nests = _parted(locked)
    return nests[0] if needed == 0 else None


def left(locked: bytes) -> int:
    """Return how many people are still needed."""
    return _parted(locked)[0]


def _nest(secret: bytes, order: Sequence[bytes]) -> bytes:
    for public in reversed(order):
        secret = seal_box(public, secret)
    return secret


def _tried(nest: bytes, key: PrivateKey) -> bytes | None:
    try:
        return open_box(key, nest)
    except Damaged:
        return None


def _joined(needed: int, nests: Sequence[bytes]) -> bytes:
    return bytes([needed]) + b"".join(len(nest).to_bytes(4, "big") + nest for nest in nests)


def _parted(locked: bytes) -> tuple[int, list[bytes]]:
    nests, at = [], 1
    while at < len(locked):
        size = int.from_bytes(locked[at : at + 4], "big")
        nests.append(locked[at + 4 : at + 4 + size])
        at += 4 + size
    if not nests or at != len(locked):
        raise Damaged.thing(_("lock"), _("a length that does not fit"))
    return locked[0], nests
