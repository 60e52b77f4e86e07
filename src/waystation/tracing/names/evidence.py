"""What speaks for two written names being one person's name, and what against it?"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

COMMON = 0.1  # of the compared pairs are one name, where nobody says: as in the list it was measured on


@dataclass(frozen=True, slots=True)
class Term:
    """One part of the evidence: what stands in each name, and the nats that it adds."""

    part: str  # "surname", "given", "word", "reading" (how the names have to be read for this)
    a: str  # as written in the first name
    b: str  # as written in the second
    weight: float  # nats; above nought speaks for one name
    says: str  # the syllable that both may stand for, or ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence about two names. `weight` is the sum of the weights of `terms` to 1e-9."""

    a: str
    b: str
    weight: float  # nats: log P(a, b | one name) - log P(a) - log P(b)
    terms: tuple[Term, ...]
    prior: float = COMMON

    @property
    def probability(self) -> float:
        """The probability that both are one name, for the given prior; calibrated on public pairs."""
        return probability(self.weight, self.prior)


def probability(weight: float, prior: float = COMMON) -> float:
    """Return the calibrated probability for a weight in nats and the share of true pairs before (0 to 1)."""
    odds = weight + log(prior / (1.0 - prior))
    return 1.0 / (1.0 + exp(-odds)) if odds > 0 else exp(odds) / (1.0 + exp(odds))
