"""Which payments wait for somebody? Read from tables of contents alone: no record is opened for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.kit.language import N_, _
from waystation.vault.manifests import Compartment
from waystation.web.pages.money import words
from waystation.web.pages.money.there import purses
from waystation.web.paging import show

SECTIONS = (
    (N_("Waiting for approval"), frozenset({"planned"})),
    (N_("Approved, to be paid"), frozenset({"approved"})),
    (N_("Held back"), frozenset({"held"})),
    (N_("Paid"), frozenset({"paid", "released"})),
    (N_("Kept or cancelled"), frozenset({"forfeited", "cancelled"})),
)
MOST = 50  # rows of a section; the books have the rest


class Row(NamedTuple):
    """A payment as a list shows it."""

    id: str
    title: str
    purse: str
    state: str
    word: str
    kind: str
    changed: datetime


def listing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the money compartments with their payments, what waits first."""
    held = purses(desk)
    found = sorted(_rows(held), key=lambda row: row.changed, reverse=True)
    sections = []
    for heading, states in SECTIONS:
        rows = [row for row in found if row.state in states]
        sections.append((_(heading), len(rows), rows[:MOST]))
    return show(request, "money/list.html", {"sections": sections, "purses": held, "total": len(found)})


def _rows(held: Iterable[Compartment]) -> Iterator[Row]:
    for purse in held:
        for identity, listed in purse.manifest.records.items():
            if listed.kind == "payment":
                yield Row(
                    identity, _title(listed.title), purse.manifest.title, listed.state,
                    words.state(listed.state), words.KINDS.get(listed.state, "plain"), listed.changed,
                )  # fmt: skip


def _title(title: str) -> str:
    """Return what a list shows of a payment, its purpose in the language in use."""
    match title.split():
        case [first, amount, currency]:
            return f"{words.purpose(first)} {Decimal(amount):,f} {currency}"
        case _:
            return title
