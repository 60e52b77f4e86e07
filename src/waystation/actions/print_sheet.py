"""What stands on the sheet of paper for a journey, and who will hold it? Printing is telling."""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk, acting
from waystation.actions.decisions_kept import open_decision
from waystation.actions.note_meeting import Who
from waystation.decisions.sheet import Sheet, sheet_of
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.seeing import tag_of
from waystation.vault.tags import tags

VERB = N_("print sheet")


def print_sheet(desk: Desk, decision: str, people: Sequence[Who], why: str = "") -> Sheet:
    """Write down who is told by it, then return the sheet: timetable and contingency table of what is go.

    Raises BadInput for nobody, and where the decision is not go.
    """
    if not people:
        raise BadInput.at(_("sheet"), _("nobody"), _("at least one who will hold it"))
    found = open_decision(desk, VERB, decision, why)
    if found.record.state != "go":
        raise BadInput.at(
            _("decision"), _("one that is {state}").format(state=_(found.record.state)), _("one that is go")
        )
    with acting(desk, VERB, why) as work:
        to = [tag_of(desk.session, work.tx, *each) for each in people]
        work.records.append(found.opened.id)
        work.trace("told", to=to, what=tags(desk.session, "record", [found.opened.id]))
        return sheet_of(found.record, work.at)
