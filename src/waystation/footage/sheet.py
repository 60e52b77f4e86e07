"""What does each track show, in a few small pictures, for somebody who checks by eye?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageStat

from waystation.domain.footage import Box, Track, Tracks
from waystation.footage.reading import Film, Frame
from waystation.footage.redact.covers import widened
from waystation.footage.redact.how import Progress, quiet

EACH = 6  # pictures of a track
SIDE = 128  # pixels of a picture
_AROUND = 1.0  # what is shown around the mask, as a share of its size
_QUALITY = 80
_LINE = (255, 64, 0)
_DARK = 60.0  # levels of 255, in the mean
_LIGHTER = 0.5  # the power to which a dark picture's levels are raised


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of a track: its frame, its time in seconds, and a JPEG with the edge of the mask drawn."""

    frame: int
    seconds: float
    jpeg: bytes


def shots(film: Film, tracks: Tracks, progress: Progress = quiet) -> dict[str, tuple[Shot, ...]]:
    """Return for each track up to `EACH` pictures: its ends, some between, and where it was least sure.

    The film is decoded once. Raises BadInput where it cannot be read.
    """
    wanted: dict[int, list[tuple[Track, Box]]] = defaultdict(list)
    for track in tracks.tracks:
        for index, box in _chosen(track.boxes):
            wanted[index].append((track, box))
    found: dict[str, list[Shot]] = {track.id: [] for track in tracks.tracks}
    if not wanted:
        return {}
    for frame in film.frames("bgr24", end=max(wanted) + 1):
        for track, box in wanted.get(frame.index, ()):
            found[track.id].append(_shot(frame, track, box))
        progress(frame.index + 1)
    return {name: tuple(pictures) for name, pictures in found.items()}


def _chosen(boxes: Sequence[Box]) -> list[tuple[int, Box]]:
    """Return frames of a track, each with the box that it has there."""
    length = sum(box.end - box.first for box in boxes)
    places = sorted({round(at) for at in np.linspace(0, length - 1, min(length, EACH - 1))})
    chosen = {}
    for box in boxes:
        inside = [place for place in places if 0 <= place < box.end - box.first]
        chosen.update({box.first + place: box for place in inside})
        places = [place - (box.end - box.first) for place in places]
    scored = [box for box in boxes if box.score is not None]
    if scored:
        worst = min(scored, key=lambda box: box.score or 0.0)
        chosen[worst.first] = worst
    return sorted(chosen.items(), key=lambda item: item[0])


def _shot(frame: Frame, track: Track, box: Box) -> Shot:
    height, width = frame.image.shape[:2]
    view = widened(box.box, track.wider + _AROUND, width, height) or (0, 0, width, height)
    left, top, right, bottom = view
    picture = Image.fromarray(np.ascontiguousarray(frame.image[top:bottom, left:right, ::-1]))
    scale = SIDE / max(picture.size)
    picture = picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))
    picture = _lightened(picture)
    mask = widened(box.box, track.wider, width, height)
    if mask is not None:
        edge = [(side - corner) * scale for side, corner in zip(mask, (left, top, left, top), strict=True)]
        ImageDraw.Draw(picture).rectangle(edge, outline=_LINE, width=1)
    return Shot(frame.index, frame.seconds, _jpeg(picture))


def _lightened(picture: Image.Image) -> Image.Image:
    """Return a dark picture so that one sees what is in it."""
    brightness = ImageStat.Stat(picture.convert("L")).mean[0]
    if brightness >= _DARK:
        return picture
    return picture.point([round(255 * (level / 255) ** _LIGHTER) for level in range(256)] * 3)


def _jpeg(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()
