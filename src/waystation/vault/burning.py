"""How is a vault made useless at once, for whoever takes the machine, its backups, and the passphrases too?

The burn secret goes first: without it no passphrase opens anything, here or in any backup. Then every
wrapped key is deleted. What is said of the rest (docs/decisions/loss.md): copies of the secret have to be
destroyed where they are, and a flash drive may keep old bytes of an overwritten file until it needs the
space.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from nacl.utils import random

from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited, sync_folder, unusable
from waystation.vault.burnfile import read_burn_secret, written
from waystation.vault.keys import SIZE
from waystation.vault.opening import Vault

_LARGEST = 1000  # bytes of the file
_KEYS = ("accounts", "keyrings", "inbox", "locks", "quotas", "sessions")


class Burned(NamedTuple):
    """What was destroyed. The secret always is: else BadInput was raised."""

    keys: bool
    """Whether every wrapped key is gone from the database, too."""
    other_names: int
    """How many more names the file of the secret had; what they lead to is overwritten."""


def burn(secret: str | Path, vault: Vault | None = None) -> Burned:
    """Destroy the burn secret in a file, then every wrapped key of the vault. It cannot be undone.

    Raises BadInput where the file is no burn secret or cannot be overwritten; then nothing was destroyed.
    """
    _check(secret)
    names = destroy(Path(secret))
    return Burned(vault is not None and _drop_keys(vault), names - 1)


def _check(secret: str | Path) -> None:
    """Raise BadInput for a file that is no burn secret; one of zeros is what an interrupted burn has left."""
    data = read_limited(secret, _LARGEST)
    if not data or any(data):
        read_burn_secret(secret)


def destroy(path: Path) -> int:
    """Overwrite a file, make that durable, and take its name away; return how many names it had.

    A link is followed: what counts is what it leads to. Raises BadInput where it cannot be written.
    """
    try:
        real = path.resolve(strict=True)
        with real.open("r+b", buffering=0) as file:
            status = os.fstat(file.fileno())
            other = written(random(SIZE))[: status.st_size].ljust(
                status.st_size
            )  # still a secret, of nothing
            for filling in (other, bytes(status.st_size)):
                os.pwrite(file.fileno(), filling, 0)
                os.fsync(file.fileno())
        for name in {real, path}:
            name.unlink(missing_ok=True)
            sync_folder(name.parent)
    except OSError as error:
        raise unusable(path, error) from None
    return status.st_nlink


def _drop_keys(vault: Vault) -> bool:
    """Delete what wraps keys; where the database does not let us, the secret is gone all the same."""
    try:
        with vault.store.write(urgent=True) as tx:
            for table in _KEYS:
                tx.run(f"DELETE FROM {table}")  # noqa: S608 - names of our own tables
        vault.store.tidy()
    except BadInput:
        return False
    return True
