"""How much must speak for a face, how long is it believed, and how far may it reach beyond its box?

A mask is never larger, and never stays longer, than what was seen can explain: large masks need more evidence
than small ones; what little speaks for ends where two looks have not borne it out; only where a face is cut
off at the edge, or is out of sight, is it taken to reach farther than the box.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from waystation.footage.detect.boxes import Boxes, Floats, at_the_edge, widened
from waystation.footage.detect.trail import HOW, Trail

Rows = NDArray[np.float32]
"""Six numbers a frame: see Trail."""

_SMALL, _LARGE = 1 / 16, 3 / 16  # heights of faces, as shares of the longer side of the picture
_FOR_LARGE = 0.1  # how much stronger the evidence for a large face must be: a large face is easy to see
_WEAK = 0.5  # evidence below ends
_LOOKS = 2  # after so many looks that have not borne it out
# How much farther a face may reach on each side, as a share of its box: where it is cut off, where a look has
# missed it, where it is out of sight.
_AT_EDGE, _OVERLOOKED, _UNSEEN = 0.115, 0.08, 0.04
_NEAR_EDGE = 0.05  # of its size, by which a box must reach the edge to be shaped
_ENTERING = 0.25  # of the way between two looks: so long before and after it is shaped too
_BROAD, _MORE = 0.8, 1.1  # the width of a face to its height; how much larger it may be, where it is cut off
_SEEN, _PROLONGED = HOW.index("detected"), HOW.index("prolonged")


def rows_of(trail: Trail) -> Rows:
    """Return the six numbers of each frame of a trail."""
    return np.array(trail.rows, np.float32).reshape(-1, 6)


def demanded(rows: Rows, size: tuple[int, int], least: float) -> float:
    """Return how strongly the sightings must speak for a face, where `least` is enough for a small one.

    `size`: width and height of the picture. What is cut off at its edge is judged as if it were small.
    """
    first = rows[rows[:, 5] == _SEEN][0, :4]
    if at_the_edge(first[None], *size)[0]:
        return least
    height = float(first[3] - first[1]) / max(size)
    return least + _FOR_LARGE * float(np.clip((height - _SMALL) / (_LARGE - _SMALL), 0, 1))


def believed(rows: Rows, strong: float, apart: int) -> tuple[int, Rows]:
    """Return how many frames at the beginning are not believed, and the rows of those that are.

    `apart`: how many frames lie between two looks.
    """
    if strong >= _WEAK:
        return 0, rows
    seen = np.flatnonzero(rows[:, 5] == _SEEN)
    first = max(0, int(seen[0]) - _LOOKS * apart)
    return first, rows[first : int(seen[-1]) + _LOOKS * apart + 1]


def reaching(rows: Rows, size: tuple[int, int], apart: int) -> Rows:
    """Return the rows with boxes as far as the face may reach.

    `size`: width and height of the picture; `apart`: how many frames lie between two looks.
    """
    seen = np.flatnonzero(rows[:, 5] == _SEEN)
    since = np.abs(np.arange(len(rows))[:, None] - seen).min(axis=1, initial=len(rows))
    more: Floats = np.where(rows[:, 5] == _PROLONGED, _UNSEEN, 0).astype(np.float32)
    more[since > apart / 2] = _OVERLOOKED
    more[at_the_edge(rows[:, :4], *size, nearly=0.0)] = _AT_EDGE
    return np.concatenate(
        [_shaped(widened(rows[:, :4], more), size, round(_ENTERING * apart)), rows[:, 4:]], axis=1
    )


def _shaped(boxes: Boxes, size: tuple[int, int], around: int) -> Boxes:
    """Return the boxes, those that are cut off at the edge of a picture in the shape of a whole face.

    Of such a face detectors see a part, and draw its box too low or too narrow for it; and while it comes
    in and goes out, the box is as wrong for so many frames `around`.
    """
    middle, half = (boxes[:, :2] + boxes[:, 2:]) / 2, (boxes[:, 2:] - boxes[:, :2]) / 2
    high = half.max(axis=1)
    whole = np.stack([np.maximum(half[:, 0], _BROAD * high), high], axis=1) * _MORE
    cut = at_the_edge(boxes, *size, nearly=_NEAR_EDGE)
    near = np.convolve(cut, np.ones(2 * around + 1), mode="full")[around : around + len(cut)] > 0
    half = np.where(near[:, None], whole, half)
    return np.concatenate([middle - half, middle + half], axis=1).astype(np.float32)
