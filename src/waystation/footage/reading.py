"""Which frames and which sound does a recording hold, one after the other, however long it is?

Decoding happens in a subprocess that can open no file, start no program and connect to nobody, with limits on
memory, time and size (`waystation.footage.confined`). The pictures come through memory that both share.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from waystation.domain.footage import Recording
from waystation.footage.confined.child import Child
from waystation.footage.confined.limits import Limits
from waystation.kit.errors import BadInput
from waystation.kit.files import unusable
from waystation.kit.shown import printable

USUAL = Limits()
_LONGEST = 1e7  # seconds: four months
Pixels = Literal["bgr24", "yuv420p", "gray"]
Medium = Literal["video", "photo", "sound"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame as it is shown, upright.

    `image` is uint8: (height, width, 3) in the order blue, green, red for "bgr24"; (height, width) for
    "gray"; (height * 3 / 2, width) for "yuv420p", where width and height are even and an odd last row or
    column is left out. It is a read-only view that holds until the next frame is asked for; copy it to keep
    it. `key` tells whether the file marks it as one that can be decoded without others.
    """

    index: int
    seconds: float
    image: NDArray[np.uint8]
    key: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of itself, and its first frame shows. `frames` and `seconds` may be lies.

    `aspect` is the width of a pixel as shown over its height; `colour` are the numbers of range, matrix,
    primaries and transfer that ITU-T H.273 gives to them (0 or 2 where the file is silent).
    """

    medium: Medium
    width: int = 0
    height: int = 0
    rate: float = 0.0
    frames: int | None = None
    seconds: float | None = None
    timebase: str = "1/1000"
    sound: bool = False
    aspect: tuple[int, int] = (1, 1)
    colour: tuple[int, int, int, int] = (0, 2, 2, 2)


@dataclass(frozen=True, slots=True)
class Sound:
    """A piece of sound: `samples` is float32 in [-1, 1], one channel, at `rate`; a view like an image."""

    seconds: float
    rate: int
    samples: NDArray[np.float32]


class Film:
    """An open recording. Each call of `frames` or `sound` decodes it anew, in a new subprocess.

    After a complete run, `damage` says what could not be decoded and `count` how many frames there were.
    `holds` says what confines the subprocess: "limits", and "seccomp" where the system knows it.
    """

    def __init__(self, file: int, name: str, limits: Limits) -> None:
        """Look at the file. `name` stands in sentences only. Raises BadInput."""
        self._file, self.name, self.limits = file, name, limits
        self.size = os.fstat(file).st_size
        self.damage: tuple[str, ...] = ()
        self.count: int | None = None
        with self._child({"task": "facts"}) as child:
            told = next(message for message in child.messages() if "facts" in message)["facts"]
            self.holds = child.holds
        self.facts = self._believed(told)

    def _believed(self, told: Mapping[str, Any]) -> Facts:
        """Return what the confined process says of the file; it may have been taken over."""
        try:
            lists = {key: tuple(told[key]) for key in ("aspect", "colour") if key in told}
            facts = Facts(**{**told, **lists})
            most = self.limits.photo_pixels if facts.medium == "photo" else self.limits.pixels
            sane = 0 <= facts.width * facts.height <= most
        except (TypeError, ValueError):
            raise self._nonsense() from None
        if not sane:
            raise self._nonsense()
        return facts

    @cached_property
    def sha256(self) -> str:
        """Of the whole file, in hexadecimal."""
        with os.fdopen(os.dup(self._file), "rb") as file:
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest()

    def frames(
        self,
        pixels: Pixels = "bgr24",
        *,
        first: int = 0,
        end: int | None = None,
        every: int = 1,
        longest: int | None = None,
    ) -> Iterator[Frame]:
        """Yield the frames of [first, end), each `every`-th of them, in the order in which they are shown.

        Where `longest` is given, pictures are made smaller so that their longer side has that many pixels. A
        damaged file ends where it cannot be decoded any more; `damage` then says so. Raises BadInput.
        """
        job = {"task": "frames", "first": first, "end": end, "every": every}
        yield from self._pictures(job, pixels, longest)

    def pieces(self, runs: Sequence[tuple[int, int]], pixels: Pixels = "yuv420p") -> Iterator[Frame]:
        """Yield the frames of some runs [first, end), in rising order, without decoding what lies between.

        Frames are counted by the times that the file states, and their own are 0. Where that cannot be, or
        a piece cannot be decoded by itself, BadInput is raised. `count` is how many frames there are.
        """
        yield from self._pictures({"task": "pieces", "first": 0, "end": None, "runs": list(runs)}, pixels)

    def _pictures(self, asked: dict[str, Any], pixels: Pixels, longest: int | None = None) -> Iterator[Frame]:
        width, height = shrunk(self.facts.width, self.facts.height, longest, even=pixels == "yuv420p")
        if not width * height:
            raise BadInput.at(printable(self.name), "a recording without a picture", "a film or a photo")
        shape = {"bgr24": (height, width, 3), "gray": (height, width)}.get(pixels, (height * 3 // 2, width))
        job = {**asked, "pixels": pixels, "width": width, "height": height}
        size = int(np.prod(shape))
        with self._child(job, size) as child:
            for message, slot in child.slots():
                if "end" in message:
                    self._ended(message["end"], whole=asked["end"] is None)
                    return
                index, seconds = message.get("index"), message.get("seconds")
                if not (
                    isinstance(index, int) and isinstance(seconds, int | float) and index >= asked["first"]
                ):
                    raise self._nonsense()
                if not 0 <= seconds < _LONGEST:
                    raise self._nonsense()
                yield Frame(index, float(seconds), slot[:size].reshape(shape), message.get("key") is True)

    def sound(self, rate: int = 16_000) -> Iterator[Sound]:
        """Yield the first sound track mixed to one channel, in pieces of at most a second; none if silent."""
        if not self.facts.sound:
            return
        with self._child({"task": "sound", "rate": rate}, rate * 4) as child:
            for message, slot in child.slots():
                if "end" in message:
                    self.damage = tuple(message["end"]["damage"])
                    return
                samples = slot[: message["samples"] * 4].view(np.float32)
                yield Sound(message["seconds"], rate, samples)

    def recording(self, frames: int, seconds: float) -> Recording:
        """Return the facts that tracks depend on, once so many frames of that many seconds were decoded."""
        return Recording(
            sha256=self.sha256, size=self.size, medium=self.facts.medium, width=self.facts.width,
            height=self.facts.height, frames=frames, timebase=self.facts.timebase, seconds=seconds,
            sound=self.facts.sound, damage=self.damage,
        )  # fmt: skip

    def _nonsense(self) -> BadInput:
        found = "a file that makes the decoder talk nonsense"
        return BadInput.at(printable(self.name), found, "an ordinary recording")

    def _child(self, job: dict[str, Any], slot: int = 0) -> Child:
        os.lseek(self._file, 0, os.SEEK_SET)
        return Child(job, self._file, self.name, self.limits, slot)

    def _ended(self, end: dict[str, Any], *, whole: bool) -> None:
        self.damage = tuple(end["damage"])
        if whole:
            self.count = end["frames"]


@contextmanager
def opened(path: str | Path, limits: Limits = USUAL) -> Iterator[Film]:
    """Open a recording. Raises BadInput where it is none, is refused for its size, or cannot be read."""
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise unusable(path, error) from None
    try:
        if not Path(f"/dev/fd/{file}").is_file():
            raise BadInput.at(printable(str(path)), "a folder or a device", "a file")
        yield Film(file, str(path), limits)
    finally:
        os.close(file)


def shrunk(width: int, height: int, longest: int | None, *, even: bool = False) -> tuple[int, int]:
    """Return width and height made smaller, in proportion, so that the longer has `longest` pixels."""
    scale = min(1.0, longest / max(width, height)) if longest and width * height else 1.0
    part = 2 if even else 1
    return tuple(max(part, round(side * scale) // part * part) if side else 0 for side in (width, height))  # type: ignore[return-value]
