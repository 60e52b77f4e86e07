"""How is a file read without surprises, and written without a trace of a half-written one?"""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import printable

_SENTENCES = {
    errno.ENOENT: (N_("no such file or folder"), N_("the path of a file that exists")),
    errno.ENOTDIR: (N_("a path through something that is no folder"), N_("the path of a file that exists")),
    errno.EISDIR: (N_("a folder"), N_("a file")),
    errno.EACCES: (N_("no permission"), N_("a path that you may use")),
    errno.EPERM: (N_("no permission"), N_("a path that you may use")),
    errno.ENAMETOOLONG: (N_("a name that is too long"), N_("the path of a file")),
    errno.ELOOP: (N_("links that lead in a circle"), N_("the path of a file")),
    errno.ENOSPC: (N_("a full disk"), N_("a disk with room left")),
    errno.EROFS: (N_("a disk that cannot be written to"), N_("a disk that can")),
}


def unusable(path: str | Path, error: OSError | ValueError) -> BadInput:
    """Return the sentence for a path that the operating system refuses."""
    code = error.errno if isinstance(error, OSError) else errno.ENOENT
    other = (str(getattr(error, "strerror", error)), N_("a file that can be used"))
    found, allowed = _SENTENCES.get(code or 0, other)
    return BadInput.at(printable(str(path)), _(found), _(allowed))


def read_limited(path: str | Path, limit: int) -> bytes:
    """Return what is in the file; one of more than `limit` bytes is refused without being read."""
    try:
        with Path(path).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = b"" if size > limit else file.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise unusable(path, error) from None
    if max(size, len(data)) > limit:
        found = (
            _("{size:,} bytes").format(size=size)
            if size > limit
            else _("more than {limit:,} bytes").format(limit=limit)
        )
        raise BadInput.at(printable(str(path)), found, _("at most {limit:,} bytes").format(limit=limit))
    return data


def write_private(path: str | Path, data: bytes, dated: int | None = None) -> None:
    """Write the file for its owner alone (mode 0600), whole or not at all, and durably.

    The new bytes stand in a file beside `path` until they replace it in one step; a link at `path` is
    replaced, not followed. `dated`: the time that the file shows, in seconds since 1970, instead of now.
    Raises BadInput where that cannot be done; nothing is left behind then.
    """
    path = Path(path)
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        try:
            write_new(beside, data, dated)
            beside.replace(path)
            sync_folder(path.parent)
        finally:
            beside.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise unusable(path, error) from None


def write_new(path: Path, data: bytes, dated: int | None = None) -> None:
    """Write a new file for its owner alone, durably; `dated`: see `write_private`. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        if dated is not None:
            os.utime(file.fileno(), (dated, dated))
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make names that were made or removed in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
