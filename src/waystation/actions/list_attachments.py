"""Which files are kept with a record?"""

from __future__ import annotations

from waystation.actions.acting import Desk, check_kinds, opening, require
from waystation.kit.language import N_
from waystation.vault.finding import Found, attached

VERB = N_("list attachments")


def list_attachments(desk: Desk, record: str) -> list[Found]:
    """Return the files of a record, from the manifest: `listed.title` is a file's name. Nothing is opened.

    Raises NotAllowed for a record that the role may not open.
    """
    require(desk, VERB)
    check_kinds(desk, [record])
    with opening(desk, VERB):
        pass
    return attached(desk.session, {record})
