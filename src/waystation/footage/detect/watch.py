"""What is in each frame of a recording, frame after frame, in bounded memory?

Looks at the first and the last frame of every shot, at frames a set time apart, and where a picture changes
more than its motion explains; follows what is seen through all the others. A desk may use it frame by frame.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from waystation.footage.detect.boxes import Boxes, Floats
from waystation.footage.detect.cuts import change
from waystation.footage.detect.follow import SAME, Follower
from waystation.footage.detect.motion import LONGER_SIDE, Field, Motion, small
from waystation.footage.detect.united import Sightings

_STIRRED = 3  # how many times as often is looked where a picture changes beyond its motion

Image: TypeAlias = NDArray[np.uint8]
Look: TypeAlias = Callable[[Image], Sightings]
"""What is seen in a picture."""
LookCloser: TypeAlias = Callable[[Image, Boxes], Floats]
"""How sure one is of boxes in a picture when they are looked at more closely."""


class Search:
    """One kind of thing, looked for each `every` frames, followed for `patience` beyond its ends."""

    def __init__(
        self, look: Look, every: int, patience: int, closer: LookCloser | None = None, alike: float = SAME
    ) -> None:
        self._look, self._every, self._closer = look, max(1, every), closer
        self._patience, self._alike = patience, alike
        self._looked = -1
        self.follower = Follower(1, 1, patience, alike)

    def begin(self, width: int, height: int) -> None:
        """Take in the size of the pictures, in pixels."""
        self.follower = Follower(width, height, self._patience, self._alike)

    def step(self, field: Field | None, image: Image, *, stirred: bool) -> None:
        """Go to the next frame; see Follower.step. `stirred`: it differs more than the motion explains."""
        self.follower.step(field)
        since = self.follower.frame - self._looked
        if field is None or since >= self._every or (stirred and since >= self._every / _STIRRED):
            self.look(image)

    def look(self, image: Image) -> None:
        """Look at the present frame, unless that has been done."""
        if self._looked != self.follower.frame:
            self._looked = self.follower.frame
            closer = partial(self._closer, image) if self._closer else None
            self.follower.see(self._look(image), closer)


class Watch:
    """Leads several searches through the same frames, with one measurement of motion for all."""

    def __init__(self, searches: Sequence[Search]) -> None:
        self._searches = searches
        self._motion: Motion | None = None
        self._grey: NDArray[np.uint8] | None = None
        self._image: Image | None = None

    def frame(self, image: Image) -> None:
        """Take in the next frame (height, width, 3), blue first; all of one size."""
        grey = small(image)
        if self._motion is None or self._grey is None:
            self._begin(image)
            field, kind = None, "cut"
        else:
            field = self._motion.between(self._grey, grey)
            kind = change(self._grey, grey, field)
        if kind == "cut":
            self._last_of_shot()
            field = None
        for search in self._searches:
            search.step(field, image, stirred=kind == "some")
        self._grey, self._image = grey, image.copy()

    def finish(self) -> None:
        """Take it that there are no more frames."""
        self._last_of_shot()

    def _begin(self, image: Image) -> None:
        height, width = image.shape[:2]
        self._motion = Motion(max(height, width) / LONGER_SIDE)
        for search in self._searches:
            search.begin(width, height)

    def _last_of_shot(self) -> None:
        if self._image is not None:
            for search in self._searches:
                search.look(self._image)
