"""How do people correct what was found: unmask, mask again, add, widen, join?

Each verb takes tracks and returns new ones, counted one higher. All raise BadInput with where, what was found
and what is allowed; what is taken out of the mask carries who decided and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from waystation.domain.footage import Box, Kind, Track, Tracks
from waystation.kit.errors import BadInput

_MOST_WIDER = 10.0  # of a box's width and height


def unmask(tracks: Tracks, name: str, *, reason: str, editor: str) -> Tracks:
    """Return the tracks with one of them not covered in a release."""
    return _with(tracks, _changed(_find(tracks, name), state="unmasked", reason=reason, editor=editor))


def mask(tracks: Tracks, name: str, *, reason: str, editor: str) -> Tracks:
    """Return the tracks with one of them covered again."""
    return _with(tracks, _changed(_find(tracks, name), state="masked", reason=reason, editor=editor))


def add(tracks: Tracks, boxes: Sequence[Box], *, kind: Kind = "region", reason: str, editor: str) -> Tracks:
    """Return the tracks with one more, drawn by hand; it stands first."""
    if not boxes:
        raise BadInput.at("boxes", "none", "at least one")
    frames = tracks.recording.frames
    late = next((box for box in boxes if box.end > frames), None)
    if late is not None:
        raise BadInput.at(
            "boxes", f"a box up to frame {late.end}", f"frames of the recording, up to {frames}"
        )
    drawn = tuple(sorted((_drawn(box) for box in boxes), key=lambda box: box.first))
    track = Track.model_validate(
        {"id": _unused(tracks), "kind": kind, "source": "drawn", "reason": reason, "editor": editor}
        | {"wider": 0.0, "boxes": [box.model_dump() for box in drawn]}
    )
    return _rewritten(tracks, (track, *tracks.tracks))


def widen(tracks: Tracks, name: str, wider: float, *, reason: str, editor: str) -> Tracks:
    """Return the tracks with one mask reaching so far beyond its box, as a share of width and height."""
    if not 0 <= wider <= _MOST_WIDER:
        raise BadInput.at("wider", str(wider), f"a number from 0 to {_MOST_WIDER:g}")
    return _with(tracks, _changed(_find(tracks, name), wider=float(wider), reason=reason, editor=editor))


def join(tracks: Tracks, names: Iterable[str], *, reason: str, editor: str) -> Tracks:
    """Return the tracks with several of them made one, covered between them too.

    In frames where several are shown, one box holds all. In a gap the box moves evenly from where the one
    ends to where the next begins. The joined track is masked, and has the name of the first.
    """
    chosen = [_find(tracks, name) for name in dict.fromkeys(names)]
    if len(chosen) < 2:  # noqa: PLR2004 - a single track has nothing to be joined to
        raise BadInput.at("join", f"{len(chosen)} track", "two tracks or more")
    kinds = {track.kind for track in chosen}
    if len(kinds) > 1:
        raise BadInput.at("join", " and ".join(sorted(kinds)), "tracks of one kind")
    scores = [track.score for track in chosen if track.score is not None]
    joined = _changed(
        chosen[0],
        state="masked",
        reason=reason,
        editor=editor,
        detectors=tuple(dict.fromkeys(name for track in chosen for name in track.detectors)),
        score=max(scores, default=None),
        doubt=max(track.doubt for track in chosen),
        wider=max(track.wider for track in chosen),
        seconds=_from_to(chosen),
        boxes=tuple(_bridged(_flat([box for track in chosen for box in track.boxes]))),
    )
    gone = {track.id for track in chosen[1:]}
    rest = tuple(
        joined if track.id == joined.id else track for track in tracks.tracks if track.id not in gone
    )
    return _rewritten(tracks, rest)


def _flat(boxes: list[Box]) -> list[Box]:
    """Return boxes in the order of frames, none overlapping: one that holds all that are shown."""
    edges = sorted({box.first for box in boxes} | {box.end for box in boxes})
    flat: list[Box] = []
    shown: list[Box] = []
    waiting = sorted(boxes, key=lambda box: -box.first)
    for first, end in pairwise(edges):
        shown = [box for box in shown if box.end > first]
        while waiting and waiting[-1].first <= first:
            shown.append(waiting.pop())
        if shown:
            flat.append(shown[0].model_copy(update={"first": first, "end": end, "box": _hull(shown)}))
    return flat


def _bridged(boxes: list[Box]) -> Iterable[Box]:
    yield boxes[0]
    for before, after in pairwise(boxes):
        gap = after.first - before.end
        for number in range(gap):
            share = (number + 1) / (gap + 1)
            sides = [a + (b - a) * share for a, b in zip(before.box, after.box, strict=True)]
            frame = before.end + number
            yield Box(first=frame, end=frame + 1, box=(sides[0], sides[1], sides[2], sides[3]), by="tracked")
        yield after


def _hull(boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    left, top, right, bottom = zip(*(box.box for box in boxes), strict=True)
    return min(left), min(top), max(right), max(bottom)


def _from_to(tracks: Sequence[Track]) -> tuple[float, float] | None:
    stated = [track.seconds for track in tracks if track.seconds is not None]
    return (min(begin for begin, _ in stated), max(end for _, end in stated)) if stated else None


def _drawn(box: Box) -> Box:
    return box.model_copy(update={"by": "drawn", "score": None}) if box.by == "detected" else box


def _find(tracks: Tracks, name: str) -> Track:
    for track in tracks.tracks:
        if track.id == name:
            return track
    raise BadInput.at("track", name, f"one of the {len(tracks.tracks)} tracks of the file")


def _unused(tracks: Tracks) -> str:
    taken = {track.id for track in tracks.tracks}
    return next(name for number in range(1, len(taken) + 2) if (name := f"drawn-{number}") not in taken)


def _changed(track: Track, **new: object) -> Track:
    if not (new.get("reason") and new.get("editor")):
        raise BadInput.at(track.id, "a change without its reason or its editor", "both")
    return Track.model_validate(track.model_dump() | new)


def _with(tracks: Tracks, changed: Track) -> Tracks:
    return _rewritten(tracks, tuple(changed if track.id == changed.id else track for track in tracks.tracks))


def _rewritten(tracks: Tracks, kept: tuple[Track, ...]) -> Tracks:
    return tracks.model_copy(update={"tracks": kept, "made": tracks.made + 1})
