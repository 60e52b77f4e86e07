"""Which boxes show a part of what somebody else is surer of?

A face makes several detections: itself, its parts, and itself as another size sees it. Where a much surer
track shows the same in the same frames, the weaker one covers nothing more, and whoever unmasks the face
would find it covered still.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from waystation.domain.footage import Box, Track
from waystation.footage.detect.boxes import inside, overlap

_SURE = 0.8  # the least strength of who takes over
_WEAKER = 0.8  # of the strength of the surer one, below which a track gives way
_ALIKE, _WITHIN = 0.3, 0.6  # the least overlap, and the least part of the smaller box in the other


def without_doubles(found: Sequence[tuple[float, Track]]) -> list[tuple[float, Track]]:
    """Return the tracks, given with the strengths of their evidence, without what surer ones show."""
    sure = [(strong, track) for strong, track in found if strong >= _SURE]
    left = []
    for strong, track in found:
        surer = [other for more, other in sure if strong < _WEAKER * more and _meet(track, other)]
        boxes = tuple(box for box in track.boxes if not _shown(box, surer))
        if boxes:
            left.append((strong, track.model_copy(update={"boxes": boxes})))
    return left


def _meet(one: Track, other: Track) -> bool:
    return one.boxes[0].first < other.boxes[-1].end and other.boxes[0].first < one.boxes[-1].end


def _shown(box: Box, surer: Iterable[Track]) -> bool:
    """Tell whether in every frame of a box a surer track was seen or followed there."""
    frames = np.zeros(box.end - box.first, bool)
    for track in surer:
        for other in track.boxes:
            first, end = max(box.first, other.first), min(box.end, other.end)
            if first < end and other.by != "prolonged" and _same(box, other):
                frames[first - box.first : end - box.first] = True
    return bool(frames.all())


def _same(box: Box, other: Box) -> bool:
    one, two = np.array([box.box], np.float32), np.array([other.box], np.float32)
    return bool(overlap(one, two)[0, 0] >= _ALIKE or inside(one, two)[0, 0] >= _WITHIN)
