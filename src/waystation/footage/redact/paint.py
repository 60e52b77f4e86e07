"""How are pixels replaced by one colour, so that nothing of them is left?"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from waystation.footage.redact.covers import Area

BLACK = 16  # as films of limited range store it; in full range it is a dark grey
COLOURLESS = 128


def planes(image: NDArray[np.uint8], width: int, height: int) -> tuple[NDArray[np.uint8], ...]:
    """Return brightness and the two colours of a "yuv420p" array, as views."""
    flat = image.reshape(-1)
    area = width * height
    half = (height // 2, width // 2)
    brightness = flat[:area].reshape(height, width)
    return brightness, flat[area : area * 5 // 4].reshape(half), flat[area * 5 // 4 :].reshape(half)


def fill_film(image: NDArray[np.uint8], width: int, height: int, areas: Iterable[Area]) -> None:
    """Cover areas with even edges in a "yuv420p" array, in place."""
    brightness, *colours = planes(image, width, height)
    for left, top, right, bottom in areas:
        brightness[top:bottom, left:right] = BLACK
        for colour in colours:
            colour[top // 2 : (bottom + 1) // 2, left // 2 : (right + 1) // 2] = COLOURLESS


def fill_photo(image: NDArray[np.uint8], areas: Iterable[Area]) -> None:
    """Cover areas of a "bgr24" array, in place."""
    for left, top, right, bottom in areas:
        image[top:bottom, left:right] = 0
