"""How many faces still leak, how much is covered, and how fast, beside deface on the same material?

    python -m bench.footage [SHARED] [--quick]

Clips with exact boxes: those of SHARED/data/footage/synth (default ../shared), and others made from
stills in a folder that is removed: from the half of the stills by which the settings were chosen, and
from the other half. Speed and memory: a real film brought to 1280x720 and 1920x1080. Frames a second are
of one core: processor seconds of the program and of the process that decodes for it. Memory is that of
the larger of both processes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from bench.footage_clips import Clip, made, scaled, shipped
from bench.footage_score import Score, scored
from bench.table import Spent, fresh, report

WAYS = ("deface", "quick", "narrow", "usual", "careful")
MADE = 8  # clips of each half
SEEDS = {"stills, half 0": (11, 0), "stills, half 1": (980, 1)}  # the latter were not looked at before
SIZES = ((1280, 720), (1920, 1080))


def run(way: str, paths: Iterable[Path]) -> tuple[dict[str, Any], Spent]:
    """Return what one way covers in each frame of each file, and what that took in a fresh process."""
    return fresh(["-m", "bench.footage_one", way, *map(str, paths)])


def leaks(material: str, clips: Sequence[Clip], way: str) -> dict[str, Any]:
    """Return the row of the table of leaks for one material and one way."""
    covered, spent = run(way, [clip.path for clip in clips])
    total = Score()
    for clip in clips:
        masks = [np.array(frame, np.float64).reshape(-1, 4) for frame in covered[clip.path.stem]]
        total += scored(clip.boxes, masks, clip.size)
    return {
        "material": material,
        "way": way,
        "faces": total.faces,
        "leaks per 1000": total.per_thousand,
        "flicker": total.flickers,
        "area": total.area,
        "frames/s": sum(len(clip.boxes) for clip in clips) / spent.cpu,
        **asdict(total),
    }


def speed(film: Path, size: tuple[int, int], way: str) -> dict[str, Any]:
    """Return the row of the table of speed for a film of a size and one way."""
    covered, spent = run(way, [film])
    frames = len(covered[film.stem])
    size_text = f"{size[0]}x{size[1]}"
    return {"film": size_text, "way": way, "frames/s": frames / spent.cpu, "MB": spent.peak_mb}


def materials(shared: Path, into: Path, count: int) -> Iterator[tuple[str, list[Clip]]]:
    """Yield the clips with exact boxes, by their origin."""
    yield "shipped clips", list(shipped(shared / "synth"))
    for name, (seed, half) in SEEDS.items():
        yield name, list(made(shared / "wider", into, seed, count, half=half))


def main() -> None:
    """Print both tables."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--quick"]
    quick = "--quick" in sys.argv
    shared = Path(arguments[0] if arguments else "../shared") / "data" / "footage"
    with TemporaryDirectory() as folder:
        into = Path(folder)
        clips = list(materials(shared, into, 2 if quick else MADE))
        rows = [leaks(name, listed, way) for name, listed in clips for way in WAYS]
        report("footage leaks", rows)
        films = [(scaled(shared / "video" / "hamilton.mp4", into, size), size) for size in SIZES]
        report("footage speed", [speed(film, size, way) for film, size in films for way in WAYS])


if __name__ == "__main__":
    main()
