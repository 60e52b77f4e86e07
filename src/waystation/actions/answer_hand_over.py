"""What has the helper said: does he take them?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.actions.journeys import open_journey, save_journey
from waystation.domain.journey import Journey
from waystation.journey.hand_over import End, answer
from waystation.kit import clock

VERB = "answer hand-over"


def answer_hand_over(desk: Desk, journey: str, stage: int, end: End, *, accepted: bool) -> Journey:
    """Note that a helper has accepted or refused. Who refuses is not asked by a new plan of this journey."""
    held = open_journey(desk, VERB, journey)
    after = answer(held.underway, stage, end, clock.now(), accepted=accepted)
    with acting(desk, VERB) as work:
        save_journey(desk, work, held, after)
    return after.journey
