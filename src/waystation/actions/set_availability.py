"""On which days can a helper be asked?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.one_record import open_one, save_one
from waystation.domain.helper_record import Availability, HelperRecord
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.records import Saved

VERB = N_("set availability")


def set_availability(desk: Desk, helper: str, said: Availability, why: str = "") -> Saved:
    """Write down days on which a helper (key or id) can, or cannot, be asked; what was said last counts.

    Raises BadInput for days that end before they begin, NotAllowed, Conflict.
    """
    opened, record = open_one(desk, VERB, HelperRecord, helper, why)
    if said.end < said.begin:
        raise BadInput.at("end", f"{said.end}", _("a day that is not before the first"))
    after = record.model_copy(update={"available": (*record.available, said)})
    return save_one(desk, VERB, opened, after, why)
