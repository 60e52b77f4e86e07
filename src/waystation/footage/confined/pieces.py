"""Which frames are in a few pieces of a film, without decoding all that lies between?

The confined side of reading pieces. The packets of the whole film are counted first: the order of their times
is the order in which their frames are shown. Decoding then begins at the last packet before each piece that
can be decoded without others.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any, BinaryIO

from waystation.footage.confined.containers import RefusedError, open_container, picture_stream
from waystation.footage.confined.pictures import Painter, layout
from waystation.footage.confined.slots import Slots
from waystation.footage.confined.video import Job, not_too_large, size_of

_ALL = "a comparison of all frames"


def frames(file: BinaryIO, job: Job, slots: Slots) -> dict[str, Any]:
    """Hand over the frames of the runs [first, end) that the job names, in rising order.

    Return what is to be said at the end. Raises RefusedError where frames cannot be counted by their times.
    """
    runs = [(int(first), int(end)) for first, end in job["runs"]]
    numbers, keys = _counted(file, job)
    painter = Painter(job["pixels"], job["width"], job["height"])
    shape = layout(job["pixels"], job["width"], job["height"])
    file.seek(0)
    wanted = [index for first, end in runs for index in range(first, min(end, len(numbers)))]
    for index, frame in _wanted(file, job, numbers, _begins(runs, keys), wanted):
        not_too_large(frame, job["limits"]["pixels"])
        number, slot = slots.take()
        painter.paint(frame, slot.reshape(-1)[: size_of(shape)].reshape(shape))
        slots.hand_over(number, index=index, seconds=0.0, key=bool(frame.key_frame))
    return {"frames": len(numbers), "damage": []}


def _counted(file: BinaryIO, job: Job) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """Return the number of the frame for each time, and (packet, frame) where decoding can begin."""
    times: list[int] = []
    keys: list[bool] = []
    with open_container(file, job["limits"]["streams"]) as container:
        for packet in container.demux(picture_stream(container)):
            if packet.size and not packet.is_discard:
                times += [] if packet.pts is None else [packet.pts]
                keys.append(packet.is_keyframe)
    if len(set(times)) < len(keys) or not any(keys[:1]):
        raise RefusedError("a film whose frames have no times of their own", _ALL)
    numbers = {time: number for number, time in enumerate(sorted(times))}
    begins = [(packet, numbers[time]) for packet, time in enumerate(times) if keys[packet]]
    return numbers, begins


def _begins(runs: list[tuple[int, int]], keys: list[tuple[int, int]]) -> list[int]:
    """Return for each run the packet at which decoding begins."""
    return [max((packet for packet, frame in keys if frame <= first), default=0) for first, _end in runs]


def _wanted(
    file: BinaryIO, job: Job, numbers: dict[int, int], begins: list[int], wanted: list[int]
) -> Iterator[tuple[int, Any]]:
    """Yield the wanted frames with their numbers."""
    ends = {end - 1 for _first, end in job["runs"]}
    if not wanted:
        return
    with open_container(file, job["limits"]["streams"]) as container:
        for frame in _decoded(container, begins):
            gc.collect()  # as in video.py
            if not wanted or numbers.get(frame.pts) != wanted[0]:
                continue
            yield wanted[0], frame
            if wanted.pop(0) in ends:
                begins.pop(0)
            if not wanted:
                return
    raise RefusedError("a piece of film that cannot be decoded by itself", _ALL)


def _decoded(container: Any, begins: list[int]) -> Iterator[Any]:
    """Yield frames from the first of `begins` on, which is taken away once it is done with."""
    stream = picture_stream(container)
    coder: Any = stream.codec_context if stream else None
    coder.thread_type, coder.thread_count = "SLICE", 1
    at, passed_over = -1, False
    for packet in container.demux(stream):
        at += bool(packet.size and not packet.is_discard)
        if packet.size and at < begins[0]:
            passed_over = True
            continue
        if passed_over:
            coder.flush_buffers()
            passed_over = False
        yield from packet.decode()
