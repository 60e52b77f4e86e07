"""How much is in each account, by case, helper, stage, journey, corridor or fund, and does it all balance?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from waystation.domain.booking import Booking, unbalanced
from waystation.domain.payment_record import PaymentRecord

Side = Literal["case", "helper", "stage", "journey", "corridor", "fund"]
SIDES: tuple[Side, ...] = get_args(Side)


class Balance(NamedTuple):
    """What has come into an account, less what has left it, in one currency; `by` as it was asked for."""

    by: tuple[str, ...]
    account: str
    currency: str
    amount: Decimal


class Difference(NamedTuple):
    """A payment whose record and whose bookings do not say the same."""

    payment: str
    state: str
    booked: Decimal


def balances(bookings: Iterable[Booking], by: Sequence[Side] = ()) -> list[Balance]:
    """Return the balance of every account, split as asked for, sorted; accounts at 0 are left out.

    A stage is told with its journey. Their sum is 0 in every currency, however they are split.
    """
    sums: defaultdict[tuple[tuple[str, ...], str, str], Decimal] = defaultdict(Decimal)
    for booking in bookings:
        key = tuple(_said(booking, side) for side in by)
        for posting in booking.postings:
            sums[key, posting.account, posting.currency] += posting.amount
    return [Balance(*key, amount) for key, amount in sorted(sums.items()) if amount]


def _said(booking: Booking, side: Side) -> str:
    value = getattr(booking, side)
    if side == "stage" and value is not None:
        return f"{booking.journey or ''}/{value}"
    return "" if value is None else str(value)


def left_over(bookings: Iterable[Booking]) -> dict[str, Decimal]:
    """Return by currency what does not balance: nothing, unless somebody changed the books."""
    return unbalanced(posting for booking in bookings for posting in booking.postings)


def differences(payments: Iterable[PaymentRecord], bookings: Sequence[Booking]) -> Iterator[Difference]:
    """Yield every payment of which other money was spent or set aside than its record says."""
    booked: defaultdict[str, Decimal] = defaultdict(Decimal)
    for booking in bookings:
        for posting in booking.postings:
            if booking.payment and posting.account.startswith(("Expenses:", "Assets:HeldBack")):
                booked[booking.payment] += posting.amount
    known = {each.id: each for each in payments}
    for identity, payment in known.items():
        if booked[identity] != _expected(payment):
            yield Difference(identity, payment.state, booked[identity])
    for identity in sorted(booked.keys() - known.keys()):
        yield Difference(identity, "", booked[identity])


def _expected(payment: PaymentRecord) -> Decimal:
    if payment.state not in {"paid", "held", "released"}:
        return Decimal(0)
    return -payment.amount if payment.purpose == "refund" else payment.amount
