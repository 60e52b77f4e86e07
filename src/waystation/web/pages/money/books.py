"""What do the books of a money compartment say, and how do they leave it?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.export_books import Form, Wanted, export_books
from waystation.actions.permissions import needs_second
from waystation.actions.show_books import ALL, show_books
from waystation.domain.fund import DonorFund
from waystation.domain.journey import Journey
from waystation.domain.payment_record import PaymentRecord
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.money.balance import Balance, balances, differences, left_over
from waystation.money.books import Books
from waystation.money.budgets import beside
from waystation.money.funds import spent
from waystation.money.people import per_person
from waystation.web.pages.money import words
from waystation.web.pages.money.acted import ELSEWHERE
from waystation.web.pages.money.papers import download
from waystation.web.pages.money.there import purse
from waystation.web.paging import show
from waystation.web.second import with_second

VERB = "export books"


class Left(NamedTuple):
    """A fund with what is left in it; None where a rate is missing."""

    fund: DonorFund
    left: Decimal | None


class Sums(NamedTuple):
    """What was paid, and what waits, for a case and journey in one currency."""

    case: str
    journey: str
    currency: str
    planned: Decimal
    held: Decimal
    paid: Decimal


def books(request: HttpRequest, desk: Desk, compartment: str) -> HttpResponse:
    """Show the books of one compartment."""
    where, today = purse(desk, compartment), clock.now().date()
    found = show_books(desk, (*ALL, "journey"), [compartment])
    values = {
        "purse": where,
        "words": words,
        "balances": balances(found.bookings),
        "left_over": left_over(found.bookings),
        "differences": list(differences(found.payments, found.bookings)),
        "sums": list(_sums(found.payments)),
        "helpers": _of_helpers(balances(found.bookings, ["helper"])),
        "funds": list(_left(found)),
        "rates": found.rates[::-1],
        "budgets": [(each, beside(each, found.payments, found.rates, today)) for each in found.budgets],
        "people": None if "journey" in found.left_out else per_person(
            found.bookings, _ours(found), found.rates, _currency(found)
        ),
    }  # fmt: skip
    return show(request, "money/books.html", values)


def _currency(found: Books) -> str:
    """Return the currency in which sums of all are told: that of the first budget or fund."""
    named = [each.currency for each in found.budgets] + [each.currency for each in found.funds]
    return named[0] if named else "USD"


def _ours(found: Books) -> list[Journey]:
    paid = {each.journey for each in found.bookings if each.journey}
    cases = {each.case for each in found.bookings if each.case}
    return [each for each in found.journeys if each.id in paid or each.case in cases]


def _left(found: Books) -> Iterator[Left]:
    for fund in found.funds:
        try:
            yield Left(fund, fund.amount - spent(fund, found.bookings, found.rates))
        except BadInput:
            yield Left(fund, None)


def _sums(payments: Sequence[PaymentRecord]) -> Iterator[Sums]:
    columns = {"planned": 0, "approved": 0, "held": 1, "paid": 2, "released": 2}
    groups: defaultdict[tuple[str, str, str], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 3)
    for each in payments:
        if each.state in columns:
            signed = -each.amount if each.purpose == "refund" else each.amount
            groups[each.case or "", each.journey or "", each.currency][columns[each.state]] += signed
    for key, (planned, waiting, paid) in sorted(groups.items()):
        yield Sums(*key, planned, waiting, paid)


def _of_helpers(found: Sequence[Balance]) -> list[Balance]:
    return [each for each in found if each.by[0] and each.account.startswith("Expenses:")]


def export(request: HttpRequest, desk: Desk, compartment: str) -> HttpResponse:
    """Hand the books on, as a file."""
    where, second = purse(desk, compartment), needs_second(desk.session.me.role, VERB)
    form = forms.Form({}) if request.method == "POST" else forms.Form()
    if request.method == "POST":
        kind: Form = "xlsx" if request.POST.get("form") == "xlsx" else "beancount"
        try:
            both = with_second(request, desk)
            data = export_books(both, Wanted(kind, [compartment], "keys" in request.POST))
            return download(data, f"books.{kind}")
        except ELSEWHERE:
            if second and desk.second is None and not request.POST.get("second_handle"):
                form.add_error(None, _("A second member has to agree."))
            else:
                raise
        except BadInput as error:
            for fault in error.faults:
                form.add_error(None, str(fault))
    status = 400 if request.method == "POST" else 200
    return show(request, "money/export.html", {"purse": where, "form": form, "second": second}, status=status)
