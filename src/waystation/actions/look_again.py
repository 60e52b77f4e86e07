"""What does a desk find around a decision now, and what follows from it: does it become go?"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from waystation.actions.acting import Desk
from waystation.actions.changes_since import changes_since
from waystation.actions.decisions_kept import Kept
from waystation.actions.look_around import Surroundings, look_around
from waystation.actions.replaced import former, replaced
from waystation.decisions.changed import Changed, stale
from waystation.decisions.preconditions import last_seen, preconditions, with_checks
from waystation.decisions.standing import outcome, stands_against
from waystation.domain.case_record import CaseRecord, CaseStep
from waystation.domain.decision_record import Checks, DecisionRecord
from waystation.kit import clock
from waystation.vault.records import Draft
from waystation.vault.work import Work

_BEFORE_MOVING = frozenset({"requested", "triaged", "accepted", "planned", "declined"})
_CASE = {"go": "planned", "declined": "declined"}


class Seen(NamedTuple):
    """What a desk finds: preconditions, the records around, what has changed, older decisions that are go."""

    checks: Checks
    around: Surroundings
    changes: tuple[Changed, ...]
    before: tuple[Kept, ...]


class After(NamedTuple):
    """A decision as it now stands, and what else is saved with it."""

    record: DecisionRecord
    others: tuple[Draft, ...]


def look_again(desk: Desk, verb: str, found: Kept) -> Seen:
    """Open what is around a decision, before anything is written; the same whatever the opinion."""
    around = look_around(desk, verb, found.record)
    checks = Checks(
        at=clock.now(),
        by=desk.session.member_id,
        preconditions=preconditions(found.record, around.around),
        looked_at=around.looked_at,
    )
    before = former(desk, verb, found.opened.compartment, found.record, {"go"})
    return Seen(checks, around, changes_since(desk, verb, found.record), tuple(before))


def after(work: Work, found: Kept, record: DecisionRecord, seen: Seen) -> After:
    """Return what a decision comes to with what was seen; `record` has the newest opinions."""
    record = with_checks(record, seen.checks)
    if record.state != "open":
        return After(record, ())
    there = last_seen(record, work.at)
    ready = not stands_against(there, danger=record.present_danger) and not stale(seen.changes)
    record = record.model_copy(update={"state": outcome(record, ready=ready)})
    if record.state == "open":
        return After(record, ())
    if record.state == "go":
        due = work.at + timedelta(hours=record.rules.confirm_hours) if record.present_danger else None
        record = record.model_copy(update={"went_at": work.at, "review_by": due})
    drafts = [each.draft(replaced(each.record, record)) for each in seen.before]
    return After(record, (*drafts, *_case(work, found, record, seen.around)))


def _case(work: Work, found: Kept, record: DecisionRecord, around: Surroundings) -> tuple[Draft, ...]:
    """Return the case in the state that the decision brings it to: planned, or declined."""
    opened, case, state = around.case, around.around.case, _CASE.get(record.state)
    moved = case.state not in _BEFORE_MOVING
    if state is None or moved or case.state == state or opened.compartment != found.opened.compartment:
        return ()
    step = CaseStep.model_validate({"at": work.at, "state": state, "by": work.session.member_id})
    value: CaseRecord = case.model_copy(update={"state": state, "steps": (*case.steps, step)})
    return (Draft(value, opened.title, opened.id, opened.counter),)
