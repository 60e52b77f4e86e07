"""What can be opened of the books of some money compartments, all at once?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from waystation.domain.booking import Book, Booking
from waystation.domain.budget import Budget
from waystation.domain.fund import DonorFund
from waystation.domain.house import Corridor
from waystation.domain.journey import Journey
from waystation.domain.observation import Observation
from waystation.domain.payment_record import PaymentRecord
from waystation.domain.rate import ExchangeRate, RateTable
from waystation.domain.record import Record
from waystation.money.keeping import booked

Kind = TypeVar("Kind", bound=Record)


class Books(NamedTuple):
    """What was opened; what was not asked for is empty."""

    bookings: tuple[Booking, ...] = ()
    rates: tuple[ExchangeRate, ...] = ()
    payments: tuple[PaymentRecord, ...] = ()
    funds: tuple[DonorFund, ...] = ()
    budgets: tuple[Budget, ...] = ()
    journeys: tuple[Journey, ...] = ()
    observations: tuple[Observation, ...] = ()
    corridors: tuple[Corridor, ...] = ()
    left_out: tuple[str, ...] = ()
    """Kinds that were asked for and that this member may not open."""


def books_of(records: Iterable[Record], left_out: tuple[str, ...] = ()) -> Books:
    """Return records sorted by what they are."""
    records = tuple(records)
    rates = (rate for table in _of(records, RateTable) for rate in table.rates)
    return Books(
        tuple(booked(_of(records, Book))),
        tuple(sorted(rates, key=lambda rate: rate.day)),
        _of(records, PaymentRecord),
        _of(records, DonorFund),
        _of(records, Budget),
        _of(records, Journey),
        _of(records, Observation),
        _of(records, Corridor),
        left_out,
    )


def _of(records: tuple[Record, ...], kind: type[Kind]) -> tuple[Kind, ...]:
    return tuple(each for each in records if isinstance(each, kind))
