"""Where does one shot end and another begin?

After the motion between two frames has been undone, they still look alike within a shot, however the light
changes, and not at all across a cut. Likeness is the correlation of the small grey pictures, coarser still.
"""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np

from waystation.footage.detect.motion import Field, Grey

Change = Literal["none", "some", "cut"]

_CUT = 0.45  # a correlation below: another shot
_SOME = 0.8  # a correlation below: worth looking at again
_COARSE = (64, 36)  # columns and rows that are compared
_FLAT = 2.0  # grey levels; what varies less shows nothing that could be compared


def change(before: Grey, after: Grey, field: Field) -> Change:
    """Tell how much the second picture differs from the first beyond what the motion explains."""
    alike = likeness(before, after, field)
    if alike < _CUT:
        return "cut"
    return "some" if alike < _SOME else "none"


def likeness(before: Grey, after: Grey, field: Field) -> float:
    """Return the correlation between the first picture, moved by the field, and the second; 1: the same."""
    columns, rows = _COARSE
    one = cv2.resize(before, _COARSE, interpolation=cv2.INTER_AREA).astype(np.float32)
    other = cv2.resize(after, _COARSE, interpolation=cv2.INTER_AREA).astype(np.float32)
    flow = cv2.resize(field.flow.astype(np.float32), _COARSE, interpolation=cv2.INTER_AREA)
    scale = np.array([columns / before.shape[1], rows / before.shape[0]], np.float32)
    x, y = np.meshgrid(np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32))
    back = flow * scale
    unmoved = cv2.remap(
        other, x + back[..., 0], y + back[..., 1], cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE
    )
    return _correlation(one, np.asarray(unmoved, np.float32))


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    first, second = float(one.std()), float(other.std())
    if first < _FLAT and second < _FLAT:
        return 1.0 if abs(float(one.mean() - other.mean())) < 8 * _FLAT else 0.0
    if min(first, second) < _FLAT:
        return 0.0
    return float(((one - one.mean()) * (other - other.mean())).mean() / (first * second))
