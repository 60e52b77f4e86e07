"""How did many played journeys go, and how sure are the figures they were played with?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Range:
    """A low, a middle and a high value; which quantiles they are is said where it is used."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Play:
    """What became of `journeys` played journeys.

    `p_safe` is the share that reached safety, `p_safe_low` and `p_safe_high` the bounds of its 95 % interval,
    which is about the number of journeys only. `lost` counts by kind. `hours` (of those that reached safety;
    None where none did) and `money` (of all) are the 5, 50 and 95 % quantiles of single journeys.
    """

    journeys: int
    stages: int
    p_safe: float
    p_safe_low: float
    p_safe_high: float
    lost: Mapping[str, int]
    in_danger: int
    hours: Range | None
    money: Range


@dataclass(frozen=True, slots=True)
class Simulation:
    """A policy or route, played many times.

    `planned` was played with the plan's own figures and agrees with the plan; `drawn` with figures drawn anew
    from what experience allows. `p_safe`, `hours` (expected, of those who reach safety) and `money`
    (expected) are credible intervals: the 2.5, 50 and 97.5 % quantiles over `draws` draws of the figures,
    each evaluated exactly.
    """

    case: str
    seed: int
    draws: int
    planned: Play
    drawn: Play
    p_safe: Range
    hours: Range | None
    money: Range

    def to_dict(self) -> dict[str, Any]:
        """Return what `--json` prints: plain dicts, lists, numbers and text."""
        return {"waystation": 1, "kind": "simulation", **asdict(self)}
