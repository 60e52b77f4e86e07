"""What do the books of the money compartments say?"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from waystation.actions.acting import Desk, opening, require
from waystation.actions.permissions import may_open
from waystation.kit.language import N_
from waystation.money.books import Books, books_of
from waystation.vault.finding import Found, of_kind
from waystation.vault.records import open_records

VERB = N_("show books")
BOOKS = ("book", "rates")
ALL = (*BOOKS, "payment", "fund", "budget")
PRICES = ("rates", "payment", "observation", "corridor")


OPEN = frozenset({"planned", "approved", "held"})
MOST = 150
"""Observations that are opened: those that were changed last."""


def show_books(
    desk: Desk,
    kinds: Collection[str] = BOOKS,
    compartments: Collection[str] = (),
    why: str = "",
    *,
    only_open: bool = False,
) -> Books:
    """Open the books of all money compartments that the member holds, or of some, and what belongs to them.

    `kinds`: what is opened. Each record counts towards the hour's quota, so a page asks for what it shows;
    `only_open`: of payments those alone that are not over, all others stand in the books.
    """
    require(desk, VERB)
    return opened_books(desk, VERB, kinds, (compartments, why), only_open=only_open)


def opened_books(
    desk: Desk,
    verb: str,
    kinds: Collection[str],
    narrowed: tuple[Collection[str], str],
    *,
    only_open: bool = False,
) -> Books:
    """Open books for a verb that needs them; `narrowed`: which compartments, and why."""
    compartments, why = narrowed
    mine = [kind for kind in kinds if may_open(desk.session.me.role, kind)]
    wanted = [
        each
        for each in of_kind(desk.session, *mine)
        if not compartments or each.compartment in compartments or each.listed.kind not in ALL
    ]
    if only_open:
        wanted = [each for each in wanted if each.listed.kind != "payment" or each.listed.state in OPEN]
    ids, unopened = _newest(wanted)
    with opening(desk, verb, ids, why) as look:
        records = [each.value for each in open_records(look, ids)]
    left_out = tuple(kind for kind in kinds if kind not in mine)
    return books_of(records, left_out)._replace(unopened=unopened)


def _newest(found: Sequence[Found]) -> tuple[list[str], int]:
    """Return the ids of all but the older observations, and how many of these there are."""
    seen = [each for each in found if each.listed.kind == "observation"]
    older = sorted(seen, key=lambda each: each.listed.changed, reverse=True)[MOST:]
    left = {each.id for each in older}
    return [each.id for each in found if each.id not in left], len(left)
