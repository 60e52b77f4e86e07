"""How is what somebody wrote kept, without losing what somebody else wrote meanwhile?"""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk, acting
from waystation.actions.open_record import open_record
from waystation.actions.permissions import check_kind
from waystation.domain.kinds import kind_of
from waystation.kit.errors import BadInput
from waystation.kit.language import N_
from waystation.vault.faults import Conflict
from waystation.vault.records import Draft, Opened, Saved, save

VERB = N_("save record")


class BothSides(BadInput):
    """Somebody else saved first. Nothing of `mine` is saved; `theirs` is what stands in the vault now."""

    def __init__(self, conflict: Conflict, mine: Sequence[Draft], theirs: Sequence[Opened]) -> None:
        self.mine, self.theirs = tuple(mine), tuple(theirs)
        super().__init__(conflict.faults)


def save_record(desk: Desk, compartment: str, drafts: Sequence[Draft], why: str = "") -> tuple[Saved, ...]:
    """Save records in a compartment: all of them, or none.

    Raises NotAllowed for a kind that the role may not save by hand, NotHeld without the compartment's key,
    and BothSides where somebody else has saved one of them since it was opened here.
    """
    for draft in drafts:
        check_kind(desk.session.me.role, kind_of(draft.value), save=True, by_hand=True)
    try:
        with acting(desk, VERB, why) as work:
            return save(work, compartment, drafts)
    except Conflict as conflict:
        mine = [draft for draft in drafts if draft.id in conflict.records]
        theirs = open_record(desk, conflict.records, "to show what somebody else has saved meanwhile")
        raise BothSides(conflict, mine, theirs) from None
