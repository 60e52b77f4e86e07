"""What do the detectors of faces see in one picture?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from waystation.domain.footage import Detector
from waystation.footage.detect import weights
from waystation.footage.detect.boxes import Boxes, Floats, at_the_edge
from waystation.footage.detect.centerface import CenterFace
from waystation.footage.detect.closer import looked_closer
from waystation.footage.detect.settings import Settings
from waystation.footage.detect.united import Seen, Sightings, united
from waystation.footage.detect.yunet import YuNet

_BEYOND = 0.15  # of its longer side, by which a picture is continued to find faces cut off at its edge


class Faces(Protocol):
    """A detector of faces."""

    name: str

    def faces(self, image: NDArray[np.uint8], least: float) -> tuple[Boxes, Floats]:
        """Return boxes and scores of the faces in a picture (height, width, 3), blue first."""


@dataclass(slots=True)
class Looker:
    """A detector with what is said about it in the file of tracks."""

    detector: Faces
    version: str
    sha256: str | None
    looked_at: int = 0

    def said(self) -> Detector:
        """Return how it stands in the file of tracks."""
        name, count = self.detector.name, self.looked_at
        return Detector(name=name, version=self.version, sha256=self.sha256, looked_at=count)


class Eyes:
    """All detectors of faces that are installed. Raises BadInput where the first of them is missing."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        model = weights.read(weights.FACES)
        version = weights.version_of(weights.FACES.package) or "unknown"
        self._closer = CenterFace(model)
        self.lookers = [Looker(self._closer, version, weights.digest(model))]
        second = weights.version_of(weights.SECOND_OPINION)
        if second is not None:
            self.lookers.append(Looker(YuNet(), second, None))

    @property
    def both(self) -> bool:
        """Whether there are two detectors: with one alone, nothing is promised about leaks."""
        return len(self.lookers) > 1

    def look(self, image: NDArray[np.uint8]) -> Sightings:
        """Return what is seen in a picture (height, width, 3), blue first."""
        looks: list[Seen] = []
        for looker in self.lookers:
            looker.looked_at += 1
            sides = self._sides(looker.detector.name, max(image.shape[:2]))
            looks.extend(self._ask(looker.detector, image, side) for side in sides)
        if self._settings.mirrored:
            looks.extend(self._cut_off(looker.detector, image) for looker in self.lookers)
        return united(looks)

    def closer(self, image: NDArray[np.uint8], boxes: Boxes) -> Floats:
        """Return the scores of boxes in a picture when they are looked at more closely."""
        return looked_closer(self._closer, image, boxes)

    def _sides(self, name: str, longer: int) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._settings.sides.get(name, (longer,))))

    def _ask(self, detector: Faces, image: NDArray[np.uint8], side: int) -> Seen:
        ratio = side / max(image.shape[:2])
        boxes, scores = detector.faces(brought_to(image, ratio), self._settings.least[detector.name])
        return detector.name, (boxes / ratio).astype(np.float32), scores

    def _cut_off(self, detector: Faces, image: NDArray[np.uint8]) -> Seen:
        """Return what is seen at the edges of a small picture when it is continued by its mirror image.

        Half a face and its mirror image make a whole one, whose middle may lie outside the picture.
        """
        ratio = self._settings.mirrored / max(image.shape[:2])
        beyond = round(_BEYOND * self._settings.mirrored)
        shrunk = brought_to(image, ratio)
        continued = cv2.copyMakeBorder(shrunk, beyond, beyond, beyond, beyond, cv2.BORDER_REFLECT)
        name = detector.name
        boxes, scores = detector.faces(np.asarray(continued, np.uint8), self._settings.least[name])
        placed = ((boxes - beyond) / ratio).astype(np.float32)
        cut = at_the_edge(placed, image.shape[1], image.shape[0])
        return name, placed[cut], scores[cut]


def brought_to(image: NDArray[np.uint8], ratio: float) -> NDArray[np.uint8]:
    """Return a picture whose sides are `ratio` times as long."""
    if ratio == 1:
        return image
    how = cv2.INTER_AREA if ratio < 1 else cv2.INTER_LINEAR
    size = [max(1, round(side * ratio)) for side in image.shape[1::-1]]
    return np.asarray(cv2.resize(image, size, interpolation=how), np.uint8)
