"""May a payment come out of a donor's fund, and how much is left in it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from waystation.domain.booking import Booking, Posting
from waystation.domain.fund import DonorFund
from waystation.domain.payment_record import PaymentRecord
from waystation.domain.rate import ExchangeRate
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import _
from waystation.kit.shown import either
from waystation.money.rates import needed

_SPENDS = ("Assets:HeldBack", "Expenses:")  # what is held back or spent is not there any more


def broken(fund: DonorFund, payment: PaymentRecord, day: date) -> Iterator[Fault]:
    """Yield every restriction that the payment would break on that day, with what the donor allows."""
    where = _("donor fund")
    if fund.spent_on and payment.spent_on not in fund.spent_on:
        found = _(payment.spent_on) if payment.spent_on else _("a payment that does not say what it buys")
        yield Fault(where, found, either([_(each) for each in fund.spent_on]))
    if fund.countries and payment.country not in fund.countries:
        found = payment.country or _("a payment that does not say in which country")
        yield Fault(where, found, either(fund.countries))
    if day < fund.received:
        yield Fault(where, str(day), _("from {day} on").format(day=fund.received))
    if fund.until is not None and day > fund.until:
        yield Fault(where, str(day), _("until {day}").format(day=fund.until))


def spent(fund: DonorFund, bookings: Iterable[Booking], rates: Sequence[ExchangeRate]) -> Decimal:
    """Return what has left a fund, or is held back from it, in its currency, by the rate of each day.

    What was forfeited or came back is in it again. Raises BadInput where a rate is missing.
    """
    moves = (
        (posting, booking.at.date())
        for booking in bookings
        if booking.fund == fund.id
        for posting in booking.postings
        if posting.account.startswith(_SPENDS)
    )
    return sum((_worth(posting, fund.currency, day, rates) for posting, day in moves), Decimal(0))


def _worth(posting: Posting, currency: str, day: date, rates: Sequence[ExchangeRate]) -> Decimal:
    return needed(rates, posting.amount, (posting.currency, currency), day)


def check_fund(
    fund: DonorFund,
    payment: PaymentRecord,
    day: date,
    books: tuple[Sequence[Booking], Sequence[ExchangeRate]],
) -> None:
    """Raise BadInput with every restriction that is broken, and where too little is left."""
    if faults := list(broken(fund, payment, day)):
        raise BadInput(faults)
    bookings, rates = books
    left = fund.amount - spent(fund, bookings, rates)
    asked = needed(rates, payment.amount, (payment.currency, fund.currency), day)
    if asked > left:
        allowed = _("at most {left} {currency}, what is left in it").format(left=left, currency=fund.currency)
        raise BadInput.at(_("donor fund"), f"{asked} {fund.currency}", allowed)
