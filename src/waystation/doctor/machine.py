"""Is the machine fit to hold a vault: disk, swap, memory dumps, user, clock, room?"""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from waystation.doctor.findings import Finding, Installation
from waystation.kit.language import _
from waystation.vault import ondisk

_ROOM = 512 * 1024 * 1024  # bytes that should be free
_SQLITE = (3, 37)  # older ones lack fixes of the write-ahead log


def machine(what: Installation) -> Iterator[Finding]:
    """Yield what is found of the machine."""
    yield _disk(what.file)
    yield _swap()
    yield _dumps()
    yield _user()
    yield _python()
    yield from _room(what.file)
    yield from _histories()


def _disk(file: Path | None) -> Finding:
    about, encrypted = _("disk"), ondisk.encrypted(file) if file else None
    if encrypted is False:
        says = _("The disk is not encrypted as a whole.")
        return Finding(about, "unsafe", says, _("Encrypt it (LUKS): prints and exports lie on it in clear."))
    if encrypted is None:
        return Finding(about, "look", _("Nobody can tell from here whether the disk is encrypted."))
    return Finding(about, "good", _("The disk is encrypted."))


def _swap() -> Finding:
    about, clear = _("swap"), ondisk.swap_in_clear()
    if clear:
        says = _("Memory can be written to a disk in clear.")
        return Finding(about, "unsafe", says, _("Encrypt the swap, or switch it off."))
    if clear is None:
        return Finding(about, "look", _("Nobody can tell from here whether memory goes to a disk."))
    return Finding(about, "good", _("Memory does not go to a disk in clear."))


def _dumps() -> Finding:
    about, limit = _("dumps"), resource.getrlimit(resource.RLIMIT_CORE)[0]
    if limit:
        says = _("A program that breaks may leave its memory in a file.")
        return Finding(about, "look", says, _("Set LimitCORE=0, as the units in deploy/ do."))
    return Finding(about, "good", _("A program that breaks leaves no memory behind."))


def _user() -> Finding:
    about = _("user")
    if os.geteuid() == 0:
        says = _("It runs as root.")
        return Finding(about, "unsafe", says, _("Give it a user of its own, as the units in deploy/ do."))
    return Finding(about, "good", _("It does not run as root."))


def _python() -> Finding:
    about, sqlite = _("programs"), sqlite3.sqlite_version_info[:2]
    says = f"Python {sys.version_info[0]}.{sys.version_info[1]}, SQLite {sqlite3.sqlite_version}"
    if sqlite < _SQLITE:
        return Finding(about, "look", says, _("Use a system with a newer SQLite."))
    return Finding(about, "good", says)


def _room(file: Path | None) -> Iterator[Finding]:
    if file is None or not file.parent.is_dir():
        return
    free = shutil.disk_usage(file.parent).free
    says = _("{megabytes:,} MB are free.").format(megabytes=free // 2**20)
    if free < _ROOM:
        yield Finding(_("room"), "unsafe", says, _("Make room before the disk is full."))
    else:
        yield Finding(_("room"), "good", says)


def _histories() -> Iterator[Finding]:
    if ondisk.lines_in_histories(Path.home()):
        says = _("The history of a shell shows that Waystation is used.")
        yield Finding(
            _("history"), "look", says, _("Delete those lines, or write none: HISTCONTROL=ignorespace.")
        )
