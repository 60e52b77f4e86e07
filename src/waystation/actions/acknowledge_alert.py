"""How does somebody say: I take care of this, so that the alarm climbs no further?"""

from __future__ import annotations

import re

from waystation.actions.acting import Desk, acting
from waystation.journey.answering import take_care
from waystation.journey.clocks import set_right
from waystation.journey.rows import acknowledge, rows_by_id, seconds
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import printable
from waystation.vault.finding import find

VERB = N_("acknowledge alert")
CLOCK = "clock"
_ROW = re.compile("[0-9a-f]{32}")


def acknowledge_alert(desk: Desk, word: str) -> int:
    """Acknowledge what sounds: of a journey by its key or id, or an alarm of the watch's own by its row.

    Says nothing about whether the group is well, and what gets worse sounds again. `clock`: the machine's
    clock has been looked at and is right. Returns how many were acknowledged; raises BadInput for none.
    """
    with acting(desk, VERB) as work:
        if word == CLOCK:
            set_right(work.tx)
            return 1
        if _ROW.fullmatch(word) and (row := bytes.fromhex(word)) in rows_by_id(work.tx, [row]):
            acknowledge(work.tx, [row], seconds(work.at))
            return 1
    found = find(desk.session, word, "journey")
    with acting(desk, VERB) as work:
        count = take_care(work, (found.id, found.compartment))
        if not count:
            raise BadInput.at(
                printable(word, 40), _("nothing that sounds"), _("what is late, overdue or missing")
            )
        return count
