"""What became of them, and what does that teach? Unknown is an answer."""

from __future__ import annotations

from typing import NamedTuple

from waystation.actions.acting import Desk, acting, opening
from waystation.actions.journeys import Held, open_journey, save_journey
from waystation.actions.permissions import may_open
from waystation.domain.case_record import NetworkRecord
from waystation.domain.helper_record import HelperRecord
from waystation.domain.journey import Arrival, Journey
from waystation.domain.progress import Lesson
from waystation.journey.arrive import found_out, outcome
from waystation.journey.lessons import counted, lessons, with_faith, with_legs
from waystation.vault.finding import of_kind
from waystation.vault.records import Draft, Opened, open_records, save
from waystation.vault.work import Work

VERB = "note outcome"


class Ended(NamedTuple):
    """The journey after an outcome, with what it has taught."""

    journey: Journey
    waiting: tuple[Lesson, ...]
    """Lessons on helpers or legs whose record this member does not hold: nobody has counted them yet."""


def note_outcome(desk: Desk, journey: str, arrival: Arrival) -> Ended:
    """Note what became of a group: safe, handed to a partner or to the authorities, lost, or unknown.

    An unknown outcome is replaced once more is known. What it teaches of helpers and legs is added to the
    counts that plans are made from, in the records that this member holds; the rest waits in the journey.
    Raises BadInput for a group that is not under way, or as many persons as it has not.
    """
    held = open_journey(desk, VERB, journey)
    standing = {each.group for each in held.underway.journey.positions}
    end = outcome if arrival.group in standing else found_out
    after = end(held.underway, arrival)
    taught = lessons(after.journey, held.network)
    helpers = _helpers(desk, {each.which for each in taught if each.about == "helper"})
    with acting(desk, VERB, arrival.outcome) as work:
        done = _teach(work, held, helpers, taught)
        after = after.changed(lessons=done)
        save_journey(desk, work, held, after)
    return Ended(after.journey, tuple(each for each in done if each.number != each.counted))


def _helpers(desk: Desk, keys: set[str]) -> list[Opened]:
    if not may_open(desk.session.me.role, "helper", save=True):
        return []
    ids = [each.id for each in of_kind(desk.session, "helper") if each.listed.key in keys]
    with opening(desk, VERB, ids) as look:
        return open_records(look, ids)


def _teach(work: Work, held: Held, helpers: list[Opened], taught: tuple[Lesson, ...]) -> tuple[Lesson, ...]:
    """Add lessons to the records that are at hand; return all lessons, those marked that were counted."""
    known: set[str] = set()
    for each in helpers:
        if isinstance(each.value, HelperRecord):
            known.add(each.key)
            _save_changed(work, each, with_faith(each.value, taught))
    network = next((each for (kind, _key), each in held.opened.items() if kind == "network"), None)
    value = network.value if network is not None else None
    if network is not None and isinstance(value, NetworkRecord):
        legs = with_legs(value.network, taught)
        _save_changed(work, network, value.model_copy(update={"network": legs}))
    learnt = isinstance(value, NetworkRecord)
    return counted(taught, lambda each: each.which in known if each.about == "helper" else learnt)


def _save_changed(work: Work, opened: Opened, value: HelperRecord | NetworkRecord) -> None:
    if value != opened.value:
        save(work, opened.compartment, [Draft(value, opened.title, opened.id, opened.counter)])
