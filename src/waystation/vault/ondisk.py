"""What do the files of an installation tell: sizes, times, permissions, and whether the disk is encrypted?"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_MOST = 20_000_000  # bytes of a shell's history that are looked through
_HISTORIES = (".bash_history", ".zsh_history", ".local/share/fish/fish_history", ".python_history")
_BESIDE = ("", "-wal", "-shm", "-journal", "-reserve")


@dataclass(frozen=True, slots=True)
class FileSeen:
    """One file as the disk shows it to anybody."""

    path: str
    size: int
    mode: str
    """`0600`: its owner alone."""
    changed: str
    """When it was last written, in UTC."""
    used: str
    """When it was last read, in UTC, as far as the disk keeps that."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def files_of(place: Path) -> Iterator[FileSeen]:
    """Yield the file of a vault with those that the database keeps beside it."""
    for ending in _BESIDE:
        if (found := file_seen(place.with_name(place.name + ending))) is not None:
            yield found


def file_seen(path: Path) -> FileSeen | None:
    """Return what the disk tells about a file; None where it is not there."""
    try:
        there = path.stat()
    except OSError:
        return None
    mode = f"{stat.S_IMODE(there.st_mode):04o}"
    return FileSeen(str(path), there.st_size, mode, _moment(there.st_mtime), _moment(there.st_atime))


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=0).isoformat()


def lines_in_histories(home: Path) -> int:
    """Return how many lines of the shells' histories hold the word waystation."""
    found = 0
    for name in _HISTORIES:
        try:
            with (home / name).open("rb") as file:
                found += sum(b"waystation" in line for line in file.read(_MOST).splitlines())
        except OSError:
            continue
    return found


def encrypted(path: Path, root: Path = Path("/")) -> bool | None:
    """Tell whether Linux encrypts the disk below a path (dm-crypt, LUKS); None where nobody can tell."""
    try:
        device = path.stat().st_dev
    except OSError:
        return None
    return _is_crypt(root / "sys/dev/block" / f"{os.major(device)}:{os.minor(device)}")


def _is_crypt(block: Path, depth: int = 4) -> bool | None:
    """Follow a block device to what it stands on; any layer that encrypts is enough."""
    if depth == 0 or not block.exists():
        return None
    try:
        if (block / "dm/uuid").read_text().startswith("CRYPT-"):
            return True
    except OSError:
        pass
    below = list((block / "slaves").glob("*")) if (block / "slaves").is_dir() else []
    found = [_is_crypt(each, depth - 1) for each in below]
    return bool(found) and all(found)


def swap_in_clear(root: Path = Path("/")) -> bool | None:
    """Tell whether memory can be written to a disk in clear; None where nobody can tell."""
    try:
        lines = (root / "proc/swaps").read_text().splitlines()[1:]
    except OSError:
        return None
    devices = [line.split()[0] for line in lines if line.strip()]
    return any(not _encrypted_swap(device, root) for device in devices)


def _encrypted_swap(device: str, root: Path) -> bool:
    name = Path(device).name
    if name.startswith("zram"):  # memory itself
        return True
    return _is_crypt(root / "sys/class/block" / name) is True
