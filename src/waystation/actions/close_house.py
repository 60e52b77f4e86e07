"""From when on is nobody sent to a house any more, or are people sent there again?"""

from __future__ import annotations

from datetime import date

from waystation.actions.acting import Desk
from waystation.actions.one_record import open_one, save_one
from waystation.domain.house import House
from waystation.kit.language import N_
from waystation.vault.records import Saved

VERB = N_("close house")


def close_house(desk: Desk, house: str, closed_from: date | None, why: str = "") -> Saved:
    """Close a house (its key or id) from a day on, or open it again with None. Nights that are kept stay.

    Raises NotAllowed, and Conflict where somebody else saved it at the same moment.
    """
    opened, record = open_one(desk, VERB, House, house, why)
    return save_one(desk, VERB, opened, record.model_copy(update={"closed_from": closed_from}), why)
