"""How does a protection officer say that a sign was looked into, so that the case may go on?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, changed
from waystation.domain.case_record import CaseRecord, Clearing, SignKey
from waystation.domain.intake import said, with_clearing
from waystation.kit import clock
from waystation.kit.language import N_, _
from waystation.vault.records import Saved

VERB = N_("clear sign")


def clear_sign(desk: Desk, case: Seen, sign: SignKey, reason: str) -> Saved:
    """Clear a sign. It stays in the case; should it come up again, it stops the case again.

    Raises BadInput for one that does not stand, or without a reason; BothSides.
    """

    def change(it: CaseRecord) -> CaseRecord:
        why, by = said(reason, _("reason for clearing")), desk.session.member_id
        return with_clearing(it, Clearing(at=clock.now(), by=by, sign=sign, reason=why))

    return changed(desk, VERB, case, CaseRecord, change)
