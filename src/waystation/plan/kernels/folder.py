"""Where may compiled code be kept, so that nobody else can slip code of theirs in between?

The compiler's cache is pickle: whoever can write there runs code as us. An adversary with an account on the
same machine may have made the folder before us, or a link in its place, or may rename what lies above it.
So the folder must be ours, of mode 0700, no link, and below folders that only we or root can change; where
it is not, a fresh private folder serves this one process. The limit: whoever is root, or is us, can do as
they please.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import stat
import tempfile
from hashlib import sha256
from pathlib import Path

KEPT = 4  # versions of each source file
IMPORT = re.compile(r"^from waystation\.plan\.kernels\.(\w+) import", re.MULTILINE)


def kept_folder() -> Path:
    """Return the user's folder for compiled kernels, made if need be.

    Raises OSError, with the reason, where no folder there is writable and safe.
    """
    return _own(_own(_cache_home() / "waystation") / "kernels")


def fresh_folder() -> Path | None:
    """Return a new private folder that goes when this process ends; None where nothing can be written."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="waystation-"))
    except OSError:
        return None
    atexit.register(_remove, folder, os.getpid())
    return folder


def _cache_home() -> Path:
    given = Path(os.environ.get("XDG_CACHE_HOME") or "")
    try:
        return (given if given.is_absolute() else Path.home() / ".cache").resolve()
    except RuntimeError as error:  # no home is known, or its links go round in circles
        raise FileNotFoundError(str(error)) from error


def of_version(kept: Path, source: Path) -> Path:
    """Return the folder for what is compiled from a source file, named after it and all kernels that it uses.

    numba knows a kernel's own file only; one kernel compiled into another must not go stale either. Folders
    of older versions are removed, but for the newest. Raises OSError where the source cannot be read.
    """
    digest = sha256()
    for part in sorted(_used(source)):
        digest.update(part.read_bytes())
    folder = kept / f"{source.stem}-{digest.hexdigest()[:16]}"
    if not folder.exists():
        folder.mkdir(mode=0o700, exist_ok=True)
        _sweep(kept, source.stem)
    return folder


def _used(source: Path) -> set[Path]:
    """Return a source file and the kernels that it imports, directly or not."""
    found, todo = set[Path](), [source]
    while todo:
        if (path := todo.pop()) not in found:
            found.add(path)
            todo += [
                Path(__file__).with_name(f"{name}.py") for name in IMPORT.findall(path.read_text("utf-8"))
            ]
    return found


def _own(folder: Path) -> Path:
    """Make a private folder, or take the one there; raise OSError if others could have been at it."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for above in folder.parents:
        _refuse_if_others_can_change(above)
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid() or state.st_mode & 0o077:
        raise PermissionError(f"{folder} is not private")
    tempfile.TemporaryFile(dir=folder).close()
    return folder


def _refuse_if_others_can_change(folder: Path) -> None:
    state = folder.lstat()
    shared = state.st_mode & 0o022 and not state.st_mode & stat.S_ISVTX
    if shared or state.st_uid not in (0, os.getuid()):
        raise PermissionError(f"others can change what lies in {folder}")


def _sweep(kept: Path, stem: str) -> None:
    """Remove all but the newest of the folders that versions of a source file have left."""
    versions = [path for path in kept.glob(f"{stem}-*") if path.is_dir() and not path.is_symlink()]
    for old in sorted(versions, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def _remove(folder: Path, process: int) -> None:
    if os.getpid() == process:  # a forked child leaves its parent's folder alone
        shutil.rmtree(folder, ignore_errors=True)
