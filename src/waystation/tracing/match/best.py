"""Which open records have the most points?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from waystation.tracing.match.kernels.scan import BINS, above, binned, spread


def best(points: NDArray[np.float32], open_: NDArray[np.bool_], most: int) -> NDArray[np.int64]:
    """Return the numbers of the at most `most` open records with the most points, in ascending order.

    Points are told apart to a 4096th of their spread among the open records; where several are the same at
    the edge, the first ones are taken. Records that are not open change nothing of it.
    """
    low, high, count = spread(points, open_)
    if count == 0:
        return np.empty(0, np.int64)
    scale = (BINS - 1) / (high - low) if high > low else 0.0
    full = binned(points, open_, low, scale)
    edge, taken = BINS, 0
    while edge > 0 and taken + full[edge - 1] <= most:
        edge -= 1
        taken += int(full[edge])
    return above(points, open_, low, scale, edge, most - taken, min(most, count))
