"""Which vault does this console stand on, and what does it know of the machine around it?"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from waystation.vault.burnfile import read_burn_secret
from waystation.vault.keys import derive
from waystation.vault.opening import Vault, open_store, vault_of
from waystation.vault.shared import SharedStore


@dataclass(frozen=True)
class Place:
    """Where the vault is, and how the console is reached."""

    vault: str
    """A path or PostgreSQL URL."""
    burn_path: Path
    folder: Path
    """Where the accounts' file is, when the vault is a file."""
    origin: str | None = None
    """`https://…` where a reverse proxy or onion service stands before it. Absent: this machine alone."""
    demo: bool = False
    """Whether all in it is invented: then a banner says so on every page, and no second factor is asked."""
    door: Path | None = None
    """The spool of the public door, or the copy of it that is here. Absent: beside the vault."""
    known: dict[str, str] = field(default_factory=dict)
    """Passphrases of the invented members by handle, in a demo alone: the page of the door shows them."""

    @property
    def spool(self) -> Path:
        """The folder in which letters from the public door wait."""
        return self.door or (Path(self.vault).parent if self.in_file else self.folder) / "door"

    @property
    def in_file(self) -> bool:
        """Whether the vault is a file."""
        return "://" not in self.vault

    def burn(self) -> bytes:
        """Return the burn secret. Raises BadInput where it is not there any more."""
        return read_burn_secret(self.burn_path)

    def secret(self, purpose: str) -> bytes:
        """Return the key of the console for one purpose; burning destroys it too."""
        return derive(self.burn(), f"console {purpose}")

    @cached_property
    def opened(self) -> Vault:
        """The vault as a database that every thread may use."""
        return vault_of(SharedStore(lambda: open_store(self.vault)))


_places: list[Place] = []


def stand_on(place: Place) -> None:
    """Let this process's console stand on a place. Only tests do so twice."""
    _places[:] = [place]


def here() -> Place:
    """Return the place that this process's console stands on."""
    return _places[0]
