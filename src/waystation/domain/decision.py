"""What should be done, beside which alternatives, for which reasons, and what would change that?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from waystation.domain.payment import HelperPay
from waystation.domain.route import Action, Plan

Verdict = Literal["go", "wait", "not like this", "not yet"]
Subject = Literal["hazard", "helper", "wait", "condition", "fee", "hour"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of the group by `hour`: the probabilities are kept apart; with `lost` they add up to 1.

    `hours_in_danger` are expected hours until safety, loss or `hour`; `harm_days` expected days with harm
    while staying; `money` the expected cost of the attempts that start.
    """

    hour: float
    p_safe: float
    lost: Mapping[str, float]
    in_danger: float
    hours_in_danger: float
    harm_days: float
    money: float


@dataclass(frozen=True, slots=True)
class Leave:
    """The best policy among those whose first attempt is made in [begin, end); hours from the start."""

    begin: float
    end: float
    first: Action
    outcome: Outcome
    upper: float


@dataclass(frozen=True, slots=True)
class Contribution:
    """How much P(reached safety) would gain were this harmless, the policy made anew; `at_most`: a bound."""

    subject: Subject
    id: str
    detail: str
    gain: float
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Lever:
    """The nearest single change of one thing that would flip the verdict: from `now` to `needed`."""

    subject: Subject
    id: str
    now: float
    needed: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning that a wise colleague would give; `code` names the sentence, `figures` fill it."""

    code: str
    about: str
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Decision:
    """The proposal for a case. `by_figures` is what the figures say, `verdict` counts the safeguards too."""

    case: str
    verdict: Verdict
    by_figures: Verdict
    depart: float | None
    p_safe: float
    p_low: float
    floor: float | None
    floor_low: float | None
    signatures: int
    staying_loses_more: bool
    missing: tuple[str, ...]
    remains: tuple[str, ...]
    leave: tuple[Leave, ...]
    stay: tuple[Outcome, ...]
    contributions: tuple[Contribution, ...]
    levers: tuple[Lever, ...]
    cautions: tuple[Caution, ...]
    payments: tuple[HelperPay, ...]
    plan: Plan

    def to_dict(self) -> dict[str, Any]:
        """Return what `--json` prints: plain dicts, lists, numbers and text."""
        return {"waystation": 1, "kind": "decision", **asdict(self), "plan": self.plan.to_dict()}
