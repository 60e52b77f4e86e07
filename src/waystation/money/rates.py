"""What is an amount worth in another currency, on a day for which a rate may be missing?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from waystation.domain.rate import ExchangeRate
from waystation.kit.errors import BadInput
from waystation.kit.language import _

_WHOLE = frozenset({"JPY", "KRW", "VND", "LAK", "MMK", "CLP"})
"""Currencies of which nobody pays a hundredth (ISO 4217, and what is in use in Laos and Myanmar)."""


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Return the amount in whole cents, or whole units where a currency has no cents in use; half to even."""
    return amount.quantize(Decimal(1) if currency in _WHOLE else Decimal("0.01"), ROUND_HALF_EVEN)


def rate_on(rates: Sequence[ExchangeRate], of: str, to: str, day: date) -> Decimal | None:
    """Return how many units of `to` one of `of` was worth on a day, by the newest rate up to then.

    Where nobody wrote that rate down, the other way round counts, and then the way through one other
    currency. None where there is no way.
    """
    if of == to:
        return Decimal(1)
    if (direct := _direct(rates, of, to, day)) is not None:
        return direct
    others = sorted({each.of for each in rates} | {each.to for each in rates})
    ways = (_through(rates, (of, other, to), day) for other in others if other not in {of, to})
    return next((way for way in ways if way is not None), None)


def converted(
    rates: Sequence[ExchangeRate], amount: Decimal, currencies: tuple[str, str], day: date
) -> Decimal | None:
    """Return an amount of the first currency in the second one, rounded; None where there is no rate."""
    of, to = currencies
    rate = rate_on(rates, of, to, day)
    return None if rate is None else amount if of == to else rounded(amount * rate, to)


def needed(rates: Sequence[ExchangeRate], amount: Decimal, currencies: tuple[str, str], day: date) -> Decimal:
    """Return the same. Raises BadInput where there is no rate."""
    found = converted(rates, amount, currencies, day)
    if found is None:
        what = _("no rate of {of} in {to} on {day}").format(of=currencies[0], to=currencies[1], day=day)
        raise BadInput.at(_("rate"), what, _("a rate of that day or before it; set one first"))
    return found


def _direct(rates: Sequence[ExchangeRate], of: str, to: str, day: date) -> Decimal | None:
    newest = max(_between(rates, of, to, day), key=lambda each: each.day, default=None)
    if newest is None:
        return None
    return newest.rate if newest.of == of else 1 / newest.rate


def _between(rates: Sequence[ExchangeRate], of: str, to: str, day: date) -> Iterator[ExchangeRate]:
    """Yield the rates between two currencies up to a day, the last written first: of one day it counts."""
    yield from (each for each in reversed(rates) if {each.of, each.to} == {of, to} and each.day <= day)


def _through(rates: Sequence[ExchangeRate], way: tuple[str, str, str], day: date) -> Decimal | None:
    first, second = _direct(rates, way[0], way[1], day), _direct(rates, way[1], way[2], day)
    return None if first is None or second is None else first * second
