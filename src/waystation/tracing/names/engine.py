"""How strongly do many pairs of names speak for one person?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from waystation.tracing.names.evidence import Likeness, calibrated
from waystation.tracing.names.kernels.letters import alike_all
from waystation.tracing.names.kernels.weigh import weigh_all
from waystation.tracing.names.reading import DOUBTFUL, Names
from waystation.tracing.names.tables import FORM_ODDS, Tables, tables

SLIP = 1e-3  # of syllables are written wrongly
COVER = 2.5e-3  # the factor of two names that have nothing in common: some go by quite another name
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Parts(NamedTuple):
    """Of what the weights of pairs are made."""

    syllables: Floats  # the factor of all pairs of readings
    letters: Floats  # the factor of their letters, nought where both are surely Korean or Chinese
    fits: Floats  # the probability that both stand for the same, where they are read by syllables
    least: Floats  # the factor of the two syllables that have least in common, in the best readings
    at: Ints  # (pairs, 2): the best pair of readings, -1 where none fits

    @property
    def weights(self) -> Floats:
        """The weights in nats."""
        return np.asarray(np.log(self.syllables + self.letters + COVER))

    @property
    def read(self) -> NDArray[np.bool_]:
        """Whether syllables decide; elsewhere letters do, or nothing speaks for one name."""
        return np.asarray(self.syllables > np.maximum(self.letters, COVER))

    @property
    def likeness(self) -> Likeness:
        """What the probability is made of."""
        read = self.read
        agreement, weakest = (np.where(read, np.log(part), 0.0) for part in (self.fits, self.least))
        return Likeness(self.weights, agreement, weakest, read)


def weights(left: Names, i: Ints, right: Names, j: Ints, *, using: Tables | None = None) -> Floats:
    """Return the weight in nats of each pair left[i[n]], right[j[n]]: what `compare` says about it."""
    return parts(left, i, right, j, using or tables()).weights


def probabilities(left: Names, i: Ints, right: Names, j: Ints, *, using: Tables | None = None) -> Floats:
    """Return the calibrated probability of each pair, where one in ten pairs is one name."""
    return calibrated(parts(left, i, right, j, using or tables()).likeness)


def parts(left: Names, i: Ints, right: Names, j: Ints, table: Tables) -> Parts:
    """Return what speaks for each pair, before it is summed."""
    i, j = np.ascontiguousarray(i, np.int64), np.ascontiguousarray(j, np.int64)
    summed, fits, least = np.zeros(len(i)), np.ones(len(i)), np.ones(len(i))
    at = np.full((len(i), 2), -1, np.int64)
    weigh_all(
        i, j, left.first, right.first, left.shape, right.shape, left.post, right.post, left.chunks,
        right.chunks, FORM_ODDS, SLIP, table.first, table.sounds, table.q, table.r, summed, fits, least, at,
    )  # fmt: skip
    return Parts(summed, _letters(left, i, right, j), fits, least, at)


def _letters(left: Names, i: Ints, right: Names, j: Ints) -> Floats:
    """Return the factor of what the letters say, by the probability that both names are of any language."""
    factor = np.zeros(len(i))
    doubtful = np.flatnonzero((left.others[i] > DOUBTFUL) & (right.others[j] > DOUBTFUL))
    one, two, nats = i[doubtful], j[doubtful], np.zeros(len(doubtful))
    alike_all(one, two, left.letters, left.letter_first, right.letters, right.letter_first, nats)
    factor[doubtful] = np.exp(left.others[one] + right.others[two] + nats)
    return factor
