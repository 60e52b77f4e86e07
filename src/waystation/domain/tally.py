"""Which counts stay when records die: how many, of what, in which year and country, and what became of them?

Years and countries only: a count of one in a village and a month would still be a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal

from waystation.domain.base import Count, Frozen, Text
from waystation.domain.case_record import CaseRecord
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.helper_record import HelperRecord
from waystation.domain.house import House
from waystation.domain.journey import Journey
from waystation.domain.observation import Observation
from waystation.domain.payment_record import PaymentRecord
from waystation.domain.person import Person
from waystation.domain.record import Country, Currency, Form, Money, Record

_NOTHING = Decimal(0)


class Counted(Frozen):
    """How many records of one sort have died, and how many persons or how much money they were about."""

    what: Text
    """Their kind."""
    year: Count | None = None
    country: Country | None = None
    """The country they were about; for payments nothing."""
    outcome: Text | None = None
    """What became of it: the state of a case, an outcome, a purpose of money, a role."""
    currency: Currency | None = None
    number: Count = 1
    persons: Count = 0
    amount: Money = _NOTHING


class Tally(Record):
    """The counts that statistics need, of records that have died."""

    kind: Literal["tally"] = "tally"
    schema_: Form = 1
    counts: tuple[Counted, ...] = ()


def counted(record: Record) -> Iterator[Counted]:
    """Yield what stays of a record: one count, for a journey one for each outcome."""
    match record:
        case CaseRecord():
            year = record.opened_at.year if record.opened_at else None
            yield Counted(
                what="case", year=year, country=record.country, outcome=record.state, persons=_persons(record)
            )
        case Journey():
            yield from _outcomes(record)
        case PaymentRecord():
            paid = record.paid_at or record.due_at
            yield Counted(
                what="payment", year=paid.year if paid else None, outcome=record.purpose,
                currency=record.currency, amount=record.amount,
            )  # fmt: skip
        case DecisionRecord():
            yield Counted(what="decision", year=record.made_at.year, outcome=record.state)
        case Observation():
            yield Counted(what="observation", year=record.seen_at.year, outcome=record.about)
        case Person() | House():
            yield Counted(what=record.kind, country=record.country)
        case HelperRecord():
            yield Counted(what="helper", country=record.country, outcome=record.role)
        case _:
            yield Counted(what=str(type(record).model_fields["kind"].default))


def _persons(record: CaseRecord) -> int:
    return len(record.persons) or (record.case.group.persons if record.case else 0)


def _outcomes(journey: Journey) -> Iterator[Counted]:
    begun = min((stage.departed_at or stage.depart for stage in journey.stages), default=None)
    year = begun.year if begun else None
    persons: Counter[str] = Counter()
    for arrival in journey.arrivals:
        persons[arrival.outcome] += arrival.persons
    for number, outcome in enumerate(persons or [None]):
        many = persons[outcome] if outcome else 0
        yield Counted(what="journey", year=year, outcome=outcome, number=int(number == 0), persons=many)


def added(tally: Tally, counts: Iterable[Counted]) -> Tally:
    """Return the tally with more counts; those of the same sort become one."""
    sums: dict[tuple[object, ...], Counted] = {}
    for each in (*tally.counts, *counts):
        sort = (each.what, each.year, each.country, each.outcome, each.currency)
        before = sums.get(sort)
        sums[sort] = each if before is None else _sum(before, each)
    return tally.model_copy(update={"counts": tuple(sums.values())})


def _sum(one: Counted, other: Counted) -> Counted:
    return one.model_copy(
        update={
            "number": one.number + other.number,
            "persons": one.persons + other.persons,
            "amount": one.amount + other.amount,
        }
    )
