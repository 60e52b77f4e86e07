"""What is heard in a recording? The confined side of listening to one."""

from __future__ import annotations

from typing import Any, BinaryIO

import av
import numpy as np

from waystation.footage.confined.containers import decoded, open_container
from waystation.footage.confined.slots import Slots


def pieces(file: BinaryIO, job: dict[str, Any], slots: Slots) -> dict[str, Any]:
    """Hand over the first sound track, mixed to one channel, in pieces of at most a second."""
    damage: list[str] = []
    rate: int = job["rate"]
    at = 0
    with open_container(file, job["limits"]["streams"]) as container:
        mixer = av.AudioResampler(format="flt", layout="mono", rate=rate, frame_size=rate)
        for piece in _mixed(container, mixer, damage):
            samples = np.frombuffer(piece.planes[0], np.float32)[: piece.samples]
            number, slot = slots.take()
            slot[: samples.nbytes] = np.clip(np.nan_to_num(samples), -1, 1).astype(np.float32).view(np.uint8)
            slots.hand_over(number, seconds=at / rate, samples=len(samples))
            at += len(samples)
    return {"frames": at, "damage": damage}


def _mixed(container: Any, mixer: av.AudioResampler, damage: list[str]) -> Any:
    refused = 0
    for frame in decoded(container, container.streams.audio[0], damage):
        frame.pts = None  # the pieces follow each other; a gap in the stated times is not heard
        try:
            yield from mixer.resample(frame)
        except (av.error.FFmpegError, ValueError):  # the track changes its form on the way
            refused += 1
    if refused:
        damage.append(f"{refused} pieces of sound could not be mixed")
    yield from mixer.resample(None)
