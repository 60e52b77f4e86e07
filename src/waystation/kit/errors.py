"""What is wrong with what somebody gave us, and where?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from waystation.kit.language import _


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where it stands, what was found there, what is allowed there."""

    where: str
    found: str
    allowed: str

    def __str__(self) -> str:
        return _("{where}: found {found}; allowed: {allowed}").format(
            where=self.where, found=self.found, allowed=self.allowed
        )


class BadInput(ValueError):  # noqa: N818 - the name is part of the public API
    """Input that cannot be used. Carries every fault that was found, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))

    @classmethod
    def at(cls, where: str, found: str, allowed: str) -> BadInput:
        """Return the error for a single fault."""
        return cls([Fault(where, found, allowed)])
