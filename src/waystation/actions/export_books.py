"""How do the books leave the vault, for an accountant who must not learn whom they are about?"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

from waystation.actions.acting import Desk, acting, require
from waystation.actions.show_books import ALL, opened_books
from waystation.exchange.xlsx import xlsx_bytes
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.money.beancount import beancount_text
from waystation.money.named import own_keys, tags_of
from waystation.money.workbook import tables_of
from waystation.vault.finding import of_kind
from waystation.vault.tags import tags

VERB = N_("export books")
Form = Literal["beancount", "xlsx"]


class Wanted(NamedTuple):
    """What is exported, how, and for whom."""

    form: Form
    compartments: Collection[str] = ()
    """Only these money compartments. Absent: all that the member holds."""
    keys: bool = False
    """With the keys that the desk gave to helpers, cases and journeys, instead of opaque tags."""
    told: Collection[str] = ()
    """The age recipients that it will be sealed for: the ledger says that they were told."""


def export_books(desk: Desk, wanted: Wanted, why: str = "") -> bytes:
    """Return the books as Beancount text (UTF-8) or as a workbook (XLSX).

    Raises NotAllowed without a second member: it is how most is carried out at once.
    """
    require(desk, VERB)
    if wanted.told:
        mine = {each.compartment for each in of_kind(desk.session, *ALL)}
        what = tags(desk.session, "compartment", wanted.compartments or sorted(mine))
        with acting(desk, VERB, why) as work:
            work.trace("told", to=tags(desk.session, "device", wanted.told), what=what)
    books = opened_books(desk, VERB, ALL, (wanted.compartments, why))
    namer = own_keys if wanted.keys else tags_of(desk.session.directory.tag_key)
    if wanted.form == "beancount":
        return beancount_text(books.bookings, books.rates, namer).encode()
    return xlsx_bytes(tables_of(books, namer, clock.now().date()), "books.xlsx")
