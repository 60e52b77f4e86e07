"""Where is the burn secret: 32 bytes without which no passphrase opens anything?

A file for its owner alone, on a stick or as a systemd credential; never in the database, never in a backup.
"""

from __future__ import annotations

from pathlib import Path

from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited, write_private
from waystation.kit.language import _
from waystation.kit.shown import printable
from waystation.vault.keys import SIZE, new_key

_FIRST = "waystation burn secret 1 "


def write_burn_secret(path: str | Path) -> bytes:
    """Make a new burn secret and write it. Raises BadInput where the file is there already."""
    if Path(path).exists():
        raise BadInput.at(printable(str(path)), _("a file that is there already"), _("a new one"))
    secret = new_key()
    write_private(path, written(secret))
    return secret


def written(secret: bytes) -> bytes:
    """Return a burn secret as it stands in its file."""
    return f"{_FIRST}{secret.hex()}\n".encode()


def read_burn_secret(path: str | Path) -> bytes:
    """Return the burn secret in a file. Raises BadInput where there is none; it is never repeated."""
    text = read_limited(path, 1000).decode("ascii", "replace").strip()
    digits = text.removeprefix(_FIRST)
    if digits == text or len(digits) != 2 * SIZE or set(digits) - set("0123456789abcdef"):
        raise BadInput.at(
            printable(str(path)), _("no burn secret"), _("the file that was written at the beginning")
        )
    return bytes.fromhex(digits)
