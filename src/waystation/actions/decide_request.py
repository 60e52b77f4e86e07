"""Do we take the case on?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, changed
from waystation.domain.case_record import CaseRecord
from waystation.domain.case_steps import stepped
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.records import Saved

VERB = N_("decide request")


def decide_request(desk: Desk, case: Seen, *, accept: bool, reason: str | None = None) -> Saved:
    """Accept or decline; to decline needs a reason. Signs that nobody has cleared stand in the way.

    Raises BadInput with all that stands in the way, NotAllowed, BothSides.
    """
    by, to = desk.session.member_id, "accepted" if accept else "declined"
    change = lambda it: stepped(it, to, clock.now(), by, reason)  # type: ignore[arg-type]  # noqa: E731
    return changed(desk, VERB, case, CaseRecord, change)
