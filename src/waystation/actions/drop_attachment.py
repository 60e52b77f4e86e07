"""How is a file destroyed before its record?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting, check_kinds, require
from waystation.actions.open_attachment import record_of_file
from waystation.kit.language import N_
from waystation.vault.records import shred

VERB = N_("drop attachment")


def drop_attachment(desk: Desk, attachment: str, why: str) -> None:
    """Delete a file for good. Raises NotAllowed for a file of a record that the role may not save."""
    require(desk, VERB)
    file = record_of_file(desk, attachment)
    check_kinds(desk, [file.listed.key], save=True)
    with acting(desk, VERB, why) as work:
        shred(work, file.compartment, [attachment])
    desk.session.vault.store.tidy()
