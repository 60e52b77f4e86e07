"""Is it a face, when looked at more closely?

Low thresholds find nearly every face, and much else. What is doubtful is cut out with its surroundings,
brought to a size at which the network knows faces best, and shown to it again, once narrowly and once
with more around it.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from waystation.footage.detect.boxes import Boxes, Floats, overlap
from waystation.footage.detect.centerface import CenterFace

_VIEWS = (3.0, 5.0)  # how many times as wide as the box the cut-outs are
_SIDE = 128  # pixels of a cut-out
_LEAST = 0.02  # scores below are as good as none
_SAME = 0.25  # the least overlap of the box and what is seen in the cut-out


def looked_closer(network: CenterFace, image: NDArray[np.uint8], boxes: Boxes) -> Floats:
    """Return for each box in a picture (height, width, 3), blue first, the mean score of its views."""
    return np.array(
        [np.mean([_view(network, image, box, wide) for wide in _VIEWS]) for box in boxes], np.float32
    )


def _view(network: CenterFace, image: NDArray[np.uint8], box: Boxes, wide: float) -> float:
    middle, half = (box[:2] + box[2:]) / 2, (box[2:] - box[:2]) / 2
    zoom = _SIDE / max(1.0, float(2 * half.max()) * wide)
    shift = _SIDE / 2 - middle * zoom
    turn = np.array([[zoom, 0, shift[0]], [0, zoom, shift[1]]], np.float32)
    how = cv2.INTER_LINEAR if zoom > 1 else cv2.INTER_AREA
    cut = cv2.warpAffine(image, turn, (_SIDE, _SIDE), flags=how, borderMode=cv2.BORDER_REPLICATE)
    boxes, scores = network.all_faces(np.asarray(cut, np.uint8), _LEAST)
    expected = np.concatenate([_SIDE / 2 - half * zoom, _SIDE / 2 + half * zoom]).astype(np.float32)
    same = overlap(expected[None], boxes)[0] >= _SAME if len(boxes) else np.zeros(0, bool)
    return float(scores[same].max(initial=0.0))
