"""How is a probability told: as a number, or as experience under a prior?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Discriminator, Tag, model_validator

from waystation.domain.base import Amount, Frozen, Positive, Probability, refuse
from waystation.kit.language import _


class Harmed(Frozen):
    """Experience with a hazard, instead of a probability."""

    harmed: Amount
    """How many of the attempts ended in this harm."""
    attempts: Amount
    """How many attempts are known, those that ended well included."""

    @model_validator(mode="after")
    def _no_more_than_attempts(self) -> Harmed:
        return self if self.harmed <= self.attempts else refuse(_("harmed at most as large as attempts"))


class Kept(Frozen):
    """Experience with a helper, instead of a probability."""

    kept: Amount
    """With how many groups the helper kept faith."""
    broken: Amount
    """With how many groups the helper broke it."""


class Blocked(Frozen):
    """Experience with the starts of a leg, instead of a probability."""

    blocked: Amount
    """How many of the attempts could not start."""
    attempts: Amount
    """How many attempts are known, those that started included."""

    @model_validator(mode="after")
    def _no_more_than_attempts(self) -> Blocked:
        return self if self.blocked <= self.attempts else refuse(_("blocked at most as large as attempts"))


Counts = Harmed | Kept | Blocked
NUMBER, COUNTS = "(number)", "(counts)"  # forms of a chance; no field can have such a name


def _form(value: Any) -> str:
    return COUNTS if isinstance(value, (Mapping, Frozen)) else NUMBER


_Number = Annotated[Probability, Tag(NUMBER)]
Chance = Annotated[_Number | Annotated[Harmed, Tag(COUNTS)], Discriminator(_form)]
Integrity = Annotated[_Number | Annotated[Kept, Tag(COUNTS)], Discriminator(_form)]
BlockChance = Annotated[_Number | Annotated[Blocked, Tag(COUNTS)], Discriminator(_form)]


class Beta(Frozen):
    """A Beta(alpha, beta) prior: as if alpha + beta attempts were known already."""

    alpha: Positive = 1.0
    """Stands beside harmed, kept or blocked."""
    beta: Positive = 1.0
    """Stands beside the other attempts."""


class Priors(Frozen):
    """What is believed before any experience."""

    hazard: Beta = Beta()
    """For {harmed, attempts}."""
    integrity: Beta = Beta()
    """For {kept, broken}."""
    block: Beta = Beta()
    """For {blocked, attempts}."""
