"""Who was told what, on a printed sheet, in an alert or by word of mouth, so that the exposure knows it?"""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk, acting
from waystation.actions.note_meeting import Who
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.seeing import tag_of
from waystation.vault.tags import tags

VERB = N_("note told")


def note_told(desk: Desk, people: Sequence[Who], records: Sequence[str], why: str = "") -> None:
    """Write down that these people were told what stands in records (ids), before the sheet is printed.

    Raises BadInput for nobody or nothing.
    """
    if not people or not records:
        raise BadInput.at(_("told"), _("nobody, or nothing"), _("at least one person and one record"))
    with acting(desk, VERB, why) as work:
        to = [tag_of(desk.session, work.tx, *each) for each in people]
        work.records += records
        work.trace("told", to=to, what=tags(desk.session, "record", records))
