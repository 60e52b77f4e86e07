"""What is a helper paid, when, and how much of it waits until the group is safe?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Stage:
    """One leg that names the helper: fee, effort, `reward` of betraying in money; `success` a probability."""

    fee: float
    effort_cost: float
    success: float
    reward: float


@dataclass(frozen=True, slots=True)
class HoldBack:
    """The smallest hold-back with which honesty is the better choice at every stage.

    `amount` is exact (infinite where no hold-back helps), `cents` the same rounded up to the cent (None where
    infinite); `binding_stage` counts from 1 and is None where nothing need be held back; `honest` is what
    honesty is worth to the helper at the first stage with `amount` held back.
    """

    amount: float
    cents: Decimal | None
    binding_stage: int | None
    need_by_stage: tuple[float, ...]
    honest: float


@dataclass(frozen=True, slots=True)
class HelperPay:
    """One helper's stages on a route and his hold-back; `reward` above `at_stake`: betrayal pays today."""

    helper: str
    legs: tuple[str, ...]
    stages: tuple[Stage, ...]
    holdback: HoldBack
    reward: float
    at_stake: float
    affordable: bool
