"""What has come while nobody was at the desk, and how does it get into the records?"""

from __future__ import annotations

from typing import NamedTuple

from waystation.actions.acting import Desk, acting, require
from waystation.actions.list_check_ins import list_check_ins
from waystation.actions.permissions import check_kind
from waystation.actions.watched_journey import open_journey
from waystation.domain.journey import CheckIn
from waystation.journey.answering import take_in
from waystation.kit.language import N_
from waystation.vault.faults import Conflict
from waystation.vault.records import save

VERB = N_("take in check-ins")


class TakenIn(NamedTuple):
    """What came on one journey."""

    journey: str
    """The journey's own key."""
    check_ins: tuple[CheckIn, ...]


def take_in_check_ins(desk: Desk) -> list[TakenIn]:
    """Put check-ins that came by link, mail or gateway into their journeys, and return them.

    A journey that somebody else is changing at this moment is left for the next time.
    """
    require(desk, VERB)
    check_kind(desk.session.me.role, "journey", save=True)
    came = [each.journey for each in list_check_ins(desk).due if each.state == "came" and each.journey]
    found = (_take_in(desk, each) for each in dict.fromkeys(known.id for known in came))
    return [each for each in found if each is not None]


def _take_in(desk: Desk, journey: str) -> TakenIn | None:
    meant = open_journey(desk, VERB, journey)
    try:
        with acting(desk, VERB) as work:
            changed = take_in(work, meant.place, meant.journey)
            save(work, meant.opened.compartment, [meant.draft(changed)])
    except Conflict:
        return None
    new = set(changed.check_ins) - set(meant.journey.check_ins)
    return TakenIn(changed.id, tuple(sorted(new, key=lambda each: each.number)))
