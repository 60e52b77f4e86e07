"""Where do letters wait for the desk, and answers for those who asked?

Three folders in one: `in` has letters, `out` has answers, `aside` has what was no letter. A file is whole and
on the disk, or it is not there. Names are random; the times that files show are rounded to the day.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited, sync_folder, unusable, write_private
from waystation.kit.language import _
from waystation.letters import replies
from waystation.letters.sealing import LARGEST

MOST = 5000  # letters that wait; 40 MB on most disks
ROOM = 64 * 1024 * 1024  # bytes that a flood leaves free on the disk
_DAY = 24 * 3600
_PART = re.compile(r"\.[0-9a-f]{16}\.part")
_LETTER = re.compile(r"[0-9a-f]{32}\.letter")
_REPLY = re.compile(r"[0-9a-f]{32}\.answer")


class SpoolFull(BadInput):
    """There is no room for another letter; nothing was written."""

    def __init__(self) -> None:
        super().__init__(BadInput.at(_("spool"), _("no room"), _("letters that are collected")).faults)


class Spool:
    """The folder of a door, or a copy of it at the desk."""

    def __init__(self, folder: str | Path, most: int = MOST, room: int = ROOM) -> None:
        self.folder, self._most, self._room = Path(folder), most, room
        self._in, self._out, self._aside = (self.folder / each for each in ("in", "out", "aside"))

    def prepare(self) -> None:
        """Make the folders that are missing. Raises BadInput."""
        try:
            for folder in (self._in, self._out, self._aside):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
        except OSError as error:
            raise unusable(self.folder, error) from None

    def sweep(self) -> None:
        """Remove what a kill left half-written: for the door alone, before it takes in the first letter."""
        for path in self._in.iterdir():
            if _PART.fullmatch(path.name):
                path.unlink(missing_ok=True)

    def put(self, blob: bytes) -> str:
        """Write a letter and return its name, once it is on the disk. Raises SpoolFull, BadInput."""
        if self.waiting() >= self._most or self._free() < self._room:
            raise SpoolFull
        name = f"{secrets.token_hex(16)}.letter"
        write_private(self._in / name, blob, dated=_today())
        os.utime(self._in, (_today(), _today()))
        return name

    def waiting(self) -> int:
        """Return how many letters wait."""
        return sum(1 for _name in self.letters())

    def letters(self) -> Iterator[str]:
        """Yield the names of the letters that wait, in no order that says anything."""
        try:
            with os.scandir(self._in) as entries:
                yield from (each.name for each in entries if _LETTER.fullmatch(each.name))
        except OSError as error:
            raise unusable(self._in, error) from None

    def read(self, name: str) -> bytes:
        """Return a letter's bytes. Raises BadInput for one that is too large, a link or gone."""
        path = self._in / name
        if path.is_symlink():
            raise BadInput.at("letter", "a link", "a file")
        return read_limited(path, LARGEST)

    def delete(self, names: list[str]) -> None:
        """Delete letters that were taken in."""
        for name in names:
            (self._in / name).unlink(missing_ok=True)
        sync_folder(self._in)

    def set_aside(self, name: str) -> None:
        """Put away what is no letter for this desk; it is not looked at again."""
        (self._in / name).replace(self._aside / name)

    def answer(self, mailbox: str, blob: bytes) -> None:
        """Put an answer into a mailbox, in place of the one that is there. Raises BadInput.

        The time that it shows is a random one of the day, so that copying programs see that it is new.
        """
        write_private(self._out / f"{mailbox}.answer", blob, dated=_today() + secrets.randbelow(_DAY))
        os.utime(self._out, (_today(), _today()))

    def answer_in(self, mailbox: str) -> bytes | None:
        """Return what is in a mailbox, None where there is none."""
        path = self._out / f"{mailbox}.answer"
        try:
            return read_limited(path, replies.SIZE)
        except BadInput:
            return None

    def forget(self, today: date) -> int:
        """Delete the answers that are past their day; return how many."""
        try:
            names = [path.name for path in self._out.iterdir() if _REPLY.fullmatch(path.name)]
        except OSError as error:
            raise unusable(self._out, error) from None
        past = [name for name in names if replies.is_past(self.answer_in(name[:32]) or b"", today)]
        for name in past:
            (self._out / name).unlink(missing_ok=True)
        return len(past)

    @property
    def closed(self) -> bool:
        """Whether the desk has shut the door."""
        return (self._out / "closed").exists()

    def close(self, *, closed: bool) -> None:
        """Shut the door, or open it again, from wherever answers come. Raises BadInput."""
        if closed:
            write_private(self._out / "closed", b"", dated=_today())
        else:
            (self._out / "closed").unlink(missing_ok=True)

    def _free(self) -> int:
        found = os.statvfs(self._in)
        return found.f_bavail * found.f_frsize


def _today() -> int:
    """Return the beginning of the day in UTC, in seconds since 1970."""
    return int(clock.now().timestamp()) // _DAY * _DAY
