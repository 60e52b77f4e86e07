"""What was one currency worth in another on a day?"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema, model_validator

from waystation.domain.base import Frozen, Text, refuse
from waystation.domain.record import Currency, Day, Form, Record
from waystation.kit.language import _

_RATE = "[0-9]{1,9}(?:[.][0-9]{1,10})?"


def _rate(value: Any) -> Any:
    found = str(value) if isinstance(value, Decimal | int) and not isinstance(value, bool) else value
    if isinstance(found, str) and re.fullmatch(_RATE, found) and Decimal(found) > 0:
        return Decimal(found)
    return refuse(_("a rate above 0 as text with at most ten decimals, such as 7.2451"))


RateValue = Annotated[
    Decimal,
    BeforeValidator(_rate),
    WithJsonSchema({"type": "string", "pattern": f"^{_RATE}$", "examples": ["7.2451"]}),
]


class ExchangeRate(Frozen):
    """What one unit of a currency was worth in another from a day on, until a newer rate."""

    day: Day
    of: Currency
    to: Currency
    rate: RateValue
    """Units of `to` for one of `of`."""
    source: Text | None = None
    """Who says so."""

    @model_validator(mode="after")
    def _two_currencies(self) -> ExchangeRate:
        return self if self.of != self.to else refuse(_("two currencies"))


class RateTable(Record):
    """All rates that a money compartment knows."""

    kind: Literal["rates"] = "rates"
    schema_: Form = 1
    rates: tuple[ExchangeRate, ...] = ()
    """Oldest first."""
