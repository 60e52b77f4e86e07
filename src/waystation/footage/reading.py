"""Which frames and which sound does a recording hold, one after the other, however long it is?

Decoding happens in a subprocess that can open no file, start no program and connect to nobody, with limits on
memory, time and size (`waystation.footage.confined`). The pictures come through memory that both share.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Pixels = Literal["bgr24", "yuv420p", "gray"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame as it is shown, upright.

    `image` is uint8: (height, width, 3) in the order blue, green, red for "bgr24"; (height, width) for
    "gray"; (height * 3 / 2, width) for "yuv420p", where width and height are even. It is a read-only view that
    holds until the next frame is asked for; copy it to keep it.
    """

    index: int
    seconds: float
    image: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of itself before anything is decoded, where believable. `frames` may be wrong."""

    medium: Literal["video", "photo", "sound"]
    width: int
    height: int
    rate: float
    frames: int | None
    seconds: float | None
    timebase: str
    sound: bool


@dataclass(frozen=True, slots=True)
class Sound:
    """A piece of sound: `samples` is float32 in [-1, 1], one channel, `rate` a second."""

    seconds: float
    rate: int
    samples: NDArray[np.float32]


class Film:
    """An open recording. Each call of `frames` or `sound` decodes it anew, in a new subprocess."""

    facts: Facts
    sha256: str
    size: int

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
        damaged file ends where it cannot be decoded any more; `damage` then says so.
        """
        raise NotImplementedError

    def sound(self, rate: int = 16_000) -> Iterator[Sound]:
        """Yield the first sound track mixed to one channel, in pieces of at most a second."""
        raise NotImplementedError

    @property
    def damage(self) -> tuple[str, ...]:
        """What the last complete run of `frames` or `sound` could not decode."""
        raise NotImplementedError


def opened(path: str | Path) -> AbstractContextManager[Film]:
    """Open a recording. Raises BadInput where it is none, is refused for its size, or cannot be read."""
    raise NotImplementedError(str(path))
