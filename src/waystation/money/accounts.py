"""Which accounts does a payment move money between?"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from waystation.domain.booking import Account, Posting
from waystation.domain.payment_record import PaymentRecord

CASH: Account = "Assets:Cash"
SET_ASIDE: Account = "Assets:HeldBack"
"""Still the organisation's money, until the group is safe."""
EXCHANGE: Account = "Equity:Exchange"
"""What one currency was changed into another for; its sum in one currency is what changing has cost."""
DONATIONS: Account = "Income:Donations"
_EXPENSES = {"fee": "Fees", "hold_back": "HoldBacks", "advance": "Advances", "cost": "Costs"}


class Source(NamedTuple):
    """The money box that pays: which one, the currency in it, how much was taken out of it."""

    account: Account
    currency: str
    given: Decimal

    def changed(self, by: Decimal, into: str) -> tuple[Posting, ...]:
        """Return the postings that take the money out as `by` of the currency `into`."""
        out = Posting(account=self.account, amount=-self.given, currency=self.currency)
        if self.currency == into:
            return (out,)
        return (
            out,
            Posting(account=EXCHANGE, amount=self.given, currency=self.currency),
            Posting(account=EXCHANGE, amount=-by, currency=into),
        )


def expense(payment: PaymentRecord) -> Account:
    """Return the account that shows what a payment was spent on."""
    what = f":{payment.spent_on.capitalize()}" if payment.spent_on else ""
    return f"Expenses:{_EXPENSES.get(payment.purpose, 'Costs')}{what}"


def box(payment: PaymentRecord) -> Account:
    """Return the money box of a payment."""
    return payment.account or CASH


def own_source(payment: PaymentRecord) -> Source:
    """Return the money box of a payment, holding its own currency."""
    return Source(box(payment), payment.currency, payment.amount)


def into(account: Account, payment: PaymentRecord) -> Posting:
    """Return the posting of the whole payment into an account."""
    return Posting(account=account, amount=payment.amount, currency=payment.currency)


def out_of(account: Account, payment: PaymentRecord) -> Posting:
    """Return the posting of the whole payment out of an account."""
    return Posting(account=account, amount=-payment.amount, currency=payment.currency)
