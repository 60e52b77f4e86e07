"""Where does the detector of text see any, and how often has it looked?"""

from __future__ import annotations

from waystation.domain.footage import Detector
from waystation.footage.detect import weights
from waystation.footage.detect.settings import Settings
from waystation.footage.detect.united import Sightings
from waystation.footage.detect.watch import Image
from waystation.footage.detect.words import Words


class Reader:
    """The detector of text as the settings ask for it. Raises BadInput where its weights are missing."""

    def __init__(self, settings: Settings) -> None:
        model = weights.read(weights.WORDS)
        self._words, self._least = Words(model, settings.text_side), settings.text_least
        self._version = weights.version_of(weights.WORDS.package) or "unknown"
        self._sha256 = weights.digest(model)
        self.looked_at = 0

    def look(self, image: Image) -> Sightings:
        """Return the texts in a picture (height, width, 3), blue first."""
        self.looked_at += 1
        boxes, scores = self._words.texts(image, self._least)
        return Sightings(boxes, tuple(((Words.name, min(1.0, float(score))),) for score in scores))

    def said(self) -> Detector:
        """Return how it stands in the file of tracks."""
        return Detector(name=Words.name, version=self._version, sha256=self._sha256, looked_at=self.looked_at)
