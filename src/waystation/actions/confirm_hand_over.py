"""Is the group in other hands? The travellers' word says so, given alone."""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.actions.journeys import Held, open_journey, save_journey
from waystation.domain.access import Trace
from waystation.journey.hand_over import End, confirm, hand_over_of
from waystation.journey.underway import Underway
from waystation.kit import clock
from waystation.vault.finding import could_open
from waystation.vault.notices import post
from waystation.vault.tags import tag

VERB = "confirm hand-over"


def confirm_hand_over(  # noqa: PLR0913  (which hand-over, which word, and how it was given)
    desk: Desk, journey: str, stage: int, end: End, word: str, *, alone: bool
) -> bool:
    """Check the travellers' word; tell whether it was accepted. A forced one looks accepted.

    For a forced word every desk is told at once which tag to act on; nothing shown here says so. Who met
    whom is written into the ledger, for the exposure. Raises BadInput for a word that was not given
    alone, before the helper accepted, or after five wrong ones.
    """
    held = open_journey(desk, VERB, journey)
    given = confirm(held.underway, stage, end, word, clock.now(), alone=alone)
    met = _met(desk, held, given.underway, stage, end) if given.accepted else ()
    with acting(desk, VERB) as work:
        save_journey(desk, work, held, given.underway)
        work.traces += met
        if given.forced:
            post(work, "act on", [tag(desk.session, "record", held.record.id)])
    return given.accepted


def _met(desk: Desk, held: Held, after: Underway, number: int, end: End) -> tuple[Trace, ...]:
    """Return that the travellers have met this helper, and are at this house, as far as the member knows."""
    session = desk.session
    stage = after.stage(number)
    group = after.groups.get(stage.group or "")
    members = group.members if group is not None else ()
    place = stage.house if end == "hand_over" else None
    wanted = {("helper", hand_over_of(stage, end).to), ("house", place)}
    wanted |= {("person", each) for each in members}
    tags = {
        (each.listed.kind, each.listed.key): tag(session, "record", each.id)
        for each in could_open(session)
        if (each.listed.kind, each.listed.key) in wanted
    }
    who = [mark for (kind, _key), mark in tags.items() if kind != "house"]
    what = [mark for (kind, _key), mark in tags.items() if kind == "house"]
    where = what or [tag(session, "record", held.record.id)]
    if len(who) < 2:  # noqa: PLR2004  (it takes two to meet)
        return ()
    return (Trace(verb="met", actor=who[0], to=tuple(who[1:]), what=tuple(where)),)
