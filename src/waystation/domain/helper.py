"""Who acts, and what does the other side offer them?"""

from __future__ import annotations

from typing import Literal

from waystation.domain.base import Amount, Frozen, Probability, Text
from waystation.domain.chance import Integrity

Role = Literal["broker", "guide", "driver", "host", "officer", "courier"]


class Helper(Frozen):
    """Who acts."""

    id: Text
    """A name in this file, unique among the helpers."""
    role: Role | None = None
    """What he or she does."""
    integrity: Integrity
    """The probability of keeping faith with one group for a whole journey, or experience {kept, broken}."""
    worth: Amount = 0.0
    """What the network would lose with the helper, in any unit."""
    not_for: tuple[Text, ...] = ()
    """Traits: never with a group that has one of them."""
    effort_cost: Amount = 0.0
    """What one leg costs the helper, in money."""
    future_value: Amount = 0.0
    """What future work for the network is worth to the helper, in money."""


class Betrayal(Frozen):
    """What the other side pays for a group, and what a betrayal risks."""

    reward: Amount = 0.0
    """Money for betraying a journey."""
    reward_per_person: Amount = 0.0
    """Money for each person betrayed, beside `reward`."""
    noticed: Probability = 0.0
    """The probability that a betrayal is noticed, so that no work follows."""
    blamed_wrongly: Probability = 0.0
    """The probability that a failure without guilt is taken for a betrayal."""
    discount: Probability = 1.0
    """What money at the next stage is worth beside money now."""
