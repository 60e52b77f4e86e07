"""How do the books read as Beancount text, so that another program can check and report them?

The form is that of the Beancount language (https://beancount.github.io/docs/beancount_language_syntax.html).
It ends with an assertion of every balance, so that `bean-check` does our sums once more. Beancount itself is
never imported: its licence does not allow that (docs/decisions/money.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from waystation.domain.booking import Booking
from waystation.domain.rate import ExchangeRate
from waystation.money.balance import balances
from waystation.money.named import Namer

_TITLE = "Waystation"
_SIDES = ("payment", "case", "journey", "helper", "corridor", "fund")
_FIRST = date(1970, 1, 1)


def beancount_text(bookings: Sequence[Booking], rates: Sequence[ExchangeRate], namer: Namer) -> str:
    """Return bookings and rates as one file, oldest first; names are written as `namer` says."""
    ordered = sorted(bookings, key=lambda each: each.at)
    return "\n".join(_lines(ordered, rates, namer)) + "\n"


def _lines(bookings: Sequence[Booking], rates: Sequence[ExchangeRate], namer: Namer) -> Iterator[str]:
    yield f"option {_quoted('title')} {_quoted(_TITLE)}"
    for currency in sorted({each.currency for booking in bookings for each in booking.postings}):
        yield f"option {_quoted('operating_currency')} {_quoted(currency)}"
    first = min((booking.at.date() for booking in bookings), default=_FIRST)
    for account in sorted({each.account for booking in bookings for each in booking.postings}):
        yield f"{first} open {account}"
    for rate in rates:
        yield f"{rate.day} price {rate.of} {_plain(rate.rate)} {rate.to}"
    for booking in bookings:
        yield ""
        yield from _transaction(booking, namer)
    yield ""
    yield from _assertions(bookings)


def _transaction(booking: Booking, namer: Namer) -> Iterator[str]:
    yield f"{booking.at.date()} * {_quoted(booking.moved)}"
    for side in _SIDES:
        if name := namer(side, getattr(booking, side)):
            yield f"  {side}: {_quoted(name)}"
    if booking.stage is not None:
        yield f"  stage: {booking.stage}"
    for posting in booking.postings:
        yield f"  {posting.account}  {_plain(posting.amount)} {posting.currency}"


def _assertions(bookings: Sequence[Booking]) -> Iterator[str]:
    """Yield what every account holds at the end. An assertion holds for the beginning of its day."""
    if bookings:
        after = max(booking.at.date() for booking in bookings) + timedelta(days=1)
        for each in balances(bookings):
            yield f"{after} balance {each.account}  {_plain(each.amount)} {each.currency}"


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _quoted(text: str) -> str:
    """Return a string of the language: no line of it can begin another entry."""
    one_line = " ".join(text.split())
    return '"' + one_line.replace("\\", "\\\\").replace('"', '\\"') + '"'
