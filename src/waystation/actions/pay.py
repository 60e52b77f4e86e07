"""How is a payment made?"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from waystation.actions.acting import Desk
from waystation.actions.money_desk import at_purse, check_helper, only_counting, payment_found
from waystation.domain.payment_record import PaymentRecord
from waystation.kit.language import N_
from waystation.money.accounts import Source, box
from waystation.money.keeping import Purse
from waystation.money.moves import paid
from waystation.money.rates import needed

VERB = N_("pay")


class From(NamedTuple):
    """The money box that pays. What is absent is as the payment has it."""

    account: str | None = None
    currency: str | None = None
    """What is in the box, where it is another currency: then the rate of the day says how much is taken."""
    given: Decimal | None = None
    """How much was really taken out of it, in its currency. Absent: what the rate says."""


def pay(desk: Desk, payment: str, source: From | None = None, why: str = "") -> PaymentRecord:
    """Write down that an approved payment (key or id) was made, and book it.

    Raises BadInput without enough approvals that count, against the fund's restrictions, and while a mark
    stands on the helper.
    """
    found = payment_found(desk, VERB, payment)
    with at_purse(desk, VERB, found.compartment, why) as purse:
        now = only_counting(desk, purse.one(PaymentRecord, found.listed.key))
        check_helper(purse, now.helper)
        purse.check_fund(now)
        return purse.make(paid(now, purse.work.at, source_of(purse, now, source)))


def source_of(purse: Purse, payment: PaymentRecord, source: From | None) -> Source:
    """Return the money box, and how much leaves it. Raises BadInput where a rate is missing."""
    source = source or From()
    currency = source.currency or payment.currency
    by_rate = needed(purse.rates(), payment.amount, (payment.currency, currency), purse.work.at.date())
    same = currency == payment.currency
    given = payment.amount if same else (source.given or by_rate)
    return Source(source.account or box(payment), currency, given)
