"""How is what is known of a caller corrected: name, relation, ways to reach him?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, changed
from waystation.domain.case_record import CaseRecord, Requester
from waystation.domain.intake import with_caller
from waystation.kit.language import N_
from waystation.vault.records import Saved

VERB = N_("change caller")


def change_caller(desk: Desk, case: Seen, caller: Requester) -> Saved:
    """Set what is known of the caller. What was asked of him stays, whatever stands in `caller`.

    With another name or contact he has to be verified again. Raises BothSides.
    """
    return changed(desk, VERB, case, CaseRecord, lambda it: with_caller(it, caller))
