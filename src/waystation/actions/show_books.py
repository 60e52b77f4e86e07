"""What do the books of the money compartments say?"""

from __future__ import annotations

from collections.abc import Collection

from waystation.actions.acting import Desk, opening, require
from waystation.actions.permissions import may_open
from waystation.kit.language import N_
from waystation.money.books import Books, books_of
from waystation.vault.finding import of_kind
from waystation.vault.records import open_records

VERB = N_("show books")
BOOKS = ("book", "rates")
ALL = (*BOOKS, "payment", "fund", "budget")
PRICES = ("rates", "payment", "observation", "corridor")


def show_books(
    desk: Desk, kinds: Collection[str] = BOOKS, compartments: Collection[str] = (), why: str = ""
) -> Books:
    """Open the books of all money compartments that the member holds, or of some, and what belongs to them.

    `kinds`: what is opened. Each record counts towards the hour's quota, so a page asks for what it shows.
    """
    require(desk, VERB)
    return opened_books(desk, VERB, kinds, (compartments, why))


def opened_books(
    desk: Desk, verb: str, kinds: Collection[str], narrowed: tuple[Collection[str], str]
) -> Books:
    """Open books for a verb that needs them; `narrowed`: which compartments, and why."""
    compartments, why = narrowed
    mine = [kind for kind in kinds if may_open(desk.session.me.role, kind)]
    ids = [
        each.id
        for each in of_kind(desk.session, *mine)
        if not compartments or each.compartment in compartments or each.listed.kind not in ALL
    ]
    with opening(desk, verb, ids, why) as look:
        records = [each.value for each in open_records(look, ids)]
    return books_of(records, tuple(kind for kind in kinds if kind not in mine))
