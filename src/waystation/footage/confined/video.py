"""Which frames does a film hold? The confined side of reading one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from math import isfinite
from typing import Any, BinaryIO

from waystation.footage.confined.containers import (
    RefusedError,
    decoded,
    film_facts,
    first_frame,
    open_container,
    picture_stream,
    seconds_of,
)
from waystation.footage.confined.pictures import Painter, layout
from waystation.footage.confined.slots import Slots

Job = dict[str, Any]
_MENDED = "the times of frames were mended"
_SIGN_OF_LIFE = 100  # frames of those that are passed over
_MISSED, _SHARE_MISSED = 1.0, 0.1  # seconds, and share of the film; a last picture may be shown for a while


def facts(file: BinaryIO, job: Job) -> dict[str, Any]:
    """Return what the file is. Raises RefusedError where it is not read."""
    limits = job["limits"]
    with open_container(file, limits["streams"]) as container:
        stream = picture_stream(container)
        if stream is None and container.streams.audio:
            return {"medium": "sound", "seconds": seconds_of(container), "sound": True}
        if stream is None:
            raise RefusedError("neither picture nor sound", "a film, a photo or sound")
        not_too_large(stream.codec_context, limits["pixels"])
        frame = first_frame(container, stream)
        not_too_large(frame, limits["pixels"])
        return film_facts(container, stream, frame)


def frames(file: BinaryIO, job: Job, slots: Slots) -> dict[str, Any]:
    """Hand over the frames that the job asks for, and return what is to be said at the end."""
    damage: list[str] = []
    width, height = job["width"], job["height"]
    painter = Painter(job["pixels"], width, height)
    shape = layout(job["pixels"], width, height)
    index, end, seconds = 0, job["end"], 0.0
    with open_container(file, job["limits"]["streams"]) as container:
        stream = picture_stream(container)
        for index, (seconds, frame) in enumerate(_timed(container, stream, damage), 1):
            if end is not None and index > end:
                index -= 1  # noqa: PLW2901  (this one was not asked for)
                break
            not_too_large(frame, job["limits"]["pixels"])
            at = index - 1
            if at < job["first"] and at % _SIGN_OF_LIFE == 0:
                slots.pass_over(at)
            if at >= job["first"] and (at - job["first"]) % job["every"] == 0:
                number, slot = slots.take()
                painter.paint(frame, slot.reshape(-1)[: size_of(shape)].reshape(shape))
                slots.hand_over(number, index=at, seconds=seconds, key=bool(frame.key_frame))
        if end is None and _MENDED not in damage and _states_more(container, stream, seconds):
            damage.append("the file states a longer film than the frames in it")
    return {"frames": index, "damage": damage}


def _states_more(container: Any, stream: Any, seconds: float) -> bool:
    """Tell whether the film should have gone on for long after its last frame: its end may be missing."""
    if stream.duration and stream.time_base:
        stated = float(stream.duration * stream.time_base)
    else:
        stated = (0.0 if container.streams.audio else seconds_of(container)) or 0.0
    return stated - seconds > max(_MISSED, _SHARE_MISSED * stated)


def size_of(shape: tuple[int, ...]) -> int:
    """Return the number of elements of an array."""
    size = 1
    for side in shape:
        size *= side
    return size


def _timed(container: Any, stream: Any, damage: list[str]) -> Iterator[tuple[float, Any]]:
    """Yield each frame with its time since the first; times that go back or leap are mended."""
    usual = 1 / float(stream.average_rate or 25)
    begin, last = None, -usual
    for frame in decoded(container, stream, damage):
        gc.collect()  # a frame whose matrix was looked at holds itself: hundreds would lie in memory
        stated = frame.time
        if stated is not None and isfinite(stated) and begin is None:
            begin = stated - max(0.0, last + usual)
        seconds = stated - begin if stated is not None and begin is not None else last + usual
        if not last < seconds < last + LONGEST_GAP:
            if _MENDED not in damage and seconds > last:
                damage.append(_MENDED)
            begin = None if stated is None else stated - (last + usual)
            seconds = last + usual
        last = seconds
        yield seconds, frame


LONGEST_GAP = 60.0  # seconds without a frame that are believed


def not_too_large(picture: Any, most: int) -> None:
    """Raise RefusedError where a picture has more pixels than are read."""
    if picture.width * picture.height > most:
        raise RefusedError(
            f"pictures of {picture.width} x {picture.height} pixels", f"at most {most:,} pixels in a frame"
        )
