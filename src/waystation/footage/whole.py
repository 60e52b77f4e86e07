"""How do several files appear together, whole, or not at all?"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from waystation.kit.files import unusable


class Outputs:
    """Files that are being written beside the places where they will stand."""

    def __init__(self) -> None:
        self._parts: list[tuple[Path, Path]] = []

    def part(self, target: Path) -> Path:
        """Return the path of a new, empty file for its owner alone, which will replace `target`."""
        part = target.with_name(f".{secrets.token_hex(8)}.part")
        self._parts.append((part, target))
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
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


@contextmanager
def together(folder: Path) -> Iterator[Outputs]:
    """Yield what files are written with; at the end they appear, or after an error none of them.

    Raises BadInput where the folder cannot be written to.
    """
    outputs = Outputs()
    try:
        yield outputs
        outputs.appear()
    except OSError as error:
        raise unusable(folder, error) from None
    finally:
        outputs.vanish()
