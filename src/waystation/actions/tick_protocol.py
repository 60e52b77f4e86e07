"""How is a step of a protocol written down as done, with the time and what was said?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, changed
from waystation.domain.group_record import Note
from waystation.domain.protocol import ticked
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.records import Saved

VERB = N_("tick protocol")


def tick_protocol(desk: Desk, note: Seen, step: str, words: str) -> Saved:
    """Say that a step was done, by whoever is at the desk, and what was done. It may be done again.

    Raises BadInput for a step that the note's protocol does not have, or without a word; BothSides.
    """
    by = desk.session.member_id
    return changed(desk, VERB, note, Note, lambda it: ticked(it, step, clock.now(), by, words))
