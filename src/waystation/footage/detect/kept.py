"""What does a search have to know to go on where it was stopped, without any picture?

Where each thing was that is still followed, and what has been found: boxes and scores, as they will stand in
the file of tracks, and of what is too weak to stand there. How everything moved in the last second is
measured again in the film.
"""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode

import numpy as np
from numpy.typing import NDArray

from waystation.domain.base import Count, Frozen, Text, Version
from waystation.domain.footage import Track
from waystation.footage.detect.trail import Trail

_SIDES = 4


class KeptTrail(Frozen):
    """One thing that is being followed (`trail.Trail`); numbers as 32-bit floats in base 64."""

    first: Count
    last_seen: Count
    box: Text
    scores: dict[str, tuple[float, ...]]
    rows: str = ""
    sightings: Count
    ahead: str = ""


class KeptSearch(Frozen):
    """What one search was following, and when it looked last."""

    looked: int
    frame: int
    trails: tuple[KeptTrail, ...] = ()


class Kept(Frozen):
    """All that a search knows after so many frames."""

    waystation: Version = 1
    bound: Text
    """A hash of the recording, the settings, the detectors and the program, which must all be the same."""
    times: str = ""
    """The seconds of each frame, as 64-bit numbers in base 64."""
    looked_at: tuple[Count, ...] = ()
    """At how many frames each detector looked."""
    searches: tuple[KeptSearch, ...] = ()
    found: tuple[tuple[float, Track], ...] = ()
    """Faces that are over, with the strength of the evidence."""
    written: tuple[Track, ...] = ()
    """Texts that are over."""

    @property
    def frames(self) -> int:
        """How many frames have been looked through."""
        return len(b64decode(self.times)) // 8


def kept_trail(trail: Trail) -> KeptTrail:
    """Return a trail as it is kept."""
    return KeptTrail(
        first=trail.first,
        last_seen=trail.last_seen,
        box=_packed(trail.box),
        scores={name: tuple(given) for name, given in trail.scores.items()},
        rows=_packed(np.array(trail.rows, np.float32)),
        sightings=trail.sightings,
        ahead=_packed(np.array(trail.ahead, np.float32)),
    )


def trail_of(kept: KeptTrail) -> Trail:
    """Return the trail that was kept. Raises ValueError where it is none."""
    return Trail(
        first=kept.first,
        last_seen=kept.last_seen,
        box=_unpacked(kept.box).reshape(_SIDES),
        scores={name: list(given) for name, given in kept.scores.items()},
        rows=array("f", _unpacked(kept.rows).tolist()),
        sightings=kept.sightings,
        ahead=list(_unpacked(kept.ahead).reshape(-1, _SIDES)),
    )


def packed_times(times: array[float]) -> str:
    """Return the times of frames as they are kept."""
    return b64encode(np.array(times, "<f8").tobytes()).decode()


def times_of(kept: Kept) -> array[float]:
    """Return the times of the frames that were kept."""
    return array("d", np.frombuffer(b64decode(kept.times), "<f8").tolist())


def _packed(numbers: NDArray[np.float32]) -> str:
    return b64encode(numbers.astype("<f4").tobytes()).decode()


def _unpacked(text: str) -> NDArray[np.float32]:
    return np.frombuffer(b64decode(text), "<f4").astype(np.float32)
