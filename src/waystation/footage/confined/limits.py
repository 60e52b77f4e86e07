"""How much may a process take that decodes a file from outside, and how is it held to that?"""

from __future__ import annotations

import os
import resource
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from waystation.footage.confined import seccomp

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What decoding one file may take; beyond it the file is refused with a sentence."""

    memory: int = 3_000 * MEGABYTE
    """Bytes of address space, some 600 MB of which are the libraries themselves."""
    seconds: float = 600.0
    """CPU seconds, and as many again for each ten megabytes of the file."""
    stall: float = 60.0
    """Seconds without a frame after which the file counts as stuck."""
    pixels: int = 36 * MEGABYTE
    """Of one frame of a video: 8K is 33 million."""
    photo_pixels: int = 128 * MEGABYTE
    """Of a photo."""
    streams: int = 64
    """Tracks of picture, sound and data in one file."""

    def cpu_seconds(self, size: int) -> int:
        """Return the CPU seconds for a file of so many bytes."""
        return int(self.seconds * (1 + size / (10 * MEGABYTE)))

    def plain(self) -> dict[str, Any]:
        """Return the limits as JSON can hold them."""
        return asdict(self)


def _open_descriptors() -> list[int]:
    for folder in ("/proc/self/fd", "/dev/fd"):
        if Path(folder).is_dir():
            with os.scandir(folder) as entries:
                return [int(entry.name) for entry in entries]
    return list(range(8))


def confine(memory: int, cpu_seconds: int, written: int = 0) -> tuple[str, ...]:
    """Confine this process for the rest of its life; return what holds: "limits", and "seccomp" if possible.

    `written` is how many bytes it may write to a file that is open already, other than a pipe.
    Everything that will ever be imported or opened must be so by now. No further descriptor can be had: the
    limit on open files is what is open already, so that no file and no socket can be opened even where the
    kernel knows no seccomp.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))
    most = max(number for number in _open_descriptors() if _is_open(number)) + 1
    _fill_gaps(most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return ("limits", "seccomp") if seccomp.give_up() else ("limits",)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _fill_gaps(most: int) -> None:
    """Leave no descriptor below the limit free."""
    for number in range(most):
        if not _is_open(number):
            os.dup2(0, number)
