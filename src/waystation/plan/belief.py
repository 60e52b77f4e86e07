"""What do a number or a pair of counts say about a probability?

Counts are read under a Beta prior (planning model, section 1); the value is the posterior mean.
"""

from __future__ import annotations

from dataclasses import dataclass

from waystation.domain.network import Beta, Blocked, Harmed, Kept, Priors


@dataclass(frozen=True, slots=True)
class Belief:
    """A probability: its `mean`, and the Beta(alpha, beta) behind it, (0, 0) for a bare number."""

    mean: float
    alpha: float = 0.0
    beta: float = 0.0

    @property
    def experience(self) -> float:
        """Return how many observations, the prior's included, stand behind the value; 0 for a bare number."""
        return self.alpha + self.beta


def _posterior(prior: Beta, yes: float, no: float) -> Belief:
    alpha, beta = prior.alpha + yes, prior.beta + no
    return Belief(alpha / (alpha + beta), alpha, beta)


def belief(value: float | Harmed | Kept | Blocked, priors: Priors) -> Belief:
    """Return what `value` says; the form of a pair of counts decides its prior."""
    match value:
        case Harmed(harmed=x, attempts=n):
            return _posterior(priors.hazard, x, n - x)
        case Kept(kept=x, broken=y):
            return _posterior(priors.integrity, x, y)
        case Blocked(blocked=x, attempts=n):
            return _posterior(priors.block, x, n - x)
    return Belief(float(value))
