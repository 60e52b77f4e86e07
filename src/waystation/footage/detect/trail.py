"""Where is one thing in each frame, when it was seen only in some of them?

Between two sightings the box moves forwards from the first and backwards from the second, and the two are
blended by their distance in time. Where they disagree, the box grows: both may be wrong.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np

from waystation.footage.detect.boxes import Boxes

By: TypeAlias = Literal["detected", "tracked", "prolonged", "drawn"]
HOW: tuple[By, ...] = ("detected", "tracked", "prolonged", "drawn")

_DOUBT = 0.5  # the share of a disagreement by which a side moves outwards


@dataclass(slots=True, eq=False)
class Trail:
    """One thing that is being followed. `rows` holds six numbers a frame: four sides, score, how."""

    first: int
    last_seen: int
    box: Boxes
    """Where it was when it was last seen, later moved on; shape (4,)."""
    scores: dict[str, list[float]] = field(default_factory=dict)
    """The scores that each detector gave, in the order of frames."""
    rows: array[float] = field(default_factory=lambda: array("f"))
    sightings: int = 0
    """In how many frames it was seen."""
    ahead: list[Boxes] = field(default_factory=list)
    """Where it would be in each frame since it was last seen, unless it is seen again."""

    @property
    def end(self) -> int:
        """The frame after the last one of `rows`."""
        return self.first + len(self.rows) // 6

    @property
    def best(self) -> float:
        """The best score of any detector."""
        return max((max(given) for given in self.scores.values()), default=0.0)

    def add(self, boxes: Sequence[Boxes], how: By, score: float = -1.0) -> None:
        """Append the boxes of the next frames; a score below 0 stands for none."""
        for box in boxes:
            self.rows.extend([*map(float, box), score, HOW.index(how)])

    def seen(
        self, frame: int, box: Boxes, sighting: Sequence[tuple[str, float]], back: Sequence[Boxes]
    ) -> None:
        """Take in that it was seen again; `back`: the box moved backwards, newest first, as far as known."""
        out = np.array([-1, -1, 1, 1], np.float32)
        beyond = np.maximum((self.ahead[-1] - box) * out, 0)
        self.add(blended(self.ahead[:-1], back), "tracked")
        self._note(frame, (box + out * beyond * _DOUBT).astype(np.float32), sighting)

    def begin(
        self, frame: int, box: Boxes, sighting: Sequence[tuple[str, float]], back: Sequence[Boxes]
    ) -> None:
        """Take in that it was seen for the first time, and that it was there before."""
        self.add(list(reversed(back)), "prolonged")
        self._note(frame, box, sighting)

    def lose(self) -> None:
        """Take it that it was where it would have been, though it was not seen any more."""
        self.add(self.ahead, "prolonged")
        self.ahead = []

    def _note(self, frame: int, box: Boxes, sighting: Sequence[tuple[str, float]]) -> None:
        best = max(score for _, score in sighting)
        self.add([box], "detected", best)
        self.sightings += 1
        for name, score in sighting:
            self.scores.setdefault(name, []).append(score)
        self.last_seen, self.box, self.ahead = frame, box, []


def blended(ahead: Sequence[Boxes], back: Sequence[Boxes]) -> list[Boxes]:
    """Return the boxes between two sightings: moved forwards (oldest first), backwards (newest first).

    Where `back` is shorter, because the motion is not known any more, those moved forwards stand alone.
    """
    count = len(ahead)
    found = []
    for number, box in enumerate(ahead):
        distance = count - number  # frames to the second sighting
        if distance > len(back):
            found.append(box)
            continue
        weight, other = (number + 1) / (count + 1), back[distance - 1]
        middle = (1 - weight) * box + weight * other
        apart = np.abs(box - other) * _DOUBT * min(weight, 1 - weight) * 2
        found.append((middle + apart * np.array([-1, -1, 1, 1], np.float32)).astype(np.float32))
    return found
