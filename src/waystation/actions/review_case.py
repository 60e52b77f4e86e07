"""Who, beside the one who composed it, has read what protects the people of a case?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, changed
from waystation.domain.case_record import CaseRecord
from waystation.domain.composing import reviewed
from waystation.kit.language import N_
from waystation.vault.records import Saved

VERB = N_("review case")


def review_case(desk: Desk, case: Seen) -> Saved:
    """Say that the safeguards were read. Raises BadInput for who composed the case file; BothSides."""
    return changed(desk, VERB, case, CaseRecord, lambda it: reviewed(it, desk.session.member_id))
