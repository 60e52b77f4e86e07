"""What has a corridor cost for one person, from payments and from what was reported, year by year?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Literal, NamedTuple

from waystation.domain.observation import Observation
from waystation.domain.payment_record import PaymentRecord
from waystation.domain.rate import ExchangeRate
from waystation.money.rates import converted, rounded

Origin = Literal["paid", "reported", "published"]
_UNIT = re.compile(r"[A-Z]{3}\b")


class Price(NamedTuple):
    """What one person cost on a corridor, once."""

    day: date
    amount: Decimal
    currency: str
    origin: Origin


class Year(NamedTuple):
    """The prices of one year: how many there are, the least, the middle one, the most."""

    year: int
    number: int
    low: Decimal
    middle: Decimal
    high: Decimal


class History(NamedTuple):
    """The prices of one corridor in one currency, oldest first."""

    corridor: str
    currency: str
    prices: tuple[Price, ...]
    years: tuple[Year, ...]
    without_rate: tuple[Price, ...]
    """Prices that stand nowhere in it, because nobody knows what they were worth in that currency."""

    @property
    def times(self) -> Decimal | None:
        """How many times the first year's middle price the last year's is; None with fewer than two years."""
        if len(self.years) < 2 or not self.years[0].middle:  # noqa: PLR2004  (one beside another)
            return None
        return (self.years[-1].middle / self.years[0].middle).quantize(Decimal("0.1"))


def history(
    corridor: str,
    prices: Iterable[Price],
    rates: Sequence[ExchangeRate],
    currency: str,
) -> History:
    """Return prices in one currency, each by the rate of its day, and what they say of each year."""
    inside, outside = list[Price](), list[Price]()
    for price in sorted(prices, key=lambda each: each.day):
        worth = converted(rates, price.amount, (price.currency, currency), price.day)
        if worth is None:
            outside.append(price)
        else:
            inside.append(price._replace(amount=worth, currency=currency))
    return History(corridor, currency, tuple(inside), tuple(_years(inside)), tuple(outside))


def paid_prices(corridor: str, payments: Iterable[PaymentRecord]) -> Iterator[Price]:
    """Yield what each journey (or, without one, each case) has paid on a corridor for one person.

    Fees, advances, costs and released hold-backs count, less what came back. Payments that do not say for how
    many persons they were are left out with their whole journey: a price for nobody knows how many is none.
    """
    groups: defaultdict[tuple[str | None, str | None, str], list[PaymentRecord]] = defaultdict(list)
    for each in payments:
        if each.corridor == corridor and each.state in {"paid", "released"} and each.paid_at is not None:
            groups[each.case, each.journey, each.currency].append(each)
    for (_case, _journey, currency), some in groups.items():
        persons = max((each.persons or 0 for each in some), default=0)
        total = sum((-each.amount if each.purpose == "refund" else each.amount for each in some), Decimal(0))
        day = max(each.paid_at.date() for each in some if each.paid_at)
        if persons and all(each.persons for each in some) and total > 0:
            yield Price(day, rounded(total / persons, currency), currency, "paid")


def reported_prices(
    corridor: str, legs: Iterable[str], observations: Iterable[Observation]
) -> Iterator[Price]:
    """Yield the prices for one person that were observed on a corridor, or on its only leg.

    They are observations of `price`; the unit begins with the currency: `USD`, `CNY a person`, or `XXX` (no
    currency, ISO 4217) for prices that were told as multiples of a first one.
    """
    legs = tuple(legs)
    for each in observations:
        mine = (each.about, each.which) == ("corridor", corridor)
        only = len(legs) == 1 and (each.about, each.which) == ("leg", legs[0])
        currency = _UNIT.match(each.unit or "")
        if (mine or only) and each.what == "price" and each.value and currency:
            origin: Origin = "published" if each.source.kind == "published" else "reported"
            amount = rounded(Decimal(str(each.value)), currency[0])
            yield Price(each.seen_at.date(), amount, currency[0], origin)


def _years(prices: Sequence[Price]) -> Iterator[Year]:
    groups: defaultdict[int, list[Decimal]] = defaultdict(list)
    for price in prices:
        groups[price.day.year].append(price.amount)
    for year, amounts in sorted(groups.items()):
        yield Year(year, len(amounts), min(amounts), median(amounts), max(amounts))
