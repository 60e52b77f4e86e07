"""What did it cost to bring one person to safety, as far as anybody knows who arrived?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from waystation.domain.booking import Booking
from waystation.domain.journey import Journey
from waystation.domain.rate import ExchangeRate
from waystation.money.rates import converted, rounded

_SAFE = frozenset({"safe", "partner"})
_UNDER_WAY = frozenset({"planned", "moving", "waiting", "stopped"})


class PerPerson(NamedTuple):
    """What was spent, on how many, and what that is for each who is safe.

    Everything that was spent counts, also on journeys that failed: whoever arrived cost that, too. `low`
    takes everybody whose outcome is unknown for safe, `high` nobody of them; None where nobody would be safe.
    """

    currency: str
    spent: Decimal
    safe: int
    lost: int
    unknown: int
    under_way: int
    low: Decimal | None
    high: Decimal | None
    without_rate: tuple[str, ...]
    """Bookings (ids) that are not in it, because nobody knows what they were worth."""


class _People(NamedTuple):
    safe: int
    lost: int
    unknown: int
    under_way: int


_NOBODY = _People(0, 0, 0, 0)


def per_person(
    bookings: Iterable[Booking], journeys: Sequence[Journey], rates: Sequence[ExchangeRate], currency: str
) -> PerPerson:
    """Return what a person brought to safety has cost; people who are still under way count nowhere yet.

    Who set out and is in no arrival counts as unknown, once the journey is over.
    """
    spent, missing = _spent(bookings, rates, currency)
    people = [_NOBODY, *map(_people, journeys)]
    safe, lost, unknown, moving = map(sum, zip(*people, strict=True))
    low = rounded(spent / (safe + unknown), currency) if safe + unknown else None
    high = rounded(spent / safe, currency) if safe else None
    return PerPerson(currency, spent, safe, lost, unknown, moving, low, high, missing)


def _spent(
    bookings: Iterable[Booking], rates: Sequence[ExchangeRate], currency: str
) -> tuple[Decimal, tuple[str, ...]]:
    total, missing = Decimal(0), list[str]()
    for booking in bookings:
        for posting in booking.postings:
            if posting.account.startswith("Expenses:"):
                way = posting.currency, currency
                worth = converted(rates, posting.amount, way, booking.at.date())
                total += worth or Decimal(0)
                missing += [booking.id] if worth is None else []
    return total, tuple(dict.fromkeys(missing))


def _people(journey: Journey) -> _People:
    counted = {True: 0, False: 0, None: 0}
    for arrival in journey.arrivals:
        counted[None if arrival.outcome == "unknown" else arrival.outcome in _SAFE] += arrival.persons
    set_out = max((stage.persons for stage in journey.stages), default=0)
    missing = max(0, set_out - sum(counted.values()))
    if journey.state in _UNDER_WAY:
        return _People(counted[True], counted[False], counted[None], missing)
    return _People(counted[True], counted[False], counted[None] + missing, 0)
