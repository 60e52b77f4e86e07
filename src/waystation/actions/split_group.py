"""How does a group go on as several?"""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk, acting
from waystation.actions.journeys import open_journey, save_journey
from waystation.domain.journey import Journey
from waystation.journey.groups import Part, split
from waystation.kit import clock

VERB = "split group"


def split_group(desk: Desk, journey: str, group: str, parts: Sequence[Part], why: str = "") -> Journey:
    """Split a group: everybody is in exactly one part, and keeps the stages ahead until planned anew."""
    held = open_journey(desk, VERB, journey, why)
    after = split(held.underway, group, parts, clock.now())
    with acting(desk, VERB, why) as work:
        save_journey(desk, work, held, after)
    return after.journey
