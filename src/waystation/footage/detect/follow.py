"""Which sightings are of the same thing, and where is it in the frames between, before and after?

Works through the frames once, forwards. The flow of the last frames is kept, so that what is seen for the
first time is also followed backwards, to where it turned to the camera or came into the picture. What is not
seen any more is followed on for a while: a face that turns away is still a head.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import TypeAlias

import numpy as np

from waystation.footage.detect.boxes import NONE, Boxes, Floats, areas, clipped, overlap, pairs, widened
from waystation.footage.detect.motion import Field, backwards, forwards
from waystation.footage.detect.trail import Trail
from waystation.footage.detect.united import Sightings

Closer: TypeAlias = Callable[[Boxes], Floats]
"""A score for each of the boxes in the present frame, by somebody who looks more closely."""

CLOSER = "closer look"  # its name among the detectors of a trail
_ASKED = (1, 3)  # at which sighting of a trail it is asked for
_MOST_ASKED = 100  # in one frame: a crowd must not take minutes
_SURE = 0.5  # no need to ask about a better score
SAME = 0.25  # the least overlap of what was expected and what was seen
_HELD = 3  # for so many frames what has left the picture is held at its edge: the box may have left too early
_SPREAD = 0.01  # by how much a box grows on each side in every frame in which it is not seen
_SPREAD_MOST = 0.25
_GROWN_MOST = 1.5  # times as wide and high as it was seen is the most that it becomes while it is not seen


class Follower:
    """Follows everything of one kind through pictures of one size.

    `patience`: for how many frames something may be out of sight and still be the same. It is
    taken to be there for as long before it was first and after it was last seen. `alike`: the least
    overlap of what was expected and what is seen, for it to be the same.
    """

    def __init__(self, width: int, height: int, patience: int, alike: float = SAME) -> None:
        self._size, self._patience = (width, height), patience
        self._alike = alike
        self._fields: deque[Field] = deque(maxlen=max(1, patience))
        self._live: list[Trail] = []
        self._done: list[Trail] = []
        self.frame = -1

    def step(self, field: Field | None) -> None:
        """Go to the next frame; `field`: the motion from the one before, None at the start of a shot."""
        self.frame += 1
        if field is None:
            self._stop(self._live)
            self._fields.clear()
            return
        self._fields.append(field)
        if self._live:
            moved = forwards(
                np.stack([trail.ahead[-1] if trail.ahead else trail.box for trail in self._live]), field
            )
            for trail, box in zip(self._live, moved, strict=True):
                trail.ahead.append(box)
        self._stop([trail for trail in self._live if self._is_over(trail)])

    def recall(self, field: Field | None) -> None:
        """Take in a motion that came before what was kept; see `step`."""
        if field is None:
            self._fields.clear()
        else:
            self._fields.append(field)

    @property
    def live(self) -> tuple[Trail, ...]:
        """What is being followed."""
        return tuple(self._live)

    def take_up(self, frame: int, trails: Sequence[Trail]) -> None:
        """Go on after this frame with what was followed there."""
        self.frame, self._live = frame, list(trails)

    def see(self, sightings: Sightings, closer: Closer | None = None) -> None:
        """Take in what was seen in the present frame; `closer` is asked about what is doubtful."""
        matched = pairs(overlap(self._expected(), sightings.boxes), self._alike)
        taken = {column for _, column in matched}
        again = [(self._live[row], column) for row, column in matched]
        new = [column for column in range(len(sightings.boxes)) if column not in taken]
        back = self._back(sightings.boxes, self._reaches(again, len(sightings.boxes)))
        for trail, column in again:
            trail.seen(self.frame, sightings.boxes[column], sightings.scores[column], back[column])
        for column in new:
            self._begin(sightings.boxes[column], sightings.scores[column], back[column])
        if closer is not None:
            self._ask(closer, [trail for trail in self._live if trail.last_seen == self.frame])

    def finish(self) -> list[Trail]:
        """Return what has been followed since the last call and is over; after the last frame, everything."""
        self._stop(self._live)
        return self.over()

    def over(self) -> list[Trail]:
        """Return what is over, once."""
        done, self._done = self._done, []
        return done

    def _expected(self) -> Boxes:
        if not self._live:
            return NONE
        return np.stack([trail.ahead[-1] if trail.ahead else trail.box for trail in self._live])

    def _ask(self, closer: Closer, seen: list[Trail]) -> None:
        asked = [trail for trail in seen if trail.sightings in _ASKED and trail.best < _SURE]
        asked = sorted(asked, key=lambda trail: -trail.best)[:_MOST_ASKED]
        if asked:
            for trail, score in zip(asked, closer(np.stack([trail.box for trail in asked])), strict=True):
                trail.scores.setdefault(CLOSER, []).append(float(score))

    def _reaches(self, again: list[tuple[Trail, int]], count: int) -> list[int]:
        """Return for how many frames to follow each backwards: to the last sighting, or all known."""
        reaches = [len(self._fields)] * count
        for trail, column in again:
            reaches[column] = min(len(self._fields), len(trail.ahead) - 1)
        return reaches

    def _begin(self, box: Boxes, sighting: tuple[tuple[str, float], ...], back: list[Boxes]) -> None:
        shown = [_spread(b, number, box) for number, b in enumerate(self._held(back))]
        trail = Trail(self.frame - len(shown), self.frame, box)
        trail.begin(self.frame, box, sighting, shown)
        self._live.append(trail)

    def _back(self, boxes: Boxes, reaches: list[int]) -> list[list[Boxes]]:
        """Return where boxes of the present frame were in so many frames before, newest first."""
        found: list[list[Boxes]] = [[] for _ in reaches]
        at = boxes
        for number in range(max(reaches, default=0)):
            going = [row for row, reach in enumerate(reaches) if reach > number]
            at = at.copy()
            at[going] = backwards(at[going], self._fields[-1 - number])
            for row in going:
                found[row].append(at[row])
        return found

    def _visible(self, box: Boxes) -> bool:
        return bool(areas(clipped(box, *self._size)) > 0)

    def _is_over(self, trail: Trail) -> bool:
        late = trail.ahead[-_HELD:]
        gone = len(late) == _HELD and not any(map(self._visible, late))
        return gone or self.frame - trail.last_seen >= self._patience

    def _held(self, boxes: Sequence[Boxes]) -> list[Boxes]:
        """Return the boxes of following frames until one has left the picture, the last some times more."""
        inside = list(takewhile(self._visible, boxes))
        return inside + inside[-1:] * min(_HELD, len(boxes) - len(inside))

    def _stop(self, trails: list[Trail]) -> None:
        for trail in list(trails):
            trail.ahead = [
                _spread(box, number, trail.box) for number, box in enumerate(self._held(trail.ahead))
            ]
            trail.lose()
            self._live.remove(trail)
            self._done.append(trail)


def _spread(box: Boxes, frames: int, seen: Boxes) -> Boxes:
    """Return where something may be so many frames after it was `seen`, however the picture stretches."""
    middle, most = (box[:2] + box[2:]) / 2, (seen[2:] - seen[:2]) * _GROWN_MOST / 2
    half = np.minimum((box[2:] - box[:2]) / 2, most)
    grown = np.concatenate([middle - half, middle + half]).astype(np.float32)
    return widened(grown, min(_SPREAD_MOST, _SPREAD * (frames + 1)))
