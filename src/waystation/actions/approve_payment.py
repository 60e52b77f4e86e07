"""How does a member say yes to a payment?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.money_desk import APPROVE, at_purse, only_counting, payment_found
from waystation.domain.payment_record import PaymentRecord, signers
from waystation.money.approvals import approval
from waystation.money.moves import approved

VERB = APPROVE


def approve_payment(desk: Desk, payment: str, why: str = "") -> PaymentRecord:
    """Sign a yes to a payment (key or id); with a second member at the desk, both sign.

    A yes that does not count any more, because its member has left or what it was said to has changed, goes.
    Raises BadInput where this member has said it already, or where there is nothing to approve.
    """
    found = payment_found(desk, VERB, payment)
    with at_purse(desk, VERB, found.compartment, why) as purse:
        now = only_counting(desk, purse.one(PaymentRecord, found.listed.key))
        both = (desk.session,) if desk.second is None else (desk.session, desk.second)
        there = signers(now)
        for session in both:
            if desk.second is None or session.member_id not in there:
                now = approved(now, approval(session, now, purse.work.at)).payment
        purse.put(now)
        return now
