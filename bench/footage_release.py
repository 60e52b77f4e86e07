"""How fast is a film covered, released and verified, beside a pure transcode in the same run?

    python -m bench.footage_release                    (360p, 720p and 1080p; 20 s each)
    python -m bench.footage_release --seconds 5

CPU seconds of this process and of the confined one together, one core's worth. The film moves and has noise,
as one from a phone does; a moving box covers 4 % of it. `transcode` decodes and encodes with the same preset.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np

from waystation.domain.footage import Box, Track, Tracks
from waystation.footage import papers
from waystation.footage.confined.limits import Limits
from waystation.footage.proof.original import verify_original, verify_tiles
from waystation.footage.proof.sample import verify_sample
from waystation.footage.proof.verify import Trust, verify_hash, verify_release
from waystation.footage.reading import opened
from waystation.footage.releasing import Order, make_release

RATE = 30
SIZES = ((640, 360), (1280, 720), (1920, 1080))
RESULTS = Path(__file__).parent / "results"


def film(path: Path, size: tuple[int, int], seconds: int) -> Path:
    """Write a film that pans over a textured still, with noise."""
    width, height = size
    dice = np.random.default_rng(1)
    coarse = dice.integers(40, 200, (height // 8 + 20, width // 8 + 80, 3), np.uint8)
    still = np.kron(coarse, np.ones((8, 8, 1), np.uint8))
    noise = dice.integers(0, 12, (4, height, width, 3), np.uint8)
    with av.open(str(path), "w") as file:
        stream: Any = file.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.options = {"preset": "veryfast", "crf": "23"}
        stream.codec_context.gop_size = RATE  # as phones do: one frame a second needs no others
        for n in range(RATE * seconds):
            left, top = n % 500, n % 100
            image = still[top : top + height, left : left + width] + noise[n % 4]
            file.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
        file.mux(stream.encode(None))
    return path


def transcode(source: Path, target: Path) -> None:
    """Decode and encode anew, nothing else."""
    with av.open(str(source)) as given, av.open(str(target), "w") as file:
        stream: Any = file.add_stream("libx264", rate=RATE)
        context = given.streams.video[0].codec_context
        stream.width, stream.height, stream.pix_fmt = context.width, context.height, "yuv420p"
        stream.codec_context.options = {"preset": "veryfast", "crf": "23"}
        for frame in given.decode(video=0):
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def spent(do: Callable[[], object]) -> tuple[float, float]:
    """Return the CPU seconds, of this process and its children, and the seconds on the clock."""

    def cpu() -> float:
        both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(used.ru_utime + used.ru_stime for used in both)

    began, clock = cpu(), time.monotonic()
    do()
    return cpu() - began, time.monotonic() - clock


def tracks_of(source: Path, size: tuple[int, int], frames: int) -> Tracks:
    """Return tracks with one box that moves."""
    side = size[1] // 4
    boxes = tuple(
        Box(first=n, end=n + 1, box=(n % 300, 40, n % 300 + side, 40 + side)) for n in range(frames)
    )
    with opened(source) as given:
        recording = given.recording(frames, frames / RATE)
    track = Track(id="t1", kind="face", boxes=boxes)
    return Tracks(waystation=1, recording=recording, tracks=(track,))


def measured(size: tuple[int, int], seconds: int, folder: Path) -> dict[str, float]:
    """Return the figures for one size."""
    source, frames = film(folder / "film.mp4", size, seconds), RATE * seconds
    tracks, release = tracks_of(source, size, frames), folder / "release.mp4"
    figures: dict[str, float] = {"height": size[1]}
    figures["transcode"] = frames / spent(lambda: transcode(source, folder / "plain.mp4"))[0]
    with opened(source) as given:
        cpu, _clock = spent(lambda: make_release(Order(given, tracks, release)))
        figures["release"] = frames / cpu
        minutes = seconds / 60
        paper = papers.read_proof(papers.beside(release, papers.PROOF))
        opening = papers.read_opening(papers.beside(release, papers.OPENING))
        quick = spent(lambda: list(verify_release(release, Trust(), Limits())))
        hashed = spent(lambda: verify_hash(source, opening))
        with opened(release) as made:
            whole = spent(lambda: list(verify_original(made, given, paper, opening)))
            sample = spent(lambda: list(verify_sample(made, given, paper, round(5 * minutes))))
        tiles = spent(lambda: verify_tiles(given, paper, opening))
    for name, (used, on_the_clock) in (
        ("verify", quick),
        ("hashes", hashed),
        ("with original", whole),
        ("five pieces a minute", sample),
        ("tiles", tiles),
    ):
        figures[f"{name}, CPU s a film minute"] = used / minutes
        figures[f"{name}, s on the clock"] = on_the_clock / minutes
    return figures


def main() -> None:
    """Print the table and write it as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=20)
    seconds = parser.parse_args().seconds
    rows = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measured(size, seconds, Path(folder)))
        print({name: round(value, 2) for name, value in rows[-1].items()}, flush=True)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "footage_release.json").write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
