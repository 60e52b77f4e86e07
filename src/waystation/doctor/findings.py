"""How does what was found read: what was looked at, whether it is safe, and what to do?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Grade = Literal["good", "look", "unsafe"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    grade: Grade
    """`unsafe`: mend it before anybody relies on it. `look`: somebody has to judge it."""
    says: str
    to_do: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data that JSON can hold."""
        return {"about": self.about, "grade": self.grade, "says": self.says, "to_do": self.to_do}


@dataclass(frozen=True, slots=True)
class Installation:
    """What is looked at: where the parts of an installation are."""

    vault: str
    """A path or PostgreSQL URL."""
    burn: Path
    service: Path
    origin: str | None = None
    """The address under which members reach the console; None where it is this machine alone."""

    @property
    def file(self) -> Path | None:
        """The file of the vault; None where it is in a database server."""
        return None if "://" in self.vault else Path(self.vault)
