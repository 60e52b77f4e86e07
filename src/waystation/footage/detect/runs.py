"""How are the boxes of many frames written in few lines?

Neighbouring frames share one box as long as it covers hardly more than each of theirs: nobody sees the
difference, and the file of tracks of an hour stays small enough to be edited by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from waystation.domain.footage import Box
from waystation.footage.detect.trail import HOW

_MORE = 1.06  # the most that a shared box may be larger than the box of any of its frames


def boxes(
    begin: int, rows: NDArray[np.float32], size: tuple[int, int], scale: float = 1.0
) -> tuple[Box, ...]:
    """Return the boxes of the frames from `begin` on in whole pixels, but for those outside the recording.

    `rows`: six numbers a frame, as in a trail; `size`: width and height of the recording; `scale`: how many
    of its pixels one pixel of the rows is.
    """
    scaled = np.concatenate([rows[:, :4] * scale, rows[:, 4:]], axis=1).astype(np.float32)
    return tuple(_box(begin + first, scaled[first:end]) for first, end in _runs(scaled, size))


def _runs(rows: NDArray[np.float32], size: tuple[int, int]) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(rows):
        if not _shown(rows[first], size):
            first += 1
            continue
        end = first + 1
        while end < len(rows) and _alike(rows[first : end + 1]) and _shown(rows[end], size):
            end += 1
        yield first, end
        first = end


def _shown(row: NDArray[np.float32], size: tuple[int, int]) -> bool:
    return bool(row[0] < size[0] and row[1] < size[1] and row[2] > 0 and row[3] > 0)


def _alike(rows: NDArray[np.float32]) -> bool:
    if rows[0, 5] != rows[-1, 5]:
        return False
    low, high = rows[:, :2].min(axis=0), rows[:, 2:4].max(axis=0)
    least = np.prod(rows[:, 2:4] - rows[:, :2], axis=1).min()
    return bool(np.prod(high - low) <= _MORE * least)


def _box(first: int, rows: NDArray[np.float32]) -> Box:
    low, high = np.floor(rows[:, :2].min(axis=0)), np.ceil(rows[:, 2:4].max(axis=0))
    best = float(rows[:, 4].max())
    left, top, right, bottom = map(float, (*low, *high))
    return Box(
        first=first,
        end=first + len(rows),
        box=(left, top, max(right, left + 1), max(bottom, top + 1)),
        score=round(min(1.0, best), 3) if best >= 0 else None,
        by=HOW[int(rows[0, 5])],
    )


def shown_for(found: Sequence[Box]) -> int:
    """Return in how many frames something is shown."""
    return sum(box.end - box.first for box in found)
