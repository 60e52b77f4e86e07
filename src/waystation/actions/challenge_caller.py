"""How is a caller asked something that only the real one knows?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, changed
from waystation.domain.case_record import CaseRecord
from waystation.domain.intake import asked
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.records import Saved

VERB = N_("challenge caller")


def challenge_caller(desk: Desk, case: Seen, question: str) -> Saved:
    """Write down what is asked, before the answer is heard; never what the right answer would be.

    Raises BadInput without a caller, while another question is open, and for one that was asked before.
    """
    by = desk.session.member_id
    return changed(desk, VERB, case, CaseRecord, lambda it: asked(it, question, clock.now(), by))
