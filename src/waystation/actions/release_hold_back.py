"""When may a hold-back leave?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.money_desk import at_purse, check_helper, only_counting, payment_found
from waystation.domain.hold_back_code import HoldBackCode
from waystation.domain.payment_record import PaymentRecord
from waystation.kit.language import N_
from waystation.money.codes import code_key, is_real
from waystation.money.moves import released

VERB = N_("release hold-back")


def release_hold_back(desk: Desk, payment: str, why: str = "") -> PaymentRecord:
    """Write down that a hold-back (key or id) was paid out, and book it.

    Raises BadInput without the traveller's code, without signed approvals of two members that count today,
    after a duress code, and while a mark stands on the helper. The last two are refused in the same words.
    """
    found = payment_found(desk, VERB, payment)
    with at_purse(desk, VERB, found.compartment, why) as purse:
        now = only_counting(desk, purse.one(PaymentRecord, found.listed.key))
        check_helper(purse, now.helper)
        codes = purse.kept(HoldBackCode, [now.id])
        key = code_key(desk.session.directory.tag_key, now.id)
        real = any(
            is_real(each.value, key) for each in codes.values() if isinstance(each.value, HoldBackCode)
        )
        return purse.make(released(now, purse.work.at, real_code=real))
