"""Who writes down that a group has set out, has come, or stands somewhere else?"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from waystation.actions.acting import Desk, acting
from waystation.actions.journeys import open_journey, save_journey
from waystation.domain.journey import Journey
from waystation.journey.position import depart, reach
from waystation.kit import clock

VERB = "note stage"


def note_stage(
    desk: Desk, journey: str, stage: int, what: Literal["departed", "arrived"], at: datetime | None = None
) -> Journey:
    """Note that a group has set out on a stage, or has come to its end; `at` is when, now unless it is said.

    Raises BadInput where the group stands elsewhere than the stage begins, or is not on it.
    """
    held = open_journey(desk, VERB, journey)
    act = depart if what == "departed" else reach
    after = act(held.underway, stage, at or clock.now())
    with acting(desk, VERB) as work:
        save_journey(desk, work, held, after)
    return after.journey
