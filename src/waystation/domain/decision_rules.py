"""How does the organisation decide: which floors, how many signatures, which roles may be one person's?

Fixed beforehand, by two, for all cases; each change stays, with who made it and why.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from waystation.domain.access import MemberRole
from waystation.domain.base import Amount, Frozen, Instant, Probability, Text
from waystation.domain.record import MemberId

Profile = Literal["standard", "three persons"]


class SharedRole(Frozen):
    """Two roles that may be one person's."""

    role: MemberRole
    """Whoever is this ..."""
    also: MemberRole
    """... may act as this, too."""


THREE_PERSONS = (
    SharedRole(role="coordinator", also="protection officer"),
    SharedRole(role="protection officer", also="coordinator"),
    SharedRole(role="case worker", also="protection officer"),
    SharedRole(role="coordinator", also="money keeper"),
    SharedRole(role="case worker", also="tracing officer"),
)
"""What the profile of three persons lets be one person's, where the organisation says nothing else."""


class DecisionRules(Frozen):
    """The rules of deciding, as they hold until the next ones."""

    profile: Profile = "standard"
    floor: Probability | None = None
    """The smallest P(reached safety) with which people are let go. A case's own floor may only be higher."""
    floor_low: Probability | None = None
    """The same for the 10th percentile of what is believed."""
    signatures: Annotated[int, Field(strict=True, ge=2, le=5)] = 2
    """How many different members must sign for go."""
    below_floor: Annotated[int, Field(strict=True, ge=3, le=5)] = 3
    """How many where the floor is not met, each with a written reason."""
    one_of: tuple[MemberRole, ...] = ("coordinator", "protection officer")
    """Roles of which one at least must be among those who sign."""
    shared: tuple[SharedRole, ...] = ()
    """Which roles may be one person's. Counts with the profile of three persons only."""
    confirm_hours: Annotated[float, Field(strict=True, gt=0, le=24)] = 24.0
    """After present danger: by when the second review is made and spoken consents are confirmed."""
    valued: Amount = 1.0
    """The worth from which on a house is never met by those whose caller is not verified."""
    since: Instant | None = None
    """When they were made. Absent: nobody has made any, these are the program's."""
    by: tuple[MemberId, ...] = ()
    """The two who made them."""
    reason: Text | None = None
    """Why."""


def acts_as(rules: DecisionRules, role: MemberRole, wanted: MemberRole) -> bool:
    """Tell whether a member with a role may act in another one under these rules."""
    if role == wanted:
        return True
    if rules.profile != "three persons":
        return False
    return any((each.role, each.also) == (role, wanted) for each in rules.shared or THREE_PERSONS)


def higher(one: float | None, other: float | None) -> float | None:
    """Return the higher of two floors; one that is absent demands nothing."""
    return max((each for each in (one, other) if each is not None), default=None)
