"""Are vault and secrets where, and as, they should be: modes, owners, not beside each other?"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from waystation.doctor.findings import Finding, Installation
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault import ondisk
from waystation.vault.burnfile import read_burn_secret

_CHECKED = {"verify-full", "verify-ca"}


def secrets(what: Installation) -> Iterator[Finding]:
    """Yield what is found of the files and of the way to the database."""
    yield from _vault(what.file) if what.file else _server(what.vault)
    yield from _burn(what)
    if what.service.is_file():
        yield from _private(_("service key"), what.service)
    said = urlsplit(what.origin or "https:")
    if said.scheme != "https" and not (said.hostname or "").endswith(".onion"):
        yield Finding(_("address"), "unsafe", _("Members reach the console without TLS."), _("Use https://…"))


def _vault(file: Path) -> Iterator[Finding]:
    about = _("vault")
    if not file.is_file():
        yield Finding(about, "unsafe", _("There is no vault."), "waystation vault init")
        return
    for each in ondisk.files_of(file):
        yield from _private(about, Path(each.path))
    if stat.S_IMODE(file.parent.stat().st_mode) & 0o022:
        says = _("Others may write in the folder of the vault.")
        yield Finding(about, "unsafe", says, "chmod 700")


def _server(url: str) -> Iterator[Finding]:
    about, found = _("database"), urlsplit(url)
    host = found.hostname or parse_qs(found.query).get("host", [""])[0]
    if not host or host.startswith("/") or host in {"localhost", "127.0.0.1", "::1"}:
        yield Finding(about, "good", _("The database is on this machine."))
        return
    if parse_qs(found.query).get("sslmode", [""])[0] not in _CHECKED:
        says = _("The way to the database server is not checked.")
        yield Finding(about, "unsafe", says, _("Add sslmode=verify-full to its address."))
    else:
        yield Finding(about, "good", _("The way to the database server is checked."))


def _burn(what: Installation) -> Iterator[Finding]:
    about = _("burn secret")
    try:
        read_burn_secret(what.burn)
    except BadInput:
        yield Finding(about, "look", _("It is not there: nothing can be unlocked here."))
        return
    yield from _private(about, what.burn)
    if what.file is not None and what.file.exists() and _together(what.burn, what.file):
        says = _("It lies on the same disk as the vault: whoever takes the disk has both.")
        yield Finding(about, "unsafe", says, _("Keep it on a stick, or as a systemd credential."))


def _together(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev


def _private(about: str, file: Path) -> Iterator[Finding]:
    found = file.stat()
    if stat.S_IMODE(found.st_mode) & 0o077:
        yield Finding(
            about,
            "unsafe",
            _("Other users of this machine can read {name}.").format(name=file.name),
            "chmod 600",
        )
    elif found.st_uid not in {os.geteuid(), 0}:
        yield Finding(about, "look", _("{name} belongs to another user.").format(name=file.name))
    else:
        yield Finding(about, "good", _("{name}: for its owner alone.").format(name=file.name))
