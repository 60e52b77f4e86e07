"""What is one helper told of a journey: his part, in his language, and nothing else?"""

from __future__ import annotations

from typing import NamedTuple

from waystation.actions.acting import Desk, acting
from waystation.actions.journeys import Held, open_journey
from waystation.journey.sheets import Duty, Line, duties, lines, messages, phrases, text
from waystation.journey.stages import named_in
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.finding import could_open
from waystation.vault.tags import tag

VERB = "make sheet"


class HelperSheet(NamedTuple):
    """A helper's part, ready to be printed, read aloud or sent in harmless pieces."""

    language: str
    duties: tuple[Duty, ...]
    text: str
    lines: tuple[tuple[str, tuple[Line, ...]], ...]
    """For each duty what it is called, and its lines."""
    messages: tuple[tuple[str, str, str], ...]
    """For each duty three messages that never travel together."""


def make_sheet(desk: Desk, journey: str, helper: str, language: str = "en", why: str = "") -> HelperSheet:
    """Return what a helper has to know of a journey; the ledger says that he was told.

    Raises BadInput where he has no part in what is still ahead, and for a language that there is none in.
    """
    held = open_journey(desk, VERB, journey, why)
    found = duties(held.underway.journey, held.network, helper)
    say = phrases(language)
    if not found:
        raise BadInput.at(
            _("helper"), _("no part in what is ahead"), _("a helper of a stage that is to come")
        )
    to, what = _told(desk, held, helper)
    with acting(desk, VERB, why) as work:
        work.trace("told", to=to, what=[tag(desk.session, "record", held.record.id), *what])
    parts = tuple((say[duty.doing], lines(duty, language)) for duty in found)
    pieces = tuple(messages(duty, language) for duty in found)
    return HelperSheet(language, found, text(found, language), parts, pieces)


def _told(desk: Desk, held: Held, helper: str) -> tuple[list[str], list[str]]:
    """Return the tags of the helper, and of the houses that his part leads to."""
    houses = {
        each.house
        for each in held.underway.journey.stages
        if each.dropped_at is None and helper in named_in(each)
    }
    tags: dict[str, list[str]] = {"helper": [], "house": []}
    for each in could_open(desk.session):
        wanted = {helper} if each.listed.kind == "helper" else houses
        if each.listed.kind in tags and each.listed.key in wanted:
            tags[each.listed.kind].append(tag(desk.session, "record", each.id))
    return tags["helper"], tags["house"]
