"""How are boxes compared, merged, moved and widened?

A box is a row of float32: left, top, right, bottom, in pixels, right and lower edge not included; boxes are
an array of shape (n, 4). Nothing here changes what it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Boxes: TypeAlias = NDArray[np.float32]
Floats: TypeAlias = NDArray[np.float32]

_NEARLY = 0.15
NONE: Boxes = np.zeros((0, 4), np.float32)


def areas(boxes: Boxes) -> Floats:
    """Return the area of each box; 0 where it is empty."""
    sides = np.maximum(boxes[..., 2:] - boxes[..., :2], 0)
    return np.asarray(sides[..., 0] * sides[..., 1], np.float32)


def shared(one: Boxes, other: Boxes) -> Floats:
    """Return the area that each of `one` shares with each of `other`; shape (n, m)."""
    low = np.maximum(one[:, None, :2], other[None, :, :2])
    high = np.minimum(one[:, None, 2:], other[None, :, 2:])
    return areas(np.concatenate([low, high], axis=2))


def overlap(one: Boxes, other: Boxes) -> Floats:
    """Return the intersection over union of each of `one` with each of `other`; shape (n, m)."""
    common = shared(one, other)
    union = areas(one)[:, None] + areas(other)[None, :] - common
    return np.asarray(common / np.maximum(union, 1e-6), np.float32)


def inside(one: Boxes, other: Boxes) -> Floats:
    """Return how much of the smaller box lies in the other, for each pair; shape (n, m)."""
    least = np.minimum(areas(one)[:, None], areas(other)[None, :])
    return np.asarray(shared(one, other) / np.maximum(least, 1e-6), np.float32)


def widened(boxes: Boxes, share: float | Floats) -> Boxes:
    """Return boxes that reach farther on each side, by a share of their width and height."""
    sides = boxes[..., 2:] - boxes[..., :2]
    more = sides * np.asarray(share, np.float32)[..., None] if np.ndim(share) else sides * share
    return np.concatenate([boxes[..., :2] - more, boxes[..., 2:] + more], axis=-1).astype(np.float32)


def clipped(boxes: Boxes, width: float, height: float) -> Boxes:
    """Return the parts of the boxes that lie inside a picture."""
    limit = np.array([width, height, width, height], np.float32)
    return np.asarray(np.clip(boxes, 0, limit), np.float32)


def at_the_edge(boxes: Boxes, width: float, height: float, nearly: float = _NEARLY) -> NDArray[np.bool_]:
    """Tell which boxes lie in a picture in part, and reach its edge when wider by a share of their size."""
    near = widened(boxes, nearly)
    some = areas(clipped(boxes, width, height)) > 0
    reach = (near[..., :2] < 0).any(axis=-1) | (near[..., 2:] > (width, height)).any(axis=-1)
    return np.asarray(some & reach)


def best_of_each(boxes: Boxes, scores: Floats, most: float) -> NDArray[np.intp]:
    """Return the rows that stay when of two boxes overlapping by more than `most` only the surer one may.

    In the order of falling scores. One box after the other: a picture of noise has tens of thousands.
    """
    left = np.argsort(-scores, kind="stable")
    kept: list[int] = []
    while left.size:
        kept.append(int(left[0]))
        left = left[1:][overlap(boxes[left[:1]], boxes[left[1:]])[0] <= most]
    return np.array(kept, np.intp)


def pairs(likeness: Floats, least: float) -> list[tuple[int, int]]:
    """Return which row goes with which column, the most alike first, each once; `least`: alike enough."""
    found: list[tuple[int, int]] = []
    left = likeness.copy()
    while left.size and left.max() >= least:
        row, column = np.unravel_index(int(left.argmax()), left.shape)
        found.append((int(row), int(column)))
        left[row, :] = -1
        left[:, column] = -1
    return found


def hull(boxes: Sequence[Boxes] | Boxes) -> Boxes:
    """Return the smallest box that holds all the boxes."""
    stacked = np.asarray(boxes, np.float32).reshape(-1, 4)
    return np.concatenate([stacked[:, :2].min(axis=0), stacked[:, 2:].max(axis=0)])
