"""Which keys of age do members have, so that bundles and backups can be sealed for them by name?

A member's X25519 key, written as age writes keys: Bech32 (BIP-173). So nobody has to keep one more file
with a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import pyrage  # type: ignore[import-untyped]

from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.keys import Root

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_GROUP = 5  # bits in a letter
_CHECKSUM = 6  # letters


def recipient(box_key: str) -> str:
    """Return the age recipient (`age1...`) of the member with this public key (hex)."""
    return _bech32("age", bytes.fromhex(box_key))


def identity(root: Root) -> Any:
    """Return what opens age files that are for the member with this root."""
    return pyrage.x25519.Identity.from_str(_bech32("age-secret-key-", bytes(root.box)).upper())


def recipients(texts: Iterable[str]) -> list[Any]:
    """Return age's own recipients. Raises BadInput for a text that is none; an identity is not repeated."""
    return [_recipient(text.strip()) for text in dict.fromkeys(texts)]


def _recipient(text: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        found = _("text of {count} characters that is no recipient").format(count=len(text))
    raise BadInput.at(_("recipient"), found, _("a member, or a recipient that begins with age1"))


def _bech32(prefix: str, data: bytes) -> str:
    values = _in_fives(data)
    check = _polymod([*_expanded(prefix), *values, *[0] * _CHECKSUM]) ^ 1
    ending = [check >> _GROUP * (_CHECKSUM - 1 - n) & 31 for n in range(_CHECKSUM)]
    return f"{prefix}1{''.join(_LETTERS[value] for value in [*values, *ending])}"


def _in_fives(data: bytes) -> list[int]:
    """Return the bits of the data in groups of five, the last one filled with zeros."""
    bits = "".join(f"{byte:08b}" for byte in data)
    groups = groupby(enumerate(bits), key=lambda pair: pair[0] // _GROUP)
    return [int("".join(bit for _n, bit in group).ljust(_GROUP, "0"), 2) for _number, group in groups]


def _expanded(prefix: str) -> list[int]:
    letters = [ord(letter) for letter in prefix]
    return [letter >> _GROUP for letter in letters] + [0] + [letter & 31 for letter in letters]


def _polymod(values: Sequence[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << _GROUP ^ value
        for bit, generator in enumerate(_GENERATORS):
            check ^= generator if top >> bit & 1 else 0
    return check
