"""Does what should run, run: the database as this program knows it, the watch, rows that should be gone?"""

from __future__ import annotations

import time
from collections.abc import Iterator

from waystation.doctor.findings import Finding, Installation
from waystation.journey.health import watch_health
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.opening import Vault, closing, open_vault


def running(what: Installation) -> Iterator[Finding]:
    """Yield what is found in the database; nothing of it needs a key."""
    about = _("vault")
    try:
        vault = open_vault(what.vault)
    except BadInput as error:
        yield Finding(about, "unsafe", "; ".join(str(each) for each in error.faults))
        return
    with closing(vault):
        yield Finding(about, "good", _("It opens as a database."))
        yield from _watch(vault)
        yield from _sessions(vault)


def _watch(vault: Vault) -> Iterator[Finding]:
    about, found = _("watch"), watch_health(vault)
    if found.red:
        says = _("The watch is silent, or does not get through, while {count} check-ins are expected.")
        yield Finding(about, "unsafe", says.format(count=found.watched), "waystation watch run")
    elif found.beat is None:
        yield Finding(about, "look", _("No watch has ever run here. Without one nobody is woken."))
    else:
        yield Finding(about, "good", _("The watch is alive."))


def _sessions(vault: Vault) -> Iterator[Finding]:
    with vault.store.read() as tx:
        old = tx.rows("SELECT count(*) FROM sessions WHERE until < ?", (int(time.time()),))[0][0]
    if old:
        says = _("{count} sessions of the web have ended and are still there.").format(count=old)
        yield Finding(_("sessions"), "look", says, _("They go with the next one that begins."))
