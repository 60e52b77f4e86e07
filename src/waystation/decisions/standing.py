"""Have enough people signed, and what does it amount to: go, wait, declined, or still open?

Nothing here looks at signatures themselves: what comes in are opinions whose signatures were found good.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from waystation.domain.access import MEMBER_ROLES
from waystation.domain.decision_record import DecisionRecord, DecisionState, Opinion, Precondition, latest
from waystation.domain.decision_rules import acts_as

Lack = Literal["signatures", "role", "reason", "dissent", "way"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the opinions stand: `needed` for go, who is for it, who is not, and what is lacking for go."""

    needed: int
    go: tuple[str, ...]
    against: tuple[str, ...]
    lacks: tuple[Lack, ...]

    @property
    def enough(self) -> bool:
        """Tell whether the opinions are enough for go, whatever else is missing."""
        return not self.lacks


def below_floor(record: DecisionRecord) -> bool:
    """Tell whether what is proposed does not reach the floors that were fixed beforehand."""
    figures = (("p_safe", record.floor), ("p_low", record.floor_low))
    return any(floor is not None and _figure(record, name) < floor for name, floor in figures)


def needed(record: DecisionRecord) -> int:
    """Return how many different members must sign for go.

    One in present danger, and for a plan made anew on the way that stays above the floor; else two, and one
    more below the floor. What the proposal itself asks for is never undercut.
    """
    below = below_floor(record)
    if record.present_danger or (record.replan_of is not None and not below):
        return 1
    return max(record.rules.signatures, record.rules.below_floor if below else 2)


def standing(record: DecisionRecord) -> Standing:
    """Return how a decision stands by the last opinion of each member."""
    opinions = latest(record).values()
    go = [each for each in opinions if each.opinion == "go"]
    against = tuple(each.by for each in opinions if each.opinion != "go")
    return Standing(
        needed(record), tuple(each.by for each in go), against, tuple(_lacks(record, go, against))
    )


def _lacks(record: DecisionRecord, go: list[Opinion], against: tuple[str, ...]) -> Iterable[Lack]:
    wanted = needed(record)
    if not _figure(record, "p_safe") > 0.0:
        yield "way"
    if len(go) < wanted:
        yield "signatures"
    if wanted > 1 and not any(_counts_as(record, each) for each in go):
        yield "role"
    if below_floor(record) and not all((each.reason or "").strip() for each in go):
        yield "reason"
    if go and len(against) >= len(go):
        yield "dissent"


def _counts_as(record: DecisionRecord, opinion: Opinion) -> bool:
    """Tell whether who signed has one of the roles of which one at least must be among them."""
    role = next((each for each in MEMBER_ROLES if each == opinion.role), None)
    if role is None:
        return False
    return any(acts_as(record.rules, role, wanted) for wanted in record.rules.one_of)


def outcome(record: DecisionRecord, *, ready: bool) -> DecisionState:
    """Return the state that the opinions make; `ready`: nothing else stands against going.

    Two who decline decline it, two who say anything but go wait. Whoever has signed go before a third one
    says wait sees it open again.
    """
    stands = standing(record)
    if stands.enough and ready:
        return "go"
    declined = [each for each in latest(record).values() if each.opinion == "decline"]
    if len(declined) >= record.rules.signatures:
        return "declined"
    return "wait" if len(stands.against) >= record.rules.signatures else "open"


def stands_against(preconditions: Iterable[Precondition], *, danger: bool) -> tuple[Precondition, ...]:
    """Return what keeps them from going; in present danger only what cannot follow within a day."""
    return tuple(each for each in preconditions if not each.met and not (danger and each.may_follow))


def review_open(record: DecisionRecord) -> bool:
    """Tell whether one alone has let them go in present danger, and nobody else has looked yet."""
    return record.state == "go" and record.present_danger and len(latest(record)) < record.rules.signatures


def _figure(record: DecisionRecord, name: str) -> float:
    value = record.proposal.get(name)
    return float(value) if isinstance(value, int | float) else 0.0
