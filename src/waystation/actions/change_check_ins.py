"""How are check-ins moved, or given up, without the watch losing sight of the group in between?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from waystation.actions.acting import Desk, acting, require
from waystation.actions.permissions import check_kind
from waystation.actions.watched_journey import open_journey, persons_on
from waystation.domain.journey import CheckIn, Journey
from waystation.journey.arming import Armed, Persons, arm, disarm
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.records import save

VERB = N_("change check-ins")
LONGEST = timedelta(days=31)  # further off nobody would be missed in time


@dataclass(frozen=True)
class Change:
    """What is to change."""

    snooze: timedelta = timedelta()
    """By how much all that is expected is put off."""
    due: Mapping[int, datetime] = field(default_factory=dict)
    """New times, by the number of a check-in."""
    stop: bool = False
    """Whether nothing is expected any more: the journey is over, or others watch it."""


def change_check_ins(desk: Desk, journey: str, change: Change, why: str) -> Armed | None:
    """Change what is expected of a journey; return words and links as they are now, None once it is over.

    Raises BadInput without a reason, for a check-in that is not expected, and for a time too far off.
    """
    require(desk, VERB)
    check_kind(desk.session.me.role, "journey", save=True)
    if not why.strip():
        raise BadInput.at(_("reason"), _("nothing"), _("why, without names"))
    meant = open_journey(desk, VERB, journey)
    watch = meant.journey.watch
    remote = watch is not None and watch.remote and not change.stop
    persons: Persons = persons_on(desk, VERB, meant.journey) if remote else {}
    with acting(desk, VERB, why) as work:
        changed = _changed(meant.journey, change, work.at)
        save(work, meant.opened.compartment, [meant.draft(changed)])
        if change.stop:
            disarm(work, meant.place)
            return None
        return arm(work, meant.place, changed, persons)


def _changed(journey: Journey, change: Change, now: datetime) -> Journey:
    open_ones = {each.number for each in journey.check_ins if each.came_at is None}
    if unknown := change.due.keys() - open_ones:
        raise BadInput.at(
            _("check-in {number}").format(number=min(unknown)),
            _("one that is not expected"),
            _("one that has not come"),
        )
    if change.stop:  # what was missed stays in the record
        kept = tuple(each for each in journey.check_ins if each.came_at is not None or each.due <= now)
        return journey.model_copy(update={"check_ins": kept})
    moved = tuple(_moved(each, change, now) if each.came_at is None else each for each in journey.check_ins)
    return journey.model_copy(update={"check_ins": moved})


def _moved(each: CheckIn, change: Change, now: datetime) -> CheckIn:
    due = change.due.get(each.number, each.due + change.snooze)
    if due > max(now, each.due) + LONGEST:
        raise BadInput.at(
            _("check-in"), f"{due:%Y-%m-%d}", _("at most {days} days from now").format(days=LONGEST.days)
        )
    return each.model_copy(update={"due": due})
