"""How do several files appear together, whole, or not at all?

What a kill or a power cut leaves behind is removed when the next files are written into the same folder:
nobody holds a lock on it any more.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from waystation.kit.files import unusable

_PART = re.compile(r"\.whole-[0-9a-f]{16}\.part")
_FRESH = 60.0  # seconds: one that is younger may be just about to be locked


class Outputs:
    """Files that are being written beside the places where they will stand."""

    def __init__(self) -> None:
        self._parts: list[tuple[Path, Path]] = []
        self._locks: list[int] = []

    def part(self, target: Path) -> Path:
        """Return the path of a new, empty file for its owner alone, which will replace `target`."""
        part = target.with_name(f".whole-{secrets.token_hex(8)}.part")
        self._parts.append((part, target))
        lock = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        self._locks.append(lock)
        with suppress(OSError):  # a disk that knows no locks: nobody will take it for left behind either
            fcntl.flock(lock, fcntl.LOCK_EX)
        return part

    def write(self, target: Path, data: bytes) -> None:
        """Take in a small file as a whole."""
        self.part(target).write_bytes(data)

    def rename(self, part: Path, target: Path) -> Path:
        """Have a part replace `target` in place of what was said before; return `target`."""
        self._parts = [(one, target if one == part else other) for one, other in self._parts]
        return target

    def appear(self) -> None:
        """Put every file in its place, the first last: where it stands, all the others do."""
        for part, _ in self._parts:
            descriptor = os.open(part, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        for part, target in reversed(self._parts):
            part.replace(target)

    def vanish(self) -> None:
        """Remove what has not been put in its place."""
        for part, _ in self._parts:
            part.unlink(missing_ok=True)
        for lock in self._locks:
            os.close(lock)
        self._locks.clear()


@contextmanager
def together(folder: Path) -> Iterator[Outputs]:
    """Yield what files are written with; at the end they appear, or after an error none of them.

    Raises BadInput where the folder cannot be written to.
    """
    outputs = Outputs()
    try:
        _clear(folder)
        yield outputs
        outputs.appear()
    except OSError as error:
        raise unusable(folder, error) from None
    finally:
        outputs.vanish()


def _clear(folder: Path) -> None:
    """Remove parts that somebody was writing who is gone."""
    for path in folder.iterdir():
        if not _PART.fullmatch(path.name):
            continue
        with suppress(OSError):  # somebody writes to it, or has just put it in its place
            if time.time() - path.stat().st_mtime < _FRESH:
                continue
            lock = os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
            finally:
                os.close(lock)
