"""Did the caller know what only the real one knows?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, drafted, keep, opened_one
from waystation.domain.case_record import CaseRecord
from waystation.domain.intake import judged
from waystation.domain.verification import TRIES, failed_in_a_row
from waystation.kit import clock
from waystation.kit.language import N_, _
from waystation.vault.faults import NotAllowed
from waystation.vault.records import Saved

VERB = N_("judge caller")


def judge_caller(desk: Desk, case: Seen, how: str, *, right: bool) -> Saved:
    """Write down whether the answer was right, and with what it was compared. A wrong one stays for good.

    After three wrong answers in a row a right one counts only where a second member agrees. Raises BadInput
    where nothing was asked, NotAllowed, BothSides.
    """
    opened, value = opened_one(desk, VERB, case, CaseRecord)
    after = judged(value, clock.now(), desk.session.member_id, how, right=right)
    if right and value.requester and failed_in_a_row(value.requester) >= TRIES and desk.second is None:
        raise NotAllowed.to(
            _("judge caller, alone after {count} wrong answers").format(count=TRIES),
            _("a second member who agrees"),
        )
    return keep(desk, VERB, [(opened.compartment, drafted(opened, after, case))])[0]
