"""Where is a region that somebody has drawn by hand, such as a screen, in the frames around?

It is followed by the motion of the picture inside it, forwards and backwards, to the ends of its shot or for
as long as is asked. Where it has been drawn in several frames, the boxes between two of them are blended from
both.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from waystation.domain.footage import Box, Rectangle
from waystation.footage.detect.boxes import NONE
from waystation.footage.detect.evidence import rows_of
from waystation.footage.detect.runs import boxes
from waystation.footage.detect.united import Sightings
from waystation.footage.detect.watch import Image, Search, Watch
from waystation.footage.reading import Film
from waystation.kit.errors import BadInput

_LONGER_SIDE = 640  # pixels; motion is seen in smaller pictures still
_ANY = 0.0  # the least overlap: what somebody draws again is the same, wherever it is
_USUAL_RATE = 30.0  # frames a second, where the file states none
_LONGEST = 60.0  # seconds; the motion of so many frames is kept in memory


class _Drawn:
    """Shows in each frame what somebody drew there. `scale`: pixels of the recording to one seen."""

    def __init__(self, drawn: Mapping[int, Rectangle], scale: float) -> None:
        self._drawn, self.scale = drawn, scale
        self.frame = -1

    def look(self, _: Image) -> Sightings:
        """Return the box drawn in the present frame, if any."""
        box = self._drawn.get(self.frame)
        if box is None:
            return Sightings(NONE, ())
        return Sightings(np.array([box], np.float32) / self.scale, ((("drawn", 1.0),),))


def follow_drawn(film: Film, drawn: Mapping[int, Rectangle], seconds: float = 5.0) -> tuple[Box, ...]:
    """Return where a region is, from the boxes that somebody drew in one frame or more, by frame number.

    `seconds`: for how long it is followed before the first and after the last of them, at most to the ends of
    the shot. The boxes are in pixels of the recording, as `edit.add` takes them. Raises BadInput.
    """
    if not drawn:
        raise BadInput.at("drawn", "no box", "a box in one frame at least")
    if not 0 < seconds <= _LONGEST:
        raise BadInput.at("seconds", f"{seconds:g}", f"more than 0, at most {_LONGEST:g}")
    facts = film.facts
    reach = max(1, round(seconds * (facts.rate if facts.rate > 0 else _USUAL_RATE)))
    shown = _Drawn(drawn, max(1.0, max(facts.width, facts.height) / _LONGER_SIDE))
    search = Search(shown.look, 1, reach, alike=_ANY)
    watch = Watch([search])
    for frame in film.frames("bgr24", end=max(drawn) + reach + 1, longest=_LONGER_SIDE):
        shown.frame = frame.index
        watch.frame(frame.image)
    if shown.frame < max(drawn):
        raise BadInput.at("drawn", f"a box in frame {max(drawn)}", f"frames up to {shown.frame}")
    size = (facts.width, facts.height)
    found = [
        box
        for trail in search.follower.finish()
        for box in boxes(trail.first, rows_of(trail), size, shown.scale)
    ]
    return tuple(sorted(found, key=lambda box: box.first))
