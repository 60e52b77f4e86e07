"""Was anything altered beside what is covered, beyond what encoding anew alters?

Encoding anew changes every pixel a little. What it cannot change much is the mean of a block of 8 x 8 pixels:
its quantiser is bounded (`encode.COARSEST`), and rounding moves the mean of a block by no more than two
thirds of a step, which is 6.7 of 255 levels at the bound. `MOST` leaves room for the smoothing of edges. An
alteration that moves no mean of a block by more than that passes unseen: a letter on a sign far away, not a
face or a sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from waystation.footage.redact.covers import Area
from waystation.footage.redact.paint import BLACK, COLOURLESS, planes

BLOCK = 8  # pixels
MOST = 14.0  # levels of 255
EDGE = 4  # pixels around a mask that encoding mixes with it

Grid = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Difference:
    """How far apart two pictures are where nothing is covered, and how far covered areas are from one colour.

    Both are the largest difference of a mean of a block, in levels of 255; `at` is where, in pixels.
    """

    beside: float
    at: tuple[int, int]
    covered: float


def difference(
    before: NDArray[np.uint8],
    after: NDArray[np.uint8],
    size: tuple[int, int],
    areas: Iterable[Area],
    solid: int,
) -> Difference:
    """Compare two "yuv420p" arrays of this (width, height). The first `solid` areas are of one colour."""
    width, height = size
    areas = list(areas)
    open_ = _outside(width, height, areas)
    inside = [_inside(width, height, area) for area in areas[:solid]]
    worst, at, covered = 0.0, (0, 0), 0.0
    for n, (one, other) in enumerate(zip(planes(before, *size), planes(after, *size), strict=True)):
        block = BLOCK // 2 if n else BLOCK
        shown = _means(other, block)
        apart = np.abs(_means(one, block) - shown) * open_
        most = int(np.argmax(apart))
        if apart.flat[most] > worst:
            worst = float(apart.flat[most])
            at = (most % apart.shape[1] * BLOCK, most // apart.shape[1] * BLOCK)
        colour = COLOURLESS if n else BLACK
        for rows, columns in inside:
            covered = max(covered, float(np.abs(shown[rows, columns] - colour).max(initial=0.0)))
    return Difference(worst, at, covered)


def _means(plane: NDArray[np.uint8], block: int) -> Grid:
    """Return the means of all blocks; those at the edges are filled up with their last pixels.

    Halved in whole numbers first, which is three times as fast and errs by half a level at most.
    """
    height, width = plane.shape
    down, across = -height % block, -width % block
    if down or across:
        plane = cv2.copyMakeBorder(plane, 0, down, 0, across, cv2.BORDER_REPLICATE)  # type: ignore[assignment]
    size = (plane.shape[1] // block, plane.shape[0] // block)
    half = cv2.resize(plane, (plane.shape[1] // 2, plane.shape[0] // 2), interpolation=cv2.INTER_AREA)
    return cv2.resize(half.astype(np.float32), size, interpolation=cv2.INTER_AREA)  # type: ignore[return-value]


def _outside(width: int, height: int, areas: Iterable[Area]) -> Grid:
    """Return 1 for each block that no area touches or comes near, else 0."""
    grid = np.ones((-(-height // BLOCK), -(-width // BLOCK)), np.float32)
    for left, top, right, bottom in areas:
        rows = slice(max(0, top - EDGE) // BLOCK, -(-(bottom + EDGE) // BLOCK))
        grid[rows, max(0, left - EDGE) // BLOCK : -(-(right + EDGE) // BLOCK)] = 0
    return grid


def _inside(width: int, height: int, area: Area) -> tuple[slice, slice]:
    """Return the blocks that lie in an area, away from its edges."""
    left, top, right, bottom = area
    rows = slice(-(-(top + EDGE) // BLOCK), min(bottom - EDGE, height) // BLOCK)
    return rows, slice(-(-(left + EDGE) // BLOCK), min(right - EDGE, width) // BLOCK)
