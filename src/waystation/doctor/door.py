"""Does the spool of the public door lie well: private, collected, not full?"""

from __future__ import annotations

import stat
import time
from collections.abc import Iterator
from pathlib import Path

from waystation.doctor.findings import Finding, Installation
from waystation.kit.language import _, many
from waystation.letters.spool import MOST, Spool

_OLD = 2 * 24 * 3600  # seconds after which a letter should have been collected; files show the day alone
_FULL = 0.8  # of the letters that may wait


def door(what: Installation) -> Iterator[Finding]:
    """Yield what is found of the door's folder; nothing where there is none."""
    folder = what.spool
    if folder is None or not (folder / "in").is_dir():
        return
    about = _("door")
    if any(stat.S_IMODE(each.stat().st_mode) & 0o077 for each in (folder, folder / "in")):
        yield Finding(about, "unsafe", _("Others may look into the folder of the door."), "chmod -R go= DIR")
    waits = [(folder / "in" / name).stat().st_mtime for name in Spool(folder).letters()]
    if waits and min(waits) < time.time() - _OLD:
        yield Finding(about, "unsafe", _("Letters have been waiting for days."), "waystation door collect")
    elif len(waits) > _FULL * MOST:
        yield Finding(about, "unsafe", _("The folder of the door is almost full."), "waystation door collect")
    else:
        said = many("{count} letter waits at the door.", "{count} letters wait at the door.", len(waits))
        yield Finding(about, "good", said.format(count=len(waits)))
    yield from _aside(about, folder)
    if what.file is not None and folder.parent == what.file.parent:
        says = _("The folder of the door lies beside the vault.")
        yield Finding(about, "look", says, _("Let the door run as another user, or on another host."))


def _aside(about: str, folder: Path) -> Iterator[Finding]:
    aside = folder / "aside"
    if count := len(list(aside.iterdir())) if aside.is_dir() else 0:
        said = many("{count} file was no letter for us.", "{count} files were no letters for us.", count)
        to_do = _("Look at it where no vault is; then delete it.")
        yield Finding(about, "look", said.format(count=count), to_do)
