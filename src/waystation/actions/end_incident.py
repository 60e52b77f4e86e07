"""Is it over?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.actions.journeys import open_journey, save_journey
from waystation.domain.journey import Journey
from waystation.journey.incidents import can_move, end
from waystation.journey.underway import settled_state
from waystation.kit import clock

VERB = "end incident"


def end_incident(desk: Desk, journey: str, number: int) -> Journey:
    """Note that an incident (its number from 0) is over: they were let go, are well again, were heard of."""
    held = open_journey(desk, VERB, journey)
    after = end(held.underway, number, clock.now())
    free = all(can_move(after.journey, each.group) for each in after.journey.positions)
    if free and after.journey.positions:
        after = after.changed(state=settled_state(after.journey))
    with acting(desk, VERB) as work:
        save_journey(desk, work, held, after)
    return after.journey
