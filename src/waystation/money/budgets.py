"""How does what was spent stand beside what was planned for it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from waystation.domain.budget import Budget, BudgetLine
from waystation.domain.payment_record import PaymentRecord, SpentOn
from waystation.domain.rate import ExchangeRate
from waystation.money.rates import converted

_COLUMNS = {"planned": "planned", "approved": "planned", "held": "held", "paid": "spent", "released": "spent"}


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
    without_rate: tuple[PaymentRecord, ...]
    """Payments that stand in no line, because nobody knows what they are worth in that currency."""


def beside(
    budget: Budget, payments: Iterable[PaymentRecord], rates: Sequence[ExchangeRate], today: date
) -> Beside:
    """Return each line of a budget beside the payments that it is about.

    What has been paid counts by the rate of its day, everything else by today's.
    """
    mine = [each for each in payments if _about(budget, each) and each.state in _COLUMNS]
    lines = {line.spent_on: _empty(line) for line in budget.lines}
    rest, missing = _empty(BudgetLine(amount=Decimal(0))), list[PaymentRecord]()
    for payment in mine:
        day = payment.paid_at.date() if payment.paid_at else today
        worth = converted(rates, payment.amount, (payment.currency, budget.currency), day)
        if worth is None:
            missing.append(payment)
        elif (line := payment.spent_on if payment.spent_on in lines else None) in lines:
            lines[line] = _added(lines[line], payment, worth)
        else:
            rest = _added(rest, payment, worth)
    return Beside(tuple(lines.values()), rest, tuple(missing))


def _about(budget: Budget, payment: PaymentRecord) -> bool:
    return payment.case == budget.case if budget.case else payment.corridor == budget.corridor


def _empty(line: BudgetLine) -> Actual:
    nothing = Decimal(0)
    return Actual(line.spent_on, line.amount, nothing, nothing, nothing)


def _added(line: Actual, payment: PaymentRecord, worth: Decimal) -> Actual:
    column = _COLUMNS[payment.state]
    signed = -worth if payment.purpose == "refund" else worth
    return line._replace(**{column: getattr(line, column) + signed})
