"""What is due next, what is missing, and how does the watch stand?"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from waystation.actions.acting import Desk, opening
from waystation.domain.watch import OPEN, SILENT, Ladder, WatchState
from waystation.journey.health import Health, health_in
from waystation.journey.knowing import ALARM, Known, journeys, numbers
from waystation.journey.post import find_post
from waystation.journey.rows import Watched, instant, instant_or_none, open_rows, rows_by_id, seconds
from waystation.kit import clock
from waystation.kit.language import N_

VERB = N_("list check-ins")
_URGENT = {"lost": 0, "overdue": 1, "late": 2, "waiting": 3, "came": 4, "ended": 5}


class Due(NamedTuple):
    """A check-in that is expected or missing, or has come from outside and was not taken in yet."""

    row: str
    """Its row in the watch's table."""
    journey: Known | None
    """None: an alarm of the watch's own, or of a journey that others hold."""
    number: int
    """Of the check-in; 0: an alarm that is no missing check-in."""
    due: datetime
    """Rounded down to 5 minutes."""
    state: WatchState
    acknowledged: datetime | None


class CheckIns(NamedTuple):
    """What the watch shows a member. Nothing was opened for it."""

    due: tuple[Due, ...]
    """Of the journeys that the member holds: what is worst first, then what is due first."""
    others: tuple[Due, ...]
    """What sounds beside that."""
    health: Health
    rota: tuple[Ladder, ...]
    """Whom alarms climb to, without addresses."""


def list_check_ins(desk: Desk) -> CheckIns:
    """Return what is due, from the sealed lists and the watch's table; no record is opened."""
    with opening(desk, VERB) as look:
        mine = {
            row: (known, number)
            for known in journeys(desk.session, look.tx)
            for row, number in numbers(known.seeds, known.id).items()
        }
        rows = list(rows_by_id(look.tx, mine).values())
        others = [row for row in open_rows(look.tx) if row.id not in mine and row.state in SILENT]
        post = find_post(desk.session, look.tx)
        health = health_in(look.tx, seconds(clock.now()))
    due = [_due(row, *mine[row.id]) for row in rows if row.state in OPEN or row.said]
    due.sort(key=lambda each: (_URGENT[each.state], each.due, each.number))
    return CheckIns(tuple(due), tuple(_due(row) for row in others), health, post.rota if post else ())


def _due(row: Watched, known: Known | None = None, number: int = ALARM) -> Due:
    acknowledged = instant_or_none(row.acknowledged)
    return Due(row.id.hex(), known, number, instant(row.due), row.state, acknowledged)
