"""Which beds are free, house by house and night by night?"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from waystation.actions.acting import Desk, opening
from waystation.domain.beds import Clash, Night, clashes, nights_of
from waystation.domain.helper_record import standing_mark
from waystation.domain.house import House
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.finding import of_kind
from waystation.vault.records import Opened, open_records

VERB = N_("list beds")


class Beds(NamedTuple):
    """A house and its nights."""

    opened: Opened
    house: House
    nights: tuple[Night, ...]
    marked: bool


class Free(NamedTuple):
    """All houses of a desk in a period."""

    houses: tuple[Beds, ...]
    clashes: tuple[Clash, ...]


def list_beds(desk: Desk, first: date, last: date, why: str = "") -> Free:
    """Return every house that the member may open, with its nights from the first evening to the last.

    Raises BadInput for a period that ends before it begins, NotAllowed, BeyondQuota.
    """
    if last < first:
        raise BadInput.at(_("period"), f"{first} - {last}", _("a first night that is not after the last"))
    ids = [each.id for each in of_kind(desk.session, "house")]
    with opening(desk, VERB, ids, why) as look:
        opened = open_records(look, ids)
    houses = [(each, value) for each in opened if isinstance(value := each.value, House)]
    beds = (Beds(each, it, nights_of(it, first, last), standing_mark(it.marks)) for each, it in houses)
    named = sorted(beds, key=lambda each: (each.marked, each.house.name or each.house.id))
    return Free(tuple(named), clashes((it for _opened, it in houses), first, last))
