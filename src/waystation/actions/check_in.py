"""How is it noted that a group has been heard of, with one key after a call?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting, require
from waystation.actions.permissions import check_kind
from waystation.actions.watched_journey import open_journey
from waystation.domain.journey import Journey
from waystation.journey.answering import Came, note
from waystation.kit.language import N_
from waystation.vault.records import save

VERB = N_("check in")


def check_in(desk: Desk, journey: str, came: Came) -> Journey:
    """Note a check-in: in the record and in the watch's table at once.

    Whoever looks on sees no difference between the two words of the group. Raises BadInput for a word that is
    neither, and where nothing is expected.
    """
    require(desk, VERB)
    check_kind(desk.session.me.role, "journey", save=True)
    meant = open_journey(desk, VERB, journey)
    with acting(desk, VERB) as work:
        changed = note(work, meant.place, meant.journey, came)
        save(work, meant.opened.compartment, [meant.draft(changed)])
    return changed
