"""Where is text that could be read: signs, plates, screens, papers?

The detector of PP-OCRv6 (Apache 2.0) out of the package `rapidocr`; nothing is ever read out. The network
answers for each pixel how likely it belongs to the core of a text (Liao and others: Real-time Scene Text
Detection with Differentiable Binarization, AAAI 2020); cores are grown back to the text as in that paper,
with the areas of their smallest rectangles.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from waystation.footage.detect.boxes import Boxes, Floats
from waystation.footage.detect.network import Network

_MULTIPLE = 32  # the sides of a picture must be divisible by it
_CORE = 0.2  # the least probability of a pixel of a core
_GROWN = 1.8  # by how much a core is grown, as in the paper
_LEAST_SIDE = 2.0  # pixels of a core
_MOST = 1000  # texts in one picture
_SLANTED = 0.12  # of the sine of the angle; beyond, a text is covered by several boxes in a row


class Words:
    """The network, ready to look at pictures. `side`: pictures are brought to this longer side, in pixels."""

    name = "pp-ocr"

    def __init__(self, model: bytes, side: int) -> None:
        self._network = Network(model)
        self._side = side

    def texts(self, image: NDArray[np.uint8], least: float) -> tuple[Boxes, Floats]:
        """Return boxes and scores, of `least` on, of texts in a picture (height, width, 3), blue first."""
        height, width = image.shape[:2]
        ratio = self._side / max(height, width)
        size = [max(_MULTIPLE, round(side * ratio / _MULTIPLE) * _MULTIPLE) for side in (width, height)]
        shrunk = cv2.resize(image, size, interpolation=cv2.INTER_AREA if ratio < 1 else cv2.INTER_CUBIC)
        blob = cv2.dnn.blobFromImage(shrunk, 1 / 127.5, mean=(127.5, 127.5, 127.5))
        heat = self._network.run(np.asarray(blob, np.float32))[0][0, 0]
        found = list(_found(np.ascontiguousarray(heat), least))
        boxes = np.array([box for box, _ in found], np.float32).reshape(-1, 4)
        scale = np.array([width / size[0], height / size[1]] * 2, np.float32)
        return boxes * scale, np.array([score for _, score in found], np.float32)


def _found(heat: Floats, least: float) -> Iterator[tuple[Boxes, float]]:
    cores = (heat >= _CORE).astype(np.uint8)
    outlines, _ = cv2.findContours(cores, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for outline in outlines[:_MOST]:
        middle, (width, height), angle = cv2.minAreaRect(outline)
        if min(width, height) < _LEAST_SIDE:
            continue
        score = _score(heat, outline)
        if score < least:
            continue
        more = width * height * _GROWN / (width + height)
        for box in _pieces((middle[0], middle[1]), (width + more, height + more), angle):
            yield box, score


def _score(heat: Floats, outline: NDArray[Any]) -> float:
    """Return the mean probability inside an outline."""
    left, top, width, height = cv2.boundingRect(outline)
    inside = np.zeros((height, width), np.uint8)
    cv2.drawContours(inside, [outline], 0, 1, cv2.FILLED, offset=(-left, -top))
    return float(cv2.mean(heat[top : top + height, left : left + width], inside)[0])


def _pieces(middle: tuple[float, float], size: tuple[float, float], angle: float) -> Iterator[Boxes]:
    """Yield upright boxes that cover a turned rectangle: several in a row where one would cover more."""
    turn = np.deg2rad(angle)
    along = np.array([np.cos(turn), np.sin(turn)])
    long, short = size
    if size[1] > size[0]:
        along, long, short = np.array([-along[1], along[0]]), size[1], size[0]
    slanted = min(abs(along)) > _SLANTED
    count = max(1, round(long / short)) if slanted else 1
    half = (abs(along) * long / count + abs(along[::-1]) * short) / 2
    for number in range(count):
        at = np.array(middle) + along * long * ((number + 0.5) / count - 0.5)
        yield np.concatenate([at - half, at + half]).astype(np.float32)
