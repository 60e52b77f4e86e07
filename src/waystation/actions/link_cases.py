"""How do members say that two cases are about the same people, or that they are not?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, drafted, keep, opened_one
from waystation.domain.case_record import CaseLink, CaseRecord
from waystation.domain.intake import said, with_link
from waystation.kit import clock
from waystation.kit.language import N_, _
from waystation.vault.records import Saved

VERB = N_("link cases")


def link_cases(desk: Desk, case: Seen, other: Seen, reason: str, *, same: bool = True) -> tuple[Saved, ...]:
    """Write into both cases that they are about the same people, with the reason; nothing is merged.

    `same=False` takes it back, or says that a suggestion was looked at and is wrong. Both have to be among
    what the member may save. Raises BadInput for a case with itself, or without a reason; BothSides.
    """
    why = said(reason, _("reason for the link"))
    here, one = opened_one(desk, VERB, case, CaseRecord)
    there, two = opened_one(desk, VERB, other, CaseRecord)
    at, by = clock.now(), desk.session.member_id
    first = with_link(one, CaseLink(at=at, by=by, case=two.id, same=same, reason=why))
    second = with_link(two, CaseLink(at=at, by=by, case=one.id, same=same, reason=why))
    drafts = [
        (here.compartment, drafted(here, first, case)),
        (there.compartment, drafted(there, second, other)),
    ]
    return keep(desk, VERB, drafts)
