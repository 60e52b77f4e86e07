"""How are the answers of the intake kept, and the urgency that follows from them?"""

from __future__ import annotations

from collections.abc import Mapping

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, changed
from waystation.domain.case_record import CaseRecord
from waystation.domain.intake import with_answers
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.records import Saved

VERB = N_("answer questions")


def answer_questions(desk: Desk, case: Seen, answers: Mapping[str, str]) -> Saved:
    """Add answers, by question of the newest list. What was answered before stays, and counts no more.

    Raises BadInput for an answer that its question does not have, BothSides.
    """
    by = desk.session.member_id
    return changed(desk, VERB, case, CaseRecord, lambda it: with_answers(it, answers, clock.now(), by))
