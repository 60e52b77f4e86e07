"""What speaks for two written names being one person's name, and what against it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

COMMON = 0.1  # of the compared pairs are one name, where nobody says: as in the list it was measured on
LISTED = 0.1069  # the share of true pairs in the list below
_NOISE = 0.01  # of readings that surely agree are wrong all the same
Floats = NDArray[np.float64]
Numbers = float | Floats


class Likeness(NamedTuple):
    """What the probability of pairs of names is made of, numbers or arrays: see `Evidence`."""

    weight: Numbers
    agreement: Numbers = 0.0
    weakest: Numbers = 0.0
    read: bool | NDArray[np.bool_] = True

    @property
    def columns(self) -> Floats:
        """What each number of `Odds` is multiplied with; a row for each pair."""
        read = np.asarray(self.read, np.float64)
        differ = 1.0 - (1.0 - _NOISE) * np.exp(self.agreement)
        parts = (1.0, self.weight, 1.0 - read, -np.log(differ) * read, np.maximum(self.weakest, 0.0) * read)
        return np.stack(np.broadcast_arrays(*parts), axis=-1)


class Odds(NamedTuple):
    """How the log odds of one name follow from a likeness, as a sum of these times what they stand for."""

    none: float  # by itself
    weight: float  # a nat of weight
    letters: float  # that letters decide, or nothing
    sure: float  # a nat of -log P(they stand for different names)
    weakest: float  # a nat of the weakest syllable, where it speaks for one name


# Fitted by `python -m bench.names --learn` on public pairs, of which most that are not one name differ by a
# letter or two; each pair was weighed with tables that had not seen its names.
ODDS = Odds(none=-5.09, weight=0.434, letters=2.50, sure=2.00, weakest=0.850)


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
    weakest: float  # nats of the two syllables that have least in common
    read: bool  # syllables decide, not letters; where they do not, both others are 0
    terms: tuple[Term, ...]

    @property
    def probability(self) -> float:
        """The calibrated probability that both are one name, where one in ten pairs is."""
        return probability(Likeness(self.weight, self.agreement, self.weakest, self.read))


def probability(likeness: Likeness, prior: float = COMMON) -> float:
    """Return the calibrated probability of one pair, for the share of true pairs before."""
    return float(calibrated(likeness, prior))


def calibrated(likeness: Likeness, prior: float = COMMON, odds: Odds = ODDS) -> Floats:
    """Return the calibrated probabilities of many pairs.

    The weight alone is right against any two people. But those who are compared resemble each other: what two
    rare names have in common, their neighbours have too. So it also counts how sure it is that both stand for
    the same, and how much even the syllables speak that have least in common.
    """
    log_odds = likeness.columns @ np.asarray(odds)
    log_odds += np.log(prior / (1.0 - prior)) - np.log(LISTED / (1.0 - LISTED))
    return np.asarray(1.0 / (1.0 + np.exp(-log_odds)))
