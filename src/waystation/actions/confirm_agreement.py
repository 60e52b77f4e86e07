"""How does a spoken yes become one that counts for longer than a day?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, drafted, keep, opened_one
from waystation.actions.note_agreement import case_drafts, cases_of
from waystation.domain.consents import confirmed
from waystation.domain.person import Person
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.records import Saved

VERB = N_("confirm agreement")


def confirm_agreement(desk: Desk, person: Seen, number: int) -> Saved:
    """Confirm the answer with this number (from 0, oldest first), also after its day.

    Raises BadInput where it is no spoken yes that waits; BothSides.
    """
    opened, value = opened_one(desk, VERB, person, Person)
    after = confirmed(value, number, clock.now(), desk.session.member_id)
    cases = case_drafts(cases_of(desk, VERB, value), after)
    return keep(desk, VERB, [(opened.compartment, drafted(opened, after, person)), *cases])[0]
