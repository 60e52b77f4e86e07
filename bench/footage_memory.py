"""How much memory do looking at a film, covering it and verifying it take, in all processes together?

    python -m bench.footage_memory [SHARED] [--times 4]

The real film of SHARED/data/footage/video (default ../shared), brought to 1280x720 and 1920x1080 in a folder
that is removed, and the same several times as long. A fresh process does each job and starts the confined one
itself. Both are sampled fifty times a second: their proportional set size (Linux, smaps_rollup) counts what
they share (libraries, pictures) once, so that the sum is what the machine gives. `ours` and `confined` are
the largest that each was by itself; `private` is the part of the sum that is no file and not shared.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import av
from bench.footage_clips import RATE, scaled
from bench.table import report

SIZES = ((1280, 720), (1920, 1080))
_APART = 0.02  # seconds between two samples
_FIELDS = ("Pss", "Pss_Anon", "Pss_Shmem")


@dataclass
class Peak:
    """The most that was seen, in megabytes: of all processes together, of each, and by kind of memory."""

    total: float = 0.0
    each: list[float] = field(default_factory=lambda: [0.0, 0.0])
    private: float = 0.0
    shared: float = 0.0

    def note(self, sizes: Sequence[tuple[float, ...]]) -> None:
        """Take in one sample: for each process, the first one ours, the sizes named by `_FIELDS`."""
        total, private, shared = (sum(column) for column in zip(*sizes, strict=True))
        if total > self.total:
            self.total, self.private, self.shared = total, private, shared
        ours, others = sizes[0][0], sum(size[0] for size in sizes[1:])
        self.each = [max(before, now) for before, now in zip(self.each, (ours, others), strict=True)]


def family(pid: int) -> Iterator[int]:
    """Yield a process and those that it has started, and they."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def held(pid: int) -> tuple[float, ...]:
    """Return the sizes of one process that are named by `_FIELDS`, in MB; 0 once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return (0.0,) * len(_FIELDS)
    found = {name.rstrip(":"): int(size) for name, size, *_ in map(str.split, lines)}
    return tuple(found.get(name, 0) / 1024 for name in _FIELDS)


def measured(arguments: Sequence[str]) -> Peak:
    """Return the most memory that a command of ours took. Raises RuntimeError where it fails."""
    peak = Peak()
    command = [str(Path(sys.executable).with_name("waystation")), "footage", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak.note([held(pid) for pid in family(process.pid)])
            time.sleep(_APART)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: exit code {process.returncode}")
    return peak


def row(job: str, film: str, arguments: Sequence[str]) -> dict[str, Any]:
    """Return one row of the table."""
    peak = measured(arguments)
    return {
        "job": job, "film": film, "MB": peak.total, "ours": peak.each[0], "confined": peak.each[1],
        "private": peak.private, "pictures shared": peak.shared,
    }  # fmt: skip


def longer(film: Path, times: int) -> Path:
    """Write a film that shows another one so many times, and return it."""
    path = film.with_name(f"{times}-{film.name}")
    with av.open(str(path), "w") as target:
        out: Any = None
        for begin in range(times):
            with av.open(str(film)) as source:
                stream = source.streams.video[0]
                out = out or target.add_stream_from_template(stream)
                later = int((begin * stream.frames / RATE) / float(stream.time_base or 1))
                for packet in source.demux(stream):
                    if packet.pts is not None and packet.dts is not None:
                        packet.stream, packet.pts, packet.dts = out, packet.pts + later, packet.dts + later
                        target.mux(packet)
    return path


def jobs(film: Path, name: str, into: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of one film."""
    path = str(film)
    yield row("detect --no-text", name, ["detect", "--no-text", "--again", path])
    yield row("detect", name, ["detect", "--again", path])
    into.mkdir()
    yield row("redact", name, ["redact", path, "--into", str(into)])
    release = str(into / "release-001.mp4")
    yield row("verify", name, ["verify", release, "--original", path])
    yield row("sheet", name, ["sheet", path])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", nargs="?", default="../shared")
    parser.add_argument("--times", type=int, default=4)
    given = parser.parse_args()
    source = Path(given.shared) / "data" / "footage" / "video" / "hamilton.mp4"
    rows: list[dict[str, Any]] = []
    with TemporaryDirectory() as folder:
        films = {f"{size[0]}x{size[1]}": scaled(source, Path(folder), size) for size in SIZES}
        for name, film in films.items():
            rows += jobs(film, name, Path(folder) / name)
            long = longer(film, given.times)
            rows.append(row("detect", f"{name}, {given.times} times", ["detect", "--again", str(long)]))
    report("footage memory", rows)


if __name__ == "__main__":
    main()
