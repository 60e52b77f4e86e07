"""What speaks for two written names being one person's name, and what against it?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

COMMON = 0.1  # of the compared pairs are one name, where nobody says: as in the list it was measured on
_LISTED = 0.1069  # the share of true pairs in the list below
_AGREEMENT = 0.67  # how much a nat of agreement counts beside one of weight

# From weight + _AGREEMENT * agreement to log odds, on public pairs of which most that are not one name differ
# by a letter or two: straight lines between these points, fitted with the names held out on which they count.
_SCORE = np.array([-12.0, 0.0, 4.0, 6.0, 8.0, 10.0, 14.0])
_ODDS = np.array([-6.66, -3.53, -1.07, -0.68, 1.1, 3.76, 8.72])


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
    agreement: float  # nats, at most 0: log P(both stand for the same), however rare that is
    terms: tuple[Term, ...]

    @property
    def probability(self) -> float:
        """The calibrated probability that both are one name, where one in ten pairs is."""
        return probability(self.weight, self.agreement)


def probability(weight: float, agreement: float = 0.0, prior: float = COMMON) -> float:
    """Return the calibrated probability of a weight and agreement, for the share of true pairs before."""
    return float(calibrated(weight, agreement, prior))


def calibrated(weight: ArrayLike, agreement: ArrayLike, prior: float = COMMON) -> NDArray[np.float64]:
    """Return the calibrated probabilities of many weights.

    Against names that resemble each other rarity is worth less than against any: what two rare names have in
    common, their neighbours have too. So the agreement counts beside the weight.
    """
    score = np.asarray(weight) + _AGREEMENT * np.asarray(agreement)
    odds = np.interp(score, _SCORE, _ODDS)
    odds += np.log(prior / (1.0 - prior)) - np.log(_LISTED / (1.0 - _LISTED))
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))
