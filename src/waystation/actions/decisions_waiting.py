"""Which decisions need whose signature, and by when?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from waystation.actions.acting import Desk, opening
from waystation.actions.changes_since import changes_since
from waystation.actions.decisions_kept import Kept, kept
from waystation.decisions.changed import stale
from waystation.decisions.hidden import may_see
from waystation.decisions.standing import needed, review_open, standing
from waystation.decisions.titles import WAITING, standing_of
from waystation.domain.decision_record import DecisionRecord, latest, read_by
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.finding import of_kind
from waystation.vault.records import open_records

VERB = N_("decisions waiting")
Turn = Literal["propose anew", "read", "sign", "review", "talk", "check", "others"]
"""What is next: plan anew; you read the risks; you sign; you look at what one alone let go; opinions differ;
what is missing is done and looked at again; others sign."""
_FAR = timedelta(days=36500)


class Waiting(NamedTuple):
    """A decision that waits."""

    id: str
    key: str
    case: str
    turn: Turn
    entered: int
    needed: int
    by_when: datetime | None
    """The hour of leaving, or by when a second one must look. None where nothing presses."""
    danger: bool


def decisions_waiting(desk: Desk) -> tuple[Waiting, ...]:
    """Return what waits at this desk, what is due first first. Only what waits is opened."""
    there = of_kind(desk.session, "decision")
    ids = [each.id for each in there if standing_of(each.listed.state, each.listed.title) in WAITING]
    with opening(desk, VERB, ids) as look:
        found = [kept(desk.session, each) for each in open_records(look, ids)]
    waiting = [
        _waiting(desk, each) for each in found if each.record.state == "open" or review_open(each.record)
    ]
    return tuple(sorted(waiting, key=lambda each: each.by_when or clock.now() + _FAR))


def _waiting(desk: Desk, found: Kept) -> Waiting:
    record = found.record
    due = record.review_by if review_open(record) else _leaves(record)
    turn = _turn(desk, record)
    entered = len(latest(record))
    return Waiting(
        found.opened.id, record.id, record.case, turn, entered, needed(record), due, record.present_danger
    )


def _leaves(record: DecisionRecord) -> datetime | None:
    depart = record.proposal.get("depart")
    if not isinstance(depart, int | float):
        return None
    return record.known_network.start + timedelta(hours=float(depart))


def _turn(desk: Desk, record: DecisionRecord) -> Turn:
    me = desk.session.member_id
    if record.state == "open" and stale(changes_since(desk, VERB, record)):
        return "propose anew"
    if not read_by(record, me):
        return "read"
    if me not in latest(record):
        return "review" if review_open(record) else "sign"
    if not may_see(record, me) or "signatures" in standing(record).lacks or review_open(record):
        return "others"
    return "check" if standing(record).enough else "talk"
