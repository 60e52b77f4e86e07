"""What is in a file that is kept with a record?"""

from __future__ import annotations

from typing import NamedTuple

from waystation.actions.acting import Desk, check_kinds, require
from waystation.kit.language import N_, _
from waystation.vault.attached import open_attached
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import Found, attached
from waystation.vault.work import Task, catch_up, reading

VERB = N_("open attachment")


class File(NamedTuple):
    """A file that was opened: all of it is as it was attached."""

    name: str
    data: bytes


def open_attachment(desk: Desk, attachment: str, why: str = "") -> File:
    """Open a file by id. The ledger names it and its record first; both count towards the hour's quota.

    Raises NotAllowed for a file of a record that the role may not open, Damaged where a part of it is changed
    or missing, BeyondQuota where it is more than one member may open in an hour.
    """
    require(desk, VERB)
    record = record_of_file(desk, attachment).listed.key
    check_kinds(desk, [record])
    with reading(Task(desk.session, VERB, why, desk.second), [record, attachment]) as look:
        known, parts = open_attached(look, attachment)
        return File(known.name, b"".join(parts))


def record_of_file(desk: Desk, attachment: str) -> Found:
    """Return a file by id, as the manifest lists it. Raises NotAllowed for one that is not the member's."""
    found = {each.id: each for each in attached(desk.session)}
    if attachment not in found:
        catch_up(desk.session)  # perhaps it was granted a minute ago
        found = {each.id: each for each in attached(desk.session)}
    if attachment not in found:
        raise NotAllowed.to(
            _("file {id}").format(id=attachment[:8]), _("one in a compartment that was granted")
        )
    return found[attachment]
