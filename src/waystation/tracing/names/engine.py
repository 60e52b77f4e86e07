"""How strongly do many pairs of names speak for one person?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from waystation.tracing.names.kernels.letters import alike_all
from waystation.tracing.names.kernels.weigh import weigh_all
from waystation.tracing.names.reading import DOUBTFUL, Names
from waystation.tracing.names.tables import FORM_ODDS, Tables, tables

SLIP = 1e-3  # of syllables are written wrongly
COVER = 2.5e-3  # the factor of two names that have nothing in common: some go by quite another name
Ints = NDArray[np.int64]


def weights(left: Names, i: Ints, right: Names, j: Ints, using: Tables | None = None) -> NDArray[np.float64]:
    """Return the weight in nats of each pair left[i[n]], right[j[n]]: what `compare` says about it."""
    summed, _at, strange, alike = factors(left, i, right, j, using)
    return np.asarray(np.log(summed + np.exp(strange + alike) + COVER))


def factors(
    left: Names, i: Ints, right: Names, j: Ints, using: Tables | None = None
) -> tuple[NDArray[np.float64], Ints, NDArray[np.float64], NDArray[np.float64]]:
    """Return of what the weights are made.

    The summed factor of all pairs of readings; the best pair of readings (-1 where none fits); the log of
    the probability that both are names of any language; and what their letters say in nats.
    """
    table = using or tables()
    i, j = np.ascontiguousarray(i, np.int64), np.ascontiguousarray(j, np.int64)
    summed, at = np.zeros(len(i)), np.full((len(i), 2), -1, np.int64)
    weigh_all(
        i, j, left.first, right.first, left.shape, right.shape, left.post, right.post, left.chunks,
        right.chunks, FORM_ODDS, SLIP, table.first, table.sounds, table.q, table.r, summed, at,
    )  # fmt: skip
    strange, alike = left.others[i] + right.others[j], np.zeros(len(i))
    by_letters = np.flatnonzero((left.others[i] > DOUBTFUL) & (right.others[j] > DOUBTFUL))
    found = np.zeros(len(by_letters))
    alike_all(
        i[by_letters],
        j[by_letters],
        left.letters,
        left.letter_first,
        right.letters,
        right.letter_first,
        found,
    )
    alike[by_letters] = found
    strange[(left.others[i] <= DOUBTFUL) | (right.others[j] <= DOUBTFUL)] = -np.inf
    return summed, at, strange, alike
