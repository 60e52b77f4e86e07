"""How are clips with exact boxes made out of stills, as if a hand had held the camera?

Every clip has its own seed, so that clips held out of every choice can be made at any time. The stills
are not for redistribution; clips are written to a folder that the caller removes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

RATE = 30
SIZE = (640, 360)
FRAMES = 60
_STILL_WIDTH = 1024  # pixels in which the boxes of the stills are stated


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip, and for each frame the boxes of its faces: rows of left, top, right, bottom, share inside.

    A face has the same row in every frame, also where it is outside the picture (share 0).
    """

    name: str
    path: Path
    boxes: tuple[NDArray[np.float64], ...]
    size: tuple[int, int] = SIZE


def shipped(folder: Path) -> Iterator[Clip]:
    """Yield the clips of shared/data/footage/synth."""
    listed = json.loads((folder / "boxes.json").read_text(encoding="utf-8"))
    for name, frames in sorted(listed.items()):
        boxes = tuple(np.array(frame, np.float64).reshape(-1, 5) for frame in frames)
        yield Clip(name, folder / f"{name}.mp4", boxes)


def made(stills: Path, into: Path, seed: int, count: int, *, half: int = 1) -> Iterator[Clip]:
    """Yield `count` clips, made from stills with faces that are large enough.

    Settings were chosen on clips from the stills of half 0; those of half 1 took no part in it.
    """
    dice = np.random.default_rng(seed)
    listed = json.loads((stills / "boxes.json").read_text(encoding="utf-8"))
    names = [name for name in sorted(listed) if len(listed[name]["medium"])]
    for name in dice.permutation(names[half::2])[:count]:
        image = cv2.imread(str(stills / f"{name}.jpg"))
        if image is None:
            raise FileNotFoundError(stills / f"{name}.jpg")
        still = cv2.resize(image, (_STILL_WIDTH, listed[name]["H"]), interpolation=cv2.INTER_CUBIC)
        faces = np.array(listed[name]["boxes"], np.float64)
        path = into / f"{seed}-{name}.mp4"
        yield Clip(path.stem, path, _film(np.asarray(still, np.uint8), faces, path, dice, SIZE), SIZE)


def scaled(film: Path, into: Path, size: tuple[int, int]) -> Path:
    """Return a film of another size, without sound, in a folder that the caller removes."""
    path = into / f"{film.stem}-{size[0]}.mp4"
    with av.open(str(film)) as source, av.open(str(path), "w") as target:
        stream = target.add_stream("libx264", rate=RATE, options={"crf": "20", "preset": "veryfast"})
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        for number, frame in enumerate(source.decode(video=0)):
            larger = frame.reformat(*size, format="yuv420p", interpolation="BICUBIC")
            larger.pts, larger.time_base = number, Fraction(1, RATE)
            target.mux(stream.encode(larger))
        target.mux(stream.encode())
    return path


def _film(
    still: NDArray[np.uint8],
    faces: NDArray[np.float64],
    path: Path,
    dice: np.random.Generator,
    size: tuple[int, int],
) -> tuple[NDArray[np.float64], ...]:
    cameras = _walk(still, faces, dice, size)
    light = 1 + 0.3 * _wave(dice, FRAMES + 1)
    noise = dice.uniform(0, 8)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE, options={"crf": str(dice.integers(20, 29))})
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        for number in range(FRAMES):
            picture = _exposed(still, cameras[number], cameras[number + 1], size)
            grain = dice.normal(0, noise, picture.shape)
            shown = np.clip(picture * light[number] + grain, 0, 255).astype(np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(shown, format="bgr24")))
        container.mux(stream.encode())
    return tuple(_boxes(faces, camera, size) for camera in cameras[:FRAMES])


def _wave(dice: np.random.Generator, frames: int) -> NDArray[np.float64]:
    """Return a smooth random walk in about [-1, 1]: a slow turn and the tremor of a hand."""
    time = np.arange(frames) / RATE
    slow = np.sin(2 * np.pi * (dice.uniform(0.1, 0.5) * time + dice.uniform()))
    fast = np.sin(2 * np.pi * (dice.uniform(1, 3) * time + dice.uniform()))
    return np.asarray(slow + 0.12 * fast)


def _walk(
    still: NDArray[np.uint8], faces: NDArray[np.float64], dice: np.random.Generator, size: tuple[int, int]
) -> list[NDArray[np.float64]]:
    """Return for each frame the matrix (2, 3) from the still to the picture."""
    large = faces[np.argsort(-(faces[:, 3] - faces[:, 1]))[:5]]
    face = large[dice.integers(len(large))]
    middle = (face[:2] + face[2:]) / 2
    base = min(dice.uniform(45, 150) / (face[3] - face[1]), 3.0)
    base = max(base, size[0] / still.shape[1] * 0.8) * size[0] / SIZE[0]
    pan = np.array([size[0], size[1]]) * dice.uniform(0.05, 0.45, 2) / base
    x, y, zoom, roll = (_wave(dice, FRAMES + 1) for _ in range(4))
    strength = dice.uniform([0.02, 2], [0.25, 12])
    return [
        _matrix(
            middle + pan * (x[n], y[n]),
            base * (1 + strength[0] * zoom[n]),
            np.deg2rad(strength[1] * roll[n]),
            size,
        )
        for n in range(FRAMES + 1)
    ]


def _matrix(
    middle: NDArray[np.float64], scale: float, angle: float, size: tuple[int, int]
) -> NDArray[np.float64]:
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.column_stack([turn, np.array(size) / 2 - turn @ middle])


def _exposed(
    still: NDArray[np.uint8], begin: NDArray[np.float64], end: NDArray[np.float64], size: tuple[int, int]
) -> NDArray[np.float64]:
    """Return what a camera with its shutter open for half of a frame sees."""
    steps = [begin + (end - begin) * share for share in (0.0, 0.17, 0.33, 0.5)]
    seen = [
        cv2.warpAffine(
            still, step, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_CONSTANT, borderValue=(90, 90, 90)
        )
        for step in steps
    ]
    return np.asarray(np.mean(seen, axis=0))


def _boxes(
    faces: NDArray[np.float64], camera: NDArray[np.float64], size: tuple[int, int]
) -> NDArray[np.float64]:
    """Return the faces as the camera sees them, in upright boxes."""
    middle = (faces[:, :2] + faces[:, 2:]) / 2 @ camera[:, :2].T + camera[:, 2]
    scale = np.sqrt(abs(np.linalg.det(camera[:, :2])))
    half = (faces[:, 2:] - faces[:, :2]) / 2 * scale
    boxes = np.concatenate([middle - half, middle + half], axis=1)
    inner = np.clip(boxes, 0, [*size, *size])
    share = np.prod(inner[:, 2:] - inner[:, :2], axis=1) / np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    return np.column_stack([boxes, share])
