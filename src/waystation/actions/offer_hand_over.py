"""How is a helper asked to take a group, and which words is he told?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.actions.journeys import open_journey, save_journey
from waystation.journey.codes import Words
from waystation.journey.hand_over import End, offer
from waystation.kit import clock

VERB = "offer hand-over"


def offer_hand_over(  # noqa: PLR0913  (which one, and what the helper and the travellers are told)
    desk: Desk,
    journey: str,
    stage: int,
    end: End,
    *,
    where: str | None = None,
    to: str | None = None,
    language: str = "en",
) -> Words:
    """Note that a helper was asked, and return the words: two stand on his sheet, two are the travellers'.

    `to` asks another helper than the plan did. The travellers' own are told to them alone and stand nowhere.
    """
    held = open_journey(desk, VERB, journey)
    after, words = offer(held.underway, stage, end, clock.now(), where=where, to=to, language=language)
    with acting(desk, VERB) as work:
        save_journey(desk, work, held, after)
    return words
