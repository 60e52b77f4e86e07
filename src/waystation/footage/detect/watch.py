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
from waystation.footage.detect.cuts import Change, change
from waystation.footage.detect.follow import SAME, Follower
from waystation.footage.detect.kept import KeptSearch, kept_trail
from waystation.footage.detect.motion import LONGER_SIDE, Field, Motion, small
from waystation.footage.detect.trail import Trail
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
        self._kept: list[Trail] = []
        self._begun = -1
        self.follower = Follower(1, 1, patience, alike)

    def begin(self, width: int, height: int) -> None:
        """Take in the size of the pictures, in pixels."""
        self.follower = Follower(width, height, self._patience, self._alike)
        self.follower.take_up(self._begun, self._kept)

    def kept(self) -> KeptSearch:
        """Return what has to be known to go on after the present frame."""
        live = tuple(map(kept_trail, self.follower.live))
        return KeptSearch(looked=self._looked, frame=self.follower.frame, trails=live)

    def take_up(self, kept: KeptSearch, trails: list[Trail]) -> None:
        """Go on with what was kept, and was followed, once the size of the pictures is known."""
        self._looked, self._begun, self._kept = kept.looked, kept.frame, trails

    @property
    def reach(self) -> int:
        """How many pictures before the present one have to be known again to go on."""
        return self._patience + 1

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
        field, kind = self._moved(image, grey)
        if field is None:
            self._last_of_shot()
        for search in self._searches:
            search.step(field, image, stirred=kind == "some")
        self._grey, self._image = grey, image.copy()

    def recall(self, image: Image) -> None:
        """Take in a frame that came before what was kept, only for how everything moved."""
        grey = small(image)
        field, _kind = self._moved(image, grey)
        for search in self._searches:
            search.follower.recall(field)
        self._grey, self._image = grey, image.copy()

    def _moved(self, image: Image, grey: NDArray[np.uint8]) -> tuple[Field | None, Change]:
        """Return how everything has moved since the last frame, None across a cut, and how much changed."""
        if self._motion is None or self._grey is None:
            self._begin(image)
            return None, "cut"
        field = self._motion.between(self._grey, grey)
        kind = change(self._grey, grey, field)
        return None if kind == "cut" else field, kind

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
