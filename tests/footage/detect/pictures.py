"""What do the tests look at? Textured pictures that move in a known way, made on the fly."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

SIZE = (320, 180)


def texture(seed: int, side: int = 640) -> NDArray[np.uint8]:
    """Return a picture with detail at several sizes."""
    dice = np.random.default_rng(seed)
    layers = [
        cv2.resize(dice.integers(0, 256, (n, n, 3)).astype(np.float32), (side, side)) for n in (10, 40, 160)
    ]
    return np.asarray(np.clip(np.mean(layers, axis=0) * 2 - 128, 0, 255), np.uint8)


def panned(seed: int, frames: int, step: tuple[float, float]) -> Iterator[NDArray[np.uint8]]:
    """Yield pictures in which everything moves by `step` pixels a frame."""
    world = texture(seed)
    for number in range(frames):
        shift = np.array([[1, 0, -100 + step[0] * number], [0, 1, -100 + step[1] * number]], np.float32)
        yield np.asarray(cv2.warpAffine(world, shift, SIZE), np.uint8)
