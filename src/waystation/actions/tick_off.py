"""Who has been told?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting, opening, require
from waystation.domain.compromise import Compromise
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.finding import find
from waystation.vault.records import Draft, Opened, open_records, save

VERB = "tick off"


def tick_off(desk: Desk, compromise: str, number: int) -> Compromise:
    """Note that this member has told whom a number of the list means. Raises BadInput where that is done."""
    opened, record = open_compromise(desk, VERB, compromise)
    waiting = [each for each in record.items if each.number == number and each.done_at is None]
    if not waiting:
        raise BadInput.at(_("list"), str(number), _("the number of somebody who is still to be told"))
    with acting(desk, VERB) as work:
        told = {"done_at": work.at, "done_by": work.session.member_id}
        items = tuple(e.model_copy(update=told) if e is waiting[0] else e for e in record.items)
        after = record.model_copy(update={"items": items})
        save(work, opened.compartment, [Draft(after, opened.title, opened.id, opened.counter)])
    return after


def open_compromise(desk: Desk, verb: str, key: str) -> tuple[Opened, Compromise]:
    """Open a compromise by its key or id. Raises BadInput where there is none."""
    require(desk, verb)
    found = find(desk.session, key, "compromise")
    with opening(desk, verb, [found.id]) as look:
        opened = open_records(look, [found.id])[0]
    if not isinstance(opened.value, Compromise):
        raise BadInput.at(_("compromise"), _("a record of another kind"), _("a compromise"))
    return opened, opened.value
