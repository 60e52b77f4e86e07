"""How do the books stand in tables, for a spreadsheet that must compute nothing of what people typed?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from waystation.domain.booking import Booking
from waystation.exchange.cells import Cell, guarded
from waystation.exchange.tables import Table
from waystation.kit.language import _
from waystation.money.balance import balances
from waystation.money.books import Books
from waystation.money.budgets import beside
from waystation.money.named import Namer

_EXACT = Decimal(10) ** 11  # up to here a number with four decimals is exact in a spreadsheet, and above text
_SIDES = ("payment", "case", "journey", "stage", "helper", "corridor", "fund")


def tables_of(books: Books, namer: Namer, today: date) -> dict[str, Table]:
    """Return the tables `bookings`, `balances`, `payments`, `rates`, `funds` and `budgets`."""
    headings = ("day", "moved", "account", "amount", "currency", *_SIDES)
    bookings = sorted(books.bookings, key=lambda each: each.at)
    return {
        "bookings": Table(headings, [row for each in bookings for row in _booking(each, namer)]),
        "balances": Table(("account", "currency", "amount"), list(_balances(bookings))),
        "payments": Table(
            ("payment", "state", "purpose", "spent_on", "amount", "currency", "paid", "country", "helper"),
            [_payment(books, number, namer) for number in range(len(books.payments))],
        ),
        "rates": Table(("day", "of", "to", "rate"), list(_rates(books))),
        "funds": Table(
            ("fund", "donor", "amount", "currency", "received", "until", "spent_on", "countries"),
            list(_funds(books, namer)),
        ),
        "budgets": Table(
            ("of", "spent_on", "currency", "budget", "planned", "held", "spent", "left"),
            list(_budgets(books, namer, today)),
        ),
    }


def _booking(booking: Booking, namer: Namer) -> Iterator[Sequence[Cell]]:
    sides = [
        booking.stage if side == "stage" else _text(namer(side, getattr(booking, side))) for side in _SIDES
    ]
    for posting in booking.postings:
        amount = _figure(posting.amount)
        yield str(booking.at.date()), booking.moved, posting.account, amount, posting.currency, *sides


def _balances(bookings: Sequence[Booking]) -> Iterator[Sequence[Cell]]:
    yield from ((each.account, each.currency, _figure(each.amount)) for each in balances(bookings))


def _payment(books: Books, number: int, namer: Namer) -> Sequence[Cell]:
    each = books.payments[number]
    paid = None if each.paid_at is None else str(each.paid_at.date())
    return (
        _text(namer("payment", each.id)), each.state, each.purpose, each.spent_on, _figure(each.amount),
        each.currency, paid, each.country, _text(namer("helper", each.helper)),
    )  # fmt: skip


def _rates(books: Books) -> Iterator[Sequence[Cell]]:
    yield from ((str(each.day), each.of, each.to, f"{each.rate:f}") for each in books.rates)


def _funds(books: Books, namer: Namer) -> Iterator[Sequence[Cell]]:
    for each in books.funds:
        until = None if each.until is None else str(each.until)
        yield (
            _text(namer("fund", each.id)), _text(namer("donor", each.donor)), _figure(each.amount),
            each.currency, str(each.received), until, " ".join(each.spent_on), " ".join(each.countries),
        )  # fmt: skip


def _budgets(books: Books, namer: Namer, today: date) -> Iterator[Sequence[Cell]]:
    for budget in books.budgets:
        of = namer("case", budget.case) if budget.case else namer("corridor", budget.corridor)
        compared = beside(budget, books.payments, books.rates, today)
        for line in (*compared.lines, compared.unplanned):
            figures = (line.budget, line.planned, line.held, line.spent, line.left)
            yield _text(of), line.spent_on or _("everything else"), budget.currency, *map(_figure, figures)


def _text(text: str) -> Cell:
    return guarded(text) if text else None


def _figure(amount: Decimal) -> Cell:
    return float(amount) if abs(amount) < _EXACT else guarded(f"{amount:f}")
