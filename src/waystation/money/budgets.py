"""How does what was spent stand beside what was planned for it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from waystation.domain.booking import Booking
from waystation.domain.budget import Budget, BudgetLine
from waystation.domain.payment_record import PaymentRecord, SpentOn
from waystation.domain.rate import ExchangeRate
from waystation.money.accounts import EXPENSES, bought
from waystation.money.rates import converted

_COLUMNS = {"planned": "planned", "approved": "planned", "held": "held"}


class Actual(NamedTuple):
    """One line of a budget beside what became of it, in the currency of the budget."""

    spent_on: SpentOn | None
    budget: Decimal
    planned: Decimal
    """Planned or approved, not yet paid."""
    held: Decimal
    """Set aside until the group is safe."""
    spent: Decimal
    """Paid or released, less what came back."""

    @property
    def left(self) -> Decimal:
        """What is left when all that is planned has been paid; below 0 where it is not enough."""
        return self.budget - self.planned - self.held - self.spent


class Beside(NamedTuple):
    """A budget beside what became of it."""

    lines: tuple[Actual, ...]
    unplanned: Actual
    """What no line is for."""
    without_rate: int
    """How many amounts stand in no line, because nobody knows what they are worth in that currency."""


class _Amount(NamedTuple):
    """Something that a line is for."""

    spent_on: SpentOn | None
    column: str
    amount: Decimal
    currency: str
    day: date


def beside(
    budget: Budget,
    payments: Iterable[PaymentRecord],
    bookings: Iterable[Booking],
    rates: Sequence[ExchangeRate],
    today: date,
) -> Beside:
    """Return each line of a budget beside what is planned and held for it, and what was spent on it.

    What was spent stands in the bookings and counts by the rate of its day, everything else by today's. So
    payments that are over need not be opened for it.
    """
    lines = {line.spent_on: _empty(line) for line in budget.lines}
    rest, missing = _empty(BudgetLine(amount=Decimal(0))), 0
    for each in (*_open(budget, payments, today), *_spent(budget, bookings)):
        worth = converted(rates, each.amount, (each.currency, budget.currency), each.day)
        line = each.spent_on if each.spent_on in lines else None
        if worth is None:
            missing += 1
        elif line in lines:
            lines[line] = _added(lines[line], each.column, worth)
        else:
            rest = _added(rest, each.column, worth)
    return Beside(tuple(lines.values()), rest, missing)


def _open(budget: Budget, payments: Iterable[PaymentRecord], today: date) -> Iterator[_Amount]:
    for each in payments:
        if each.state in _COLUMNS and _about(budget, each):
            yield _Amount(each.spent_on, _COLUMNS[each.state], each.amount, each.currency, today)


def _spent(budget: Budget, bookings: Iterable[Booking]) -> Iterator[_Amount]:
    for booking in bookings:
        for each in booking.postings:
            if each.account.startswith(EXPENSES) and _about(budget, booking):
                yield _Amount(bought(each.account), "spent", each.amount, each.currency, booking.at.date())


def _about(budget: Budget, it: PaymentRecord | Booking) -> bool:
    return it.case == budget.case if budget.case else it.corridor == budget.corridor


def _empty(line: BudgetLine) -> Actual:
    nothing = Decimal(0)
    return Actual(line.spent_on, line.amount, nothing, nothing, nothing)


def _added(line: Actual, column: str, worth: Decimal) -> Actual:
    return line._replace(**{column: getattr(line, column) + worth})
