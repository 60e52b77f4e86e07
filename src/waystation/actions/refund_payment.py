"""How is money written down that came back?"""

from __future__ import annotations

from decimal import Decimal

from waystation.actions.acting import Desk
from waystation.actions.money_desk import at_purse, payment_found
from waystation.domain.payment_record import PaymentRecord
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.money.moves import refunded
from waystation.vault.keys import new_id

VERB = N_("refund payment")
_SHARED = {
    "case", "journey", "stage", "helper", "currency", "corridor", "country", "persons", "spent_on", "fund",
    "keep_until",
}  # fmt: skip


def refund_payment(desk: Desk, payment: str, amount: Decimal, reason: str) -> PaymentRecord:
    """Book that `amount` of a payment (key or id) came back into its money box; return the refund.

    Raises BadInput for more than is left of it, and for a payment that was never made.
    """
    if amount <= 0:
        raise BadInput.at(_("refund"), str(amount), _("an amount above 0"))
    found = payment_found(desk, VERB, payment)
    with at_purse(desk, VERB, found.compartment, reason) as purse:
        paid = purse.one(PaymentRecord, found.listed.key)
        earlier = [each for each in purse.values(PaymentRecord) if each.refund_of == paid.id]
        fields = {name: getattr(paid, name) for name in _SHARED}
        back = PaymentRecord(
            id=new_id()[:8], purpose="refund", amount=amount, reason=reason or None, **fields
        )
        return purse.make(refunded(paid, back, earlier, purse.work.at))
