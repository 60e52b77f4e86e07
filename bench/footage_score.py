"""How many faces can still be seen, how often does one flicker, and how much is covered beyond the faces?

A leak is a face-frame (a face of 20 pixels and more in height, of which a quarter and more is inside the
picture) of which less than 90 % of what is inside the picture is covered. A flicker is a leak of a face
that is hidden before and after, within one clip. Area: pixels covered, to pixels of the faces' boxes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_HEIGHT = 20
COVERED = 0.9
LEAST_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over frames; scores of several clips add up."""

    faces: int = 0
    leaks: int = 0
    flickers: int = 0
    masked: int = 0
    ideal: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.faces + other.faces,
            self.leaks + other.leaks,
            self.flickers + other.flickers,
            self.masked + other.masked,
            self.ideal + other.ideal,
        )

    @property
    def per_thousand(self) -> float:
        """Leaks per 1000 face-frames."""
        return 1000 * self.leaks / max(1, self.faces)

    @property
    def area(self) -> float:
        """Masked area to the ideal."""
        return self.masked / max(1, self.ideal)


def scored(
    truth: Sequence[NDArray[np.float64]],
    masks: Sequence[NDArray[np.float64]],
    size: tuple[int, int],
    least_height: float = LEAST_HEIGHT,
) -> Score:
    """Return the score of a clip: true boxes (n, 5), masked ones (m, 4) in each frame; width, height."""
    total, hidden = Score(), []
    for faces, boxes in zip(truth, masks, strict=True):
        covered, wanted = _painted(boxes, size), _painted(faces[:, :4], size)
        counts = (faces[:, 3] - faces[:, 1] >= least_height) & (faces[:, 4] >= LEAST_SHARE)
        share = np.array([_share(covered, box) for box in faces[:, :4]])
        hidden.append((share >= COVERED) | ~counts)
        leaks = int((~hidden[-1]).sum())
        total += Score(int(counts.sum()), leaks, 0, int(covered.sum()), int(wanted.sum()))
    return total + Score(flickers=_flickers(np.array(hidden)))


def _flickers(hidden: NDArray[np.bool_]) -> int:
    """Return how many leaks lie between hidden frames of the same face; shape (frames, faces)."""
    before = np.maximum.accumulate(hidden, axis=0)
    after = np.maximum.accumulate(hidden[::-1], axis=0)[::-1]
    return int((~hidden & before & after).sum())


def _painted(boxes: NDArray[np.float64], size: tuple[int, int]) -> NDArray[np.bool_]:
    picture = np.zeros((size[1], size[0]), bool)
    for left, top, right, bottom in np.round(boxes).astype(int):
        picture[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = True
    return picture


def _share(covered: NDArray[np.bool_], box: NDArray[np.float64]) -> float:
    left, top, right, bottom = np.round(box).astype(int)
    inside = covered[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    return float(inside.mean()) if inside.size else 1.0
