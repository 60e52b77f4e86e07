"""How are beds in a house kept for some nights, and given free again?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.one_record import open_one, save_one
from waystation.domain.beds import short_of
from waystation.domain.house import House, Nights
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.records import Saved

VERB = N_("book nights")


def book_nights(desk: Desk, house: str, nights: Nights, why: str = "") -> Saved:
    """Keep beds in a house (its key or id).

    Raises BadInput for a night in which there are not so many free, or nobody is sent there, unless
    `nights.even_so` says why anyway; NotAllowed; Conflict where somebody else booked at the same moment.
    """
    opened, record = open_one(desk, VERB, House, house, why)
    short = short_of(record, nights)
    if short is not None and nights.even_so is None:
        night, free = short
        found = _("{beds} beds for the night of {night:%Y-%m-%d}").format(beds=nights.beds, night=night)
        raise BadInput.at(_("house"), found, _("at most {free}, or a reason").format(free=free))
    after = record.model_copy(update={"nights": (*record.nights, nights)})
    return save_one(desk, VERB, opened, after, why)


def free_nights(desk: Desk, house: str, nights: Nights, why: str = "") -> Saved:
    """Give beds free again: the nights as they were kept. Raises BadInput where there are none like that."""
    opened, record = open_one(desk, VERB, House, house, why)
    if nights not in record.nights:
        raise BadInput.at(_("house"), _("no such nights"), _("nights that are kept there"))
    kept = list(record.nights)
    kept.remove(nights)
    return save_one(desk, VERB, opened, record.model_copy(update={"nights": tuple(kept)}), why)
