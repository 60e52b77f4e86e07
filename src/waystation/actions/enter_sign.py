"""How is a sign of trafficking noted that somebody has seen or heard?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, changed
from waystation.domain.case_record import CaseRecord, Sign, SignKey
from waystation.domain.intake import with_sign
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.records import Saved

VERB = N_("enter sign")


def enter_sign(
    desk: Desk, case: Seen, sign: SignKey, words: str | None = None, person: str | None = None
) -> Saved:
    """Note a sign, of the case or of one person (her key). The case stops until it has been cleared."""

    def change(it: CaseRecord) -> CaseRecord:
        by = desk.session.member_id
        made = Sign(at=clock.now(), by=by, sign=sign, person=person, words=(words or "").strip() or None)
        return with_sign(it, made)

    return changed(desk, VERB, case, CaseRecord, change)
