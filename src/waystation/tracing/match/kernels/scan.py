"""Which of a million records are worth a proper comparison?

Points are only for choosing candidates: float32, roughly nats. Arrays by record: `born_first`, `born_last`
days (proleptic ordinals, 0 in both: not known), `sex` (0 not known, 1, 2), `origin` (a row of the place
table), `open` (whether this seeker may be told of it today).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from waystation.plan.kernels.compiled import kernel

BINS = 4096  # how finely points are told apart at the edge of the best
Points = NDArray[np.float32]


@kernel
def gather(
    points: Points,
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    weight: Points,
    records: NDArray[np.uint32],
) -> None:
    """Add the weight of each sound to the points of every record that has it.

    Sound n stands in `records[begin[n] : end[n]]`, each record once.
    """
    for n in range(begin.size):
        for place in range(begin[n], end[n]):
            points[records[place]] += weight[n]


@kernel
def describe(
    points: Points,
    born_first: NDArray[np.int32],
    born_last: NDArray[np.int32],
    sex: NDArray[np.int8],
    origin: NDArray[np.int32],
    sought_born: NDArray[np.int64],
    sought_sex: int,
    by_gap: Points,
    by_sex: Points,
    by_origin: Points,
) -> None:
    """Add what birth, sex and origin say; `by_gap` is by years between the two births, the last for more.

    `sought_born` is (first, last) in days, 0 and 0 where not known; `by_sex` is (same, other), `by_origin`
    by row of the place table.
    """
    for n in range(points.size):
        points[n] += by_origin[origin[n]]
        if sought_sex != 0 and sex[n] != 0:
            points[n] += by_sex[0] if sex[n] == sought_sex else by_sex[1]
        if sought_born[1] != 0 and born_last[n] != 0:
            gap = max(born_first[n] - sought_born[1], sought_born[0] - born_last[n], 0)
            points[n] += by_gap[min((gap + 364) // 365, by_gap.size - 1)]


@kernel
def spread(points: Points, open_: NDArray[np.bool_]) -> tuple[float, float, int]:
    """Return the fewest and the most points of the open records, and how many these are."""
    low, high, count = np.inf, -np.inf, 0
    for n in range(points.size):
        if open_[n]:
            count += 1
            low, high = min(low, points[n]), max(high, points[n])
    return low, high, count


@kernel
def binned(points: Points, open_: NDArray[np.bool_], low: float, scale: float) -> NDArray[np.int64]:
    """Return how many open records fall into each bin of points."""
    full = np.zeros(BINS, np.int64)
    for n in range(points.size):
        if open_[n]:
            full[int((points[n] - low) * scale)] += 1
    return full


@kernel
def above(
    points: Points, open_: NDArray[np.bool_], low: float, scale: float, edge: int, spare: int, size: int
) -> NDArray[np.int64]:
    """Return the open records of all bins from `edge` up and the first `spare` of the bin below it."""
    found = np.empty(size, np.int64)
    count = 0
    for n in range(points.size):
        if open_[n]:
            place = int((points[n] - low) * scale)
            if place >= edge or (place == edge - 1 and spare > 0):
                if place < edge:
                    spare -= 1
                found[count] = n
                count += 1
    return found[:count]
