"""How does one journey stand, and which are under way?"""

from __future__ import annotations

from typing import NamedTuple

from waystation.actions.acting import Desk, opening, require
from waystation.actions.journeys import Held, Known, open_journey
from waystation.domain.journey import Journey
from waystation.journey.touching import UNDER_WAY
from waystation.vault.finding import Found, of_kind
from waystation.vault.records import Opened, open_records
from waystation.vault.work import catch_up

VERB = "view journey"


class Moving(NamedTuple):
    """A journey of the list, as it was opened."""

    opened: Opened
    journey: Journey


def view_journey(desk: Desk, journey: str, why: str = "", known: Known | None = None) -> Held:
    """Open a journey with its groups and its network, as far as they are not `known` to this session."""
    return open_journey(desk, VERB, journey, why, known)


def view_journeys(desk: Desk, why: str = "") -> tuple[Moving, ...]:
    """Open every journey that is under way, in one row of the ledger. Raises BeyondQuota."""
    require(desk, VERB)
    catch_up(desk.session)  # a journey may have been granted a minute ago
    ids = [each.id for each in under_way(desk)]
    with opening(desk, VERB, ids, why) as look:
        opened = open_records(look, ids)
    return tuple(Moving(each, each.value) for each in opened if isinstance(each.value, Journey))


def under_way(desk: Desk) -> list[Found]:
    """Return the journeys that have not ended, as tables of contents have it; nothing is opened."""
    journeys = of_kind(desk.session, "journey")
    return [each for each in journeys if not each.listed.state or each.listed.state in UNDER_WAY]
