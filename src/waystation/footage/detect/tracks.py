"""How does what was followed stand in the file of tracks, and how much does it need a look?"""

from __future__ import annotations

from collections.abc import Sequence

from waystation.domain.footage import Box, Kind, Track
from waystation.footage.detect.evidence import believed, demanded, reaching, rows_of
from waystation.footage.detect.runs import boxes, shown_for
from waystation.footage.detect.settings import Settings
from waystation.footage.detect.strength import strength
from waystation.footage.detect.trail import Trail

_OUT_OF_SIGHT = 0.3  # how much of the doubt is for the frames in which it was not seen


def face_track(
    trail: Trail, settings: Settings, size: tuple[int, int], scale: float, apart: int
) -> tuple[float, Track] | None:
    """Return the strength of the evidence for a face and its track, without a lasting name.

    None where too little speaks for one. `size`: width and height of the recording; `scale`: how many of its
    pixels one pixel of the trail is; `apart`: how many frames lie between two looks.
    """
    strong, rows = strength(trail.scores, trail.sightings), rows_of(trail)
    seen = (round(size[0] / scale), round(size[1] / scale))
    if strong < demanded(rows, seen, settings.strength):
        return None
    late, rows = believed(rows, strong, apart)
    shown = boxes(trail.first + late, reaching(rows, seen, apart), size, scale)
    track = _track("face", trail, shown, 1 - strong, settings.wider)
    return (strong, track) if track else None


def text_track(trail: Trail, settings: Settings, size: tuple[int, int], scale: float) -> Track | None:
    """Return the track of a text; see face_track."""
    doubt = 1 - min(1.0, trail.best)
    return _track("text", trail, boxes(trail.first, rows_of(trail), size, scale), doubt, settings.text_wider)


def _track(kind: Kind, trail: Trail, shown: tuple[Box, ...], doubt: float, wider: float) -> Track | None:
    if not shown:
        return None
    seen = shown_for([box for box in shown if box.by in {"detected", "tracked"}]) / shown_for(shown)
    unsure = (1 - _OUT_OF_SIGHT) * doubt + _OUT_OF_SIGHT * (1 - seen)
    return Track(
        id=f"{kind}?",
        kind=kind,
        detectors=tuple(trail.scores),
        score=round(min(1.0, max(0.0, trail.best)), 3),
        doubt=round(min(1.0, max(0.0, unsure)), 3),
        wider=wider,
        boxes=shown,
    )


def worst_first(found: Sequence[Track], times: Sequence[float]) -> tuple[Track, ...]:
    """Return the tracks in the order of falling doubt, with names, and seconds from `times` of frames."""
    ordered = sorted(found, key=lambda track: (-track.doubt, track.boxes[0].first, track.boxes[0].box))
    count: dict[str, int] = {}
    named = []
    for track in ordered:
        count[track.kind] = count.get(track.kind, 0) + 1
        name = f"{track.kind}-{count[track.kind]}"
        named.append(track.model_copy(update={"id": name, "seconds": _seconds(track, times)}))
    return tuple(named)


def _seconds(track: Track, times: Sequence[float]) -> tuple[float, float]:
    first, end = track.boxes[0].first, track.boxes[-1].end
    step = times[-1] - times[-2] if len(times) > 1 else 0.0
    until = times[end] if end < len(times) else times[-1] + step
    return round(times[first], 3), round(max(until, times[first]), 3)
