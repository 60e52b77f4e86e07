"""Which rectangles are covered in which frame?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil, floor

from waystation.domain.footage import Box, Rectangle, Track
from waystation.domain.release import Cover

Area = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels, right and bottom not included."""


def widened(box: Rectangle, share: float, width: int, height: int) -> Area | None:
    """Return the box, wider by `share` of its own size on each side, as whole pixels inside the picture.

    The edges are moved outwards to even pixels, because two by two pixels share their colour in a film. None
    where nothing of it lies inside the picture.
    """
    left, top, right, bottom = box
    across, down = share * (right - left), share * (bottom - top)
    area = (
        max(0, floor((left - across) / 2) * 2),
        max(0, floor((top - down) / 2) * 2),
        min(width, ceil((right + across) / 2) * 2),
        min(height, ceil((bottom + down) / 2) * 2),
    )
    return area if area[0] < area[2] and area[1] < area[3] else None


def covers(tracks: Iterable[Track], width: int, height: int) -> tuple[Cover, ...]:
    """Return what is covered, in the order of first frames. Tracks that are not masked cover nothing."""
    found = [
        (box.first, box.end, *area)
        for track in tracks
        if track.state == "masked"
        for box in track.boxes
        if (area := _area(box, track.wider, width, height)) is not None
    ]
    return tuple(sorted(found))


def _area(box: Box, share: float, width: int, height: int) -> Area | None:
    return widened(box.box, share, width, height)


class Sweep:
    """Answers what is covered in a frame, for frames asked for in rising order."""

    def __init__(self, covered: Iterable[Cover]) -> None:
        self._coming: Iterator[Cover] = iter(covered)
        self._next = next(self._coming, None)
        self._now: list[Cover] = []

    def at(self, index: int) -> list[Area]:
        """Return the areas that are covered in this frame."""
        while self._next is not None and self._next[0] <= index:
            self._now.append(self._next)
            self._next = next(self._coming, None)
        self._now = [cover for cover in self._now if cover[1] > index]
        return [cover[2:] for cover in self._now]
