"""How much of a picture may be covered on little evidence?

Low thresholds find faces in noise, the more of them the darker and fuller a picture is: in a dark hall they
would cover nearly all of it. So weak tracks share a part of each picture, the strongest for their size first;
what goes beyond is taken for noise. Tracks that enough speaks for are always covered.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from waystation.domain.footage import Track
from waystation.footage.detect.boxes import areas, clipped, widened

_ENOUGH = 0.5  # strength


def affordable(
    found: Sequence[tuple[float, Track]], size: tuple[int, int], frames: int, most: float
) -> list[tuple[float, Track]]:
    """Return the tracks, given with the strengths of their evidence, that may be covered.

    `size`: width and height of the recording, `frames`: how many there are; `most`: the share of a picture
    that all weak tracks may cover in the mean over the frames of any of them.
    """
    spent = np.zeros(frames, np.float32)
    kept = []
    for strong, track in sorted(found, key=lambda given: -given[0] / _side(given[1])):
        if strong < _ENOUGH:
            shown = _shown(track, size, frames)
            if float((spent + shown)[shown > 0].mean() if shown.any() else 0.0) > most:
                continue
            spent += shown
        kept.append((strong, track))
    return kept


def _side(track: Track) -> float:
    """Return the side of a square as large as the largest box."""
    return float(np.sqrt(areas(np.array([box.box for box in track.boxes], np.float32)).max()))


def _shown(track: Track, size: tuple[int, int], frames: int) -> np.ndarray:
    """Return what share of each picture a track covers."""
    shares = np.zeros(frames, np.float32)
    for box in track.boxes:
        mask = clipped(widened(np.array([box.box], np.float32), track.wider), *size)
        shares[box.first : box.end] = areas(mask)[0] / (size[0] * size[1])
    return shares
