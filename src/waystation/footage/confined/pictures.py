"""How does a decoded frame become pixels in shared memory: upright, in the wanted layout and size?"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray

from waystation.footage.upright import Turn, turn

_PLANAR = {"yuv420p", "yuvj420p"}


def matrix_of(frame: VideoFrame) -> bytes | None:
    """Return the display matrix of this frame."""
    sides: Any = frame.side_data  # typed as a mapping of names, and none
    return next((bytes(side) for side in sides if side.type.name == "DISPLAYMATRIX"), None)


def turn_of(frame: VideoFrame) -> Turn:
    """Return how this frame is to be turned."""
    return turn(matrix_of(frame) or b"")


def layout(pixels: str, width: int, height: int) -> tuple[int, ...]:
    """Return the shape of the array for a picture shown with this width and height."""
    if pixels == "yuv420p":
        return (height * 3 // 2, width)
    return (height, width) if pixels == "gray" else (height, width, 3)


class Painter:
    """Writes decoded frames, one after the other, into arrays of one shape.

    `width` and `height` are those of the picture as it is shown; a frame of another size is made to fit.
    """

    def __init__(self, pixels: str, width: int, height: int) -> None:
        self.pixels, self.width, self.height = pixels, width, height
        self._reformatter = VideoReformatter()

    def paint(self, frame: VideoFrame, into: NDArray[np.uint8]) -> None:
        """Write the frame, upright, into an array of the shape that `layout` names."""
        how = turn_of(frame)
        stored = (self.height, self.width) if how.exchange else (self.width, self.height)
        if self.pixels == "yuv420p":
            self._paint_planes(self._planar(frame, stored), how, into)
            return
        name = "bgr24" if self.pixels == "bgr24" else "gray"
        ready = self._reformatter.reformat(frame, *stored, format=name)
        into[...] = how.apply(_rows(ready.planes[0], *stored, 3 if name == "bgr24" else 1))

    def _planar(self, frame: VideoFrame, stored: tuple[int, int]) -> VideoFrame:
        """Return the frame as 8-bit planes. One of odd size loses a line; scaling would blur it."""
        near = abs(frame.width - stored[0]) <= 1 and abs(frame.height - stored[1]) <= 1
        width, height = (frame.width, frame.height) if near else stored
        if near and frame.format.name in _PLANAR:
            return frame
        return self._reformatter.reformat(frame, width, height, format="yuv420p")

    def _paint_planes(self, frame: VideoFrame, how: Turn, into: NDArray[np.uint8]) -> None:
        width, height = self.width, self.height
        area = width * height
        flat = into.reshape(-1)
        targets = (flat[:area], flat[area : area * 5 // 4], flat[area * 5 // 4 :])
        for n, (plane, target) in enumerate(zip(frame.planes, targets, strict=False)):
            part = 2 if n else 1
            shown = (height // part, width // part)
            stored = shown[::-1] if how.exchange else shown
            rows = _rows(plane, stored[1], stored[0], 1)
            target.reshape(shown)[...] = how.apply(rows)


def _rows(plane: Any, width: int, height: int, channels: int) -> NDArray[np.uint8]:
    """Return the pixels of a plane without the padding at the end of its lines."""
    whole = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[:height, : width * channels]
    return whole.reshape(height, width, 3) if channels == 3 else whole  # noqa: PLR2004


def prepare() -> None:
    """Load all of PyAV, which loads parts when first used, and have FFmpeg say nothing of what it reads."""
    for module in iter_modules(av.__path__, "av."):
        if module.ispkg and module.name != "av.filter":
            for part in iter_modules(import_module(module.name).__path__, f"{module.name}."):
                import_module(part.name)
    av.logging.set_level(av.logging.PANIC)
