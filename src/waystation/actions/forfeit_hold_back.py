"""How does a hold-back stay with the organisation, and how is a payment cancelled before it left?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.money_desk import at_purse, payment_found
from waystation.domain.payment_record import PaymentRecord
from waystation.kit.language import N_
from waystation.money.moves import forfeited

VERB = N_("forfeit hold-back")


def forfeit_hold_back(desk: Desk, payment: str, reason: str) -> PaymentRecord:
    """Put a hold-back (key or id) back into its money box, or cancel what is planned or approved.

    The reason stands in the ledger and, sealed, in the record; name nobody in it. Raises BadInput without
    one.
    """
    found = payment_found(desk, VERB, payment)
    with at_purse(desk, VERB, found.compartment, reason) as purse:
        return purse.make(forfeited(purse.one(PaymentRecord, found.listed.key), purse.work.at, reason))
