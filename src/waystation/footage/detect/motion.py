"""How does what is shown move from one frame to the next?

Dense optical flow on small grey pictures (DIS: Kroeger, Timofte, Dai, Van Gool, ECCV 2016, in OpenCV), kept
at half their size and in half precision. A box moves by the median of the flow on a grid inside it, which
forgets a third of the points that belong to something else; its size changes as the grid is stretched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from waystation.footage.detect.boxes import Boxes

Grey: TypeAlias = NDArray[np.uint8]

LONGER_SIDE = 320  # of the small pictures, in pixels
_KEPT = 2  # each so many pixels of a small picture the flow is kept
_POINTS = 5  # of the grid inside a box, along each side
_INNER = 0.7  # the share of the box that the grid spans: its rim shows what is behind
_GROWTH = 0.04  # the most that a box may grow or shrink in one frame

_AT = (np.arange(_POINTS, dtype=np.float32) + 0.5) / _POINTS * _INNER + (1 - _INNER) / 2
_GRID = np.stack(np.meshgrid(_AT, _AT), axis=-1).reshape(-1, 2)  # as shares of a box
_APART = (_GRID - _GRID[::-1])[: len(_GRID) // 2]  # from each point to the opposite one


@dataclass(frozen=True, slots=True)
class Field:
    """The flow between two frames: where each point of the first one goes, in pixels of the small picture."""

    flow: NDArray[np.float16]
    """Shape (height, width, 2), at each second pixel of the small picture."""
    scale: float
    """How many pixels of the boxes one pixel of the small picture is."""


def small(image: NDArray[np.uint8]) -> Grey:
    """Return a picture (height, width, 3), blue first, as the small grey one that motion is seen in."""
    height, width = image.shape[:2]
    ratio = LONGER_SIDE / max(height, width)
    size = (max(16, round(width * ratio)), max(16, round(height * ratio)))
    shrunk = cv2.resize(image, size, interpolation=cv2.INTER_AREA if ratio < 1 else cv2.INTER_LINEAR)
    return np.asarray(cv2.cvtColor(shrunk, cv2.COLOR_BGR2GRAY), np.uint8)


class Motion:
    """Finds the flow between small pictures of one size. `scale`: see Field."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self._dis = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)

    def between(self, before: Grey, after: Grey) -> Field:
        """Return how the first picture becomes the second."""
        flow = self._dis.calc(before, after, np.zeros((*before.shape, 2), np.float32))
        return Field(flow[::_KEPT, ::_KEPT].astype(np.float16), self.scale)


def forwards(boxes: Boxes, field: Field) -> Boxes:
    """Return where boxes of the first frame are in the second."""
    return _moved(boxes, boxes, field, 1.0)


def backwards(boxes: Boxes, field: Field) -> Boxes:
    """Return where boxes of the second frame were in the first.

    The flow starts in the first frame, so it is looked up where the boxes would have been, twice better each
    time.
    """
    guess = boxes
    for _ in range(2):
        guess = _moved(boxes, guess, field, -1.0)
    return guess


def _moved(boxes: Boxes, at: Boxes, field: Field, sign: float) -> Boxes:
    if not len(boxes):
        return boxes
    sides = boxes[:, 2:] - boxes[:, :2]
    flow = _sampled(at, field)
    step = _median(flow) * (sign * field.scale)
    growth = 1 + np.clip(sign * _stretch(sides / field.scale, flow), -_GROWTH, _GROWTH)
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2 + step
    half = sides / 2 * growth[:, None]
    return np.concatenate([middle - half, middle + half], axis=1).astype(np.float32)


def _sampled(boxes: Boxes, field: Field) -> NDArray[np.float32]:
    """Return the flow at the grids inside the boxes, in small pixels; shape (n, points, 2)."""
    grid = boxes[:, None, :2] + _GRID[None] * (boxes[:, None, 2:] - boxes[:, None, :2])
    height, width = field.flow.shape[:2]
    cells = (grid * (1 / (field.scale * _KEPT))).astype(np.intp)
    column = np.clip(cells[..., 0], 0, width - 1)
    row = np.clip(cells[..., 1], 0, height - 1)
    return field.flow[row, column].astype(np.float32)


def _stretch(sides: NDArray[np.float32], flow: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how much farther apart the points of each grid get, as a share: a median over pairs."""
    apart = _APART[None] * sides[:, None]
    wider = flow[:, : len(_APART)] - flow[:, : -len(_APART) - 1 : -1]
    along = (apart * wider).sum(axis=2) / np.maximum((apart * apart).sum(axis=2), 1e-3)
    return np.sort(along, axis=1)[:, len(_APART) // 2]


def _median(flow: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.sort(flow, axis=1)[:, flow.shape[1] // 2]
