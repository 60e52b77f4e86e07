"""How much may a case or a corridor cost, and on what?"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import model_validator

from waystation.domain.base import Frozen, refuse
from waystation.domain.payment_record import SpentOn
from waystation.domain.record import CaseId, CorridorId, Currency, Form, Money, Record
from waystation.kit.language import _


class BudgetLine(Frozen):
    """What may be spent on one sort of thing."""

    spent_on: SpentOn | None = None
    """On what. Absent: on everything that has no line of its own."""
    amount: Money
    """In the currency of the budget, 0 or above."""

    @model_validator(mode="after")
    def _not_below_zero(self) -> BudgetLine:
        return self if self.amount >= Decimal(0) else refuse(_("an amount of 0 or above"))


class Budget(Record):
    """What a case, or a corridor, may cost."""

    kind: Literal["budget"] = "budget"
    schema_: Form = 1
    case: CaseId | None = None
    corridor: CorridorId | None = None
    currency: Currency
    lines: tuple[BudgetLine, ...]

    @model_validator(mode="after")
    def _of_one_thing(self) -> Budget:
        if (self.case is None) == (self.corridor is None):
            refuse(_("a case or a corridor"))
        things = [line.spent_on for line in self.lines]
        return self if things and len(set(things)) == len(things) else refuse(_("one line for each thing"))
