"""Who gave money, and what may it be spent on, where, and until when?"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import model_validator

from waystation.domain.base import Text, refuse
from waystation.domain.booking import Account
from waystation.domain.payment_record import SpentOn
from waystation.domain.record import Country, Currency, Day, Form, Money, Record
from waystation.kit.language import _


class DonorFund(Record):
    """Money that somebody gave, with what he asked for. What is empty restricts nothing."""

    kind: Literal["fund"] = "fund"
    schema_: Form = 1
    donor: Text | None = None
    """Who gave it."""
    amount: Money
    """In `currency`, above 0."""
    currency: Currency
    received: Day
    account: Account = "Assets:Cash"
    """The money box that it came into."""
    spent_on: tuple[SpentOn, ...] = ()
    """The only things that it may buy."""
    countries: tuple[Country, ...] = ()
    """The only countries that it may be spent in."""
    until: Day | None = None
    """The last day on which it may be spent."""

    @model_validator(mode="after")
    def _above_zero(self) -> DonorFund:
        return self if self.amount > Decimal(0) else refuse(_("an amount above 0"))
