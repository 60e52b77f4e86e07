"""How is a picture turned the way it is shown?

A phone stores pictures as its sensor lies and notes beside them, as a matrix, how to turn them. Only the
eight turns and reflections of a rectangle occur; any other matrix is taken for the nearest of them.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Turn:
    """First exchange rows and columns, then mirror left to right, then top to bottom, where true."""

    exchange: bool = False
    mirror: bool = False
    flip: bool = False

    def shown(self, width: int, height: int) -> tuple[int, int]:
        """Return width and height as shown of a picture stored with these."""
        return (height, width) if self.exchange else (width, height)

    def apply(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return a view of the picture, (height, width) or (height, width, channels), as it is shown."""
        if self.exchange:
            picture = picture.swapaxes(0, 1)
        return picture[:: -1 if self.flip else 1, :: -1 if self.mirror else 1]


def turn(matrix: bytes) -> Turn:
    """Return the turn for a display matrix: nine int32 in the machine's order, as FFmpeg hands them on.

    A point (x, y) as stored is shown at (a x + c y, b x + d y) for the matrix a b u c d v x y w, y downwards.
    """
    if len(matrix) < 36:  # noqa: PLR2004  (nine numbers of four bytes)
        return Turn()
    a, b, _u, c, d = struct.unpack("=5i", matrix[:20])
    exchange = abs(b) + abs(c) > abs(a) + abs(d)
    across, down = (c, b) if exchange else (a, d)
    return Turn(exchange, across < 0, down < 0)
