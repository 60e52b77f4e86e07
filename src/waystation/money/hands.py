"""Is the group out of a helper's hands, so that what a traveller says of him counts?"""

from __future__ import annotations

from waystation.domain.journey import Journey, JourneyStage


def in_other_hands(journey: Journey, helper: str) -> bool:
    """Tell whether every stage of a helper is over, and the group with somebody else, or at its end.

    After his last stage there must be a hand-over to another helper that the traveller's word has confirmed,
    or the arrival. Where the journey does not name him at all nothing is known, and so it is not so.
    """
    lived = [stage for stage in journey.stages if stage.dropped_at is None]
    his = [stage for stage in lived if helper in stage.helpers]
    if not his or any(stage.arrived_at is None for stage in his):
        return False
    last = max(his, key=lambda stage: stage.number)
    at_the_end = all(stage.number <= last.number for stage in lived)
    return _handed_on(last, helper) or (at_the_end and bool(journey.arrivals))


def _handed_on(stage: JourneyStage, helper: str) -> bool:
    hand_over = stage.hand_over
    return hand_over is not None and hand_over.confirmed_at is not None and hand_over.to != helper
