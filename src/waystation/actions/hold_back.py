"""How is a hold-back set aside, and which codes does the traveller get for it?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.money_desk import at_purse, payment_found
from waystation.actions.pay import From, source_of
from waystation.domain.payment_record import PaymentRecord
from waystation.kit.language import N_
from waystation.money.codes import Codes, code_key, sealed_codes
from waystation.money.moves import held

VERB = N_("hold back")


def hold_back(
    desk: Desk, payment: str, codes: Codes, source: From | None = None, why: str = ""
) -> PaymentRecord:
    """Set the money of a planned hold-back (key or id) aside, and keep what recognises the traveller's codes.

    The codes themselves (`money.codes.new_codes`) are kept nowhere: say them to the traveller, alone, and
    forget them. Raises BadInput for codes that are too short or alike, and against the fund's restrictions.
    """
    found = payment_found(desk, VERB, payment)
    with at_purse(desk, VERB, found.compartment, why) as purse:
        now = purse.one(PaymentRecord, found.listed.key)
        purse.check_fund(now)
        move = held(now, purse.work.at, source_of(purse, now, source))
        purse.put(sealed_codes(codes, now.id, code_key(desk.session.directory.tag_key, now.id)))
        return purse.make(move)
