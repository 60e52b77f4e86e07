"""How do they fare, some time after they have arrived?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.actions.journeys import open_journey, save_journey
from waystation.domain.journey import Journey
from waystation.domain.progress import FollowUp
from waystation.journey.arrive import followed_up
from waystation.kit import clock

VERB = "follow up"


def follow_up(desk: Desk, journey: str, done: FollowUp) -> Journey:
    """Write down the answer to one of a journey's follow-ups; with the last one it is settled."""
    held = open_journey(desk, VERB, journey)
    answered = done.model_copy(update={"done_at": clock.now(), "by": desk.session.member_id})
    after = followed_up(held.underway, answered)
    with acting(desk, VERB, done.stage) as work:
        save_journey(desk, work, held, after)
    return after.journey
