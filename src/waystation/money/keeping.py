"""How do a payment, the book of the month and a fund change together, in one piece of work?

Every money compartment has its own books: payments, one record for the bookings of each month, one for all
rates, funds and budgets. What is read in a piece of work stands in its row of the ledger, as what is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from waystation.domain.booking import Book, Booking
from waystation.domain.budget import Budget
from waystation.domain.fund import DonorFund
from waystation.domain.hold_back_code import HoldBackCode
from waystation.domain.kinds import kind_of
from waystation.domain.payment_record import PaymentRecord
from waystation.domain.rate import ExchangeRate, RateTable
from waystation.domain.record import Record
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.money.funds import check_fund
from waystation.money.moves import Move
from waystation.vault.payloads import decode, decode_record
from waystation.vault.records import Draft, save
from waystation.vault.rows import read_rows
from waystation.vault.tags import tags
from waystation.vault.work import Work

RATES = "rates"
"""The key of the record that holds the rates of a compartment."""
MONEY_KINDS = ("payment", "book", "rates", "fund", "budget", "code")
MoneyRecord = PaymentRecord | Book | RateTable | DonorFund | Budget | HoldBackCode
Kind = TypeVar("Kind", bound=Record)


class Kept(NamedTuple):
    """A record of a money compartment as it stands there: its id in the vault, its counter, what it says."""

    id: str
    counter: int
    value: Record


class Purse:
    """One money compartment inside a piece of work."""

    def __init__(self, work: Work, compartment: str) -> None:
        self.work, self.id = work, compartment
        self._check_kind()

    def _check_kind(self) -> None:
        kind = self.work.compartment(self.id).manifest.kind
        if kind != "money":
            raise BadInput.at(
                _("compartment"), _("one of kind {kind}").format(kind=_(kind)), _("one of money")
            )

    def kept(self, kind: type[Kind], keys: Iterable[str] | None = None) -> dict[str, Kept]:
        """Return by key the records of a kind that the compartment has, or those with these keys alone."""
        held = self.work.compartment(self.id)
        word, wanted = kind.model_fields["kind"].default, None if keys is None else set(keys)
        listed = {
            each: said.counter
            for each, said in held.manifest.records.items()
            if said.kind == word and (wanted is None or said.key in wanted)
        }
        self._note(listed)
        opened = (
            Kept(each, listed[each], decode_record(decode(payload)[2]))
            for each, payload in read_rows(self.work.tx, held, listed)
        )
        return {each.value.id: each for each in opened}

    def _note(self, ids: Iterable[str]) -> None:
        """Write into the ledger what is read, once."""
        if new := [each for each in ids if each not in self.work.records]:
            self.work.records += new
            self.work.trace("opened", what=tags(self.work.session, "record", new))

    def one(self, kind: type[Kind], key: str) -> Kind:
        """Return one record. Raises BadInput where it is not in the compartment."""
        found = self.kept(kind, [key]).get(key)
        if found is None or not isinstance(found.value, kind):
            word = _(kind.model_fields["kind"].default)
            raise BadInput.at(word, _("none with this key in the compartment"), _("one that is in it"))
        return found.value

    def values(self, kind: type[Kind], keys: Iterable[str] | None = None) -> list[Kind]:
        """Return what the records of a kind say."""
        return [each.value for each in self.kept(kind, keys).values() if isinstance(each.value, kind)]

    def put(self, *records: MoneyRecord) -> None:
        """Save records: new ones, and those that are there in place of what they said before."""
        drafts = list[Draft]()
        for record in records:
            before = self.kept(type(record), [record.id]).get(record.id)
            there = (None, None) if before is None else (before.id, before.counter)
            drafts.append(Draft(record, title_of(record), *there))
        save(self.work, self.id, drafts)

    def rates(self) -> tuple[ExchangeRate, ...]:
        """Return all rates of the compartment."""
        return tuple(each for table in self.values(RateTable) for each in table.rates)

    def bookings(self) -> list[Booking]:
        """Return all bookings of the compartment, oldest first."""
        return list(booked(self.values(Book)))

    def book(self, booking: Booking) -> Book:
        """Return the book of its month with one more booking; it is not saved yet."""
        month = f"{booking.at:%Y-%m}"
        there = self.values(Book, [month])
        book = there[0] if there else Book(id=month, month=month)
        return book.model_copy(update={"bookings": (*book.bookings, booking)})

    def make(self, move: Move) -> PaymentRecord:
        """Save what has happened to a payment, with its booking."""
        books = () if move.booking is None else (self.book(move.booking),)
        self.put(move.payment, *books)
        return move.payment

    def check_fund(self, payment: PaymentRecord) -> None:
        """Raise BadInput where the fund of a payment does not allow it, or has too little left."""
        if payment.fund is not None:
            books = self.bookings(), self.rates()
            check_fund(self.one(DonorFund, payment.fund), payment, self.work.at.date(), books)


def booked(books: Iterable[Book]) -> Iterator[Booking]:
    """Yield the bookings of books in the order of the months."""
    for book in sorted(books, key=lambda each: each.month):
        yield from book.bookings


def title_of(record: Record) -> str:
    """Return what lists show of a record of money, unopened, to every holder of the compartment."""
    if isinstance(record, PaymentRecord):
        return f"{record.purpose} {record.amount:f} {record.currency}"
    return record.donor or "" if isinstance(record, DonorFund) else kind_of(record)
