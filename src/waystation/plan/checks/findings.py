"""What did a check find: what must be mended, and what a colleague would only ask about?"""

from __future__ import annotations

from dataclasses import dataclass, field

from waystation.kit.errors import Fault
from waystation.plan.files.source import Source


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is allowed and still worth a look."""

    where: str
    says: str

    def __str__(self) -> str:
        return f"{self.where}: {self.says}"


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a check found. `faults` must be mended (exit code 2), `cautions` need not."""

    faults: tuple[Fault, ...] = ()
    cautions: tuple[Remark, ...] = ()

    def __add__(self, other: Findings) -> Findings:
        return Findings(self.faults + other.faults, self.cautions + other.cautions)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the network and the case stand, for sentences about them."""

    network: Source = field(default_factory=lambda: Source("network"))
    case: Source = field(default_factory=lambda: Source("case"))
