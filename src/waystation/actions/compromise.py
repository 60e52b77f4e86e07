"""A helper, house, member, device or traveller was taken: how does everybody go on, who is told what?

One action: the mark, the new plans in the order of danger, the new keys, the notices and the list of those
who must be told are one transaction with its row in the ledger. Reading comes first, and is written down.
"""

from __future__ import annotations

from time import monotonic
from typing import NamedTuple

from waystation.actions.acting import Desk, acting
from waystation.actions.compromised import Danger, found_in_danger, what_is_lost
from waystation.actions.journeys import Held, save_journey
from waystation.actions.mark import marked_record, marks_of, with_marks
from waystation.actions.replan_journey import live_plans
from waystation.actions.telling import Outcome, to_tell
from waystation.domain.access import Trace
from waystation.domain.compromise import Compromise
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.helper_record import Mark
from waystation.journey.incidents import can_move
from waystation.journey.known import with_avoided
from waystation.journey.replan import Asked, replan, stop
from waystation.journey.solving import Remembering
from waystation.journey.touching import Touched
from waystation.journey.underway import Underway
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.compartments import create_compartment
from waystation.vault.exposure import Subject
from waystation.vault.faults import Conflict, NotHeld
from waystation.vault.keys import new_id
from waystation.vault.notices import post
from waystation.vault.quota import BeyondQuota
from waystation.vault.records import Draft, Opened, save
from waystation.vault.rotation import rotate
from waystation.vault.seeing import tag_of
from waystation.vault.tags import tag
from waystation.vault.work import Work

VERB = "compromise"
_ATTEMPTS = 3  # somebody may save a journey between our reading and our writing


class Compromised(NamedTuple):
    """What was done, and the id under which the list of those who must be told is kept."""

    record: Compromise
    id: str
    outcomes: tuple[Outcome, ...]
    """For each group that was in danger what became of it, the most pressing first."""


def compromise(desk: Desk, subject: Subject, word: str, reason: str) -> Compromised:
    """Mark somebody or something, and bring everybody whom it touches out of the way at once.

    Every group that it touches gets a new plan, or is stopped where there is none; above the signed floor the
    member's word is enough, and so it is, for a day, for those who are in those hands now. Compartments of
    which the taken held a key get new ones, without them. Every desk is told which tags to act on. Names
    nobody in `reason`. Raises NotAllowed; BadInput for nothing known by that word.
    """
    if not reason.strip():
        raise BadInput.at(_("reason"), _("nothing"), _("why, without names"))
    for attempt in range(_ATTEMPTS):
        began = monotonic()
        opened = _to_mark(desk, subject, word)
        danger = found_in_danger(desk, VERB, what_is_lost(desk, VERB, subject, word, reason), reason)
        try:
            with acting(desk, VERB, reason) as work:
                return _done(desk, work, (subject, word, reason), (opened, danger, began))
        except Conflict:
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("the last attempt returns or raises")


def _done(
    desk: Desk, work: Work, what: tuple[Subject, str, str], found: tuple[Opened | None, Danger, float]
) -> Compromised:
    subject, word, reason = what
    opened, danger, began = found
    marked = _mark(desk, work, what, opened)
    remembering = Remembering()
    outcomes = _saved(desk, work, danger, remembering)
    rotated = _rotate(work, danger)
    post(work, "marked", [marked], alone=desk.second is None)
    known = [marked, *(each.tag for each in danger.lost.exposure.known)] if danger.lost.exposure else [marked]
    post(work, "act on", known, alone=desk.second is None)
    record = Compromise(
        id=new_id()[:8],
        taken=subject,
        about=word,
        at=work.at,
        by=work.session.member_id,
        reason=reason,
        items=to_tell(outcomes, danger),
        planned=_count(outcomes, "taken"),
        proposed=_count(outcomes, "proposed"),
        stopped=_count(outcomes, "none", "held"),
        plans_made=remembering.solved,
        rotated=rotated,
        seconds=round(monotonic() - began, 3),
        complete=danger.complete,
    )
    place = create_compartment(work, "journey", marked[:4].upper()).id
    (saved,) = save(work, place, [Draft(record, title=marked[:4].upper())])
    return Compromised(record, saved.id, outcomes)


def _to_mark(desk: Desk, subject: Subject, word: str) -> Opened | None:
    """Open the record that the mark stands in, too; a quota that is used up must not keep the mark away."""
    try:
        return marked_record(desk, VERB, subject, word)
    except BeyondQuota:
        return None


def _mark(desk: Desk, work: Work, what: tuple[Subject, str, str], opened: Opened | None) -> str:
    subject, word, reason = what
    marked = tag_of(desk.session, work.tx, subject, word)
    actor = tag(desk.session, "member", desk.session.member_id)
    work.traces.append(Trace(verb="marked", actor=actor, what=(marked,), why=reason))
    if opened is not None:
        made = Mark(at=work.at, by=desk.session.member_id, reason=reason)
        save(work, opened.compartment, [with_marks(opened, (*marks_of(opened), made))])
    return marked


def _saved(desk: Desk, work: Work, danger: Danger, solve: Remembering) -> tuple[Outcome, ...]:
    """Plan every touched group anew, in the order of danger; save them; return what became of each."""
    now: dict[str, Underway] = {}
    drafts: dict[str, list[Draft]] = {}
    outcomes = []
    for touched in danger.touched:
        held = danger.held[touched.journey]
        before = now.get(touched.journey, _avoiding(held.underway, danger))
        after, outcome, decisions = _planned(work, held, before, touched, solve)
        now[touched.journey] = after
        drafts.setdefault(touched.journey, []).extend(Draft(each) for each in decisions)
        outcomes.append(outcome)
    for journey, after in now.items():
        held = danger.held[journey]
        save_journey(desk, work, held, after)
        if drafts[journey]:
            save(work, held.record.compartment, drafts[journey])
    return tuple(outcomes)


def _avoiding(underway: Underway, danger: Danger) -> Underway:
    avoids = with_avoided(underway.journey, danger.lost.lost.avoided).avoids
    return underway.changed(avoids=avoids)


def _planned(
    work: Work, held: Held, before: Underway, touched: Touched, solve: Remembering
) -> tuple[Underway, Outcome, list[DecisionRecord]]:
    here = Held(before, held.opened, held.network, held.houses)
    if before.journey.terms is None or not can_move(before.journey, touched.group):
        return stop(before, touched.group, work.at), Outcome(touched, before.journey, "held"), []
    asked = Asked(touched.group, work.at, "compromise", held.network, held.houses)
    made = replan(before, asked, solve)
    after, changed, decisions = live_plans(work, here, (made,), danger=touched.now)
    compared = changed[0].compared
    return after, Outcome(touched, before.journey, compared.state, after.journey, compared), decisions


def _rotate(work: Work, danger: Danger) -> int:
    """Give new keys to what the taken could open, as far as this member holds it.

    What everybody holds stays with `remove member`: no mark may lock anybody out of the office.
    """
    session = work.session
    everybodys = {session.directory.compartment.id, session.directory.watchtower}
    wanted = [e for e in danger.lost.compartments if session.holds(e) and e not in everybodys]
    held = [each for each in wanted if _is_held(work, each)]
    rotate(work, held, without=frozenset(danger.lost.members - {session.member_id}))
    return len(held)


def _is_held(work: Work, compartment: str) -> bool:
    try:
        work.compartment(compartment)
    except NotHeld:
        return False
    return True


def _count(outcomes: tuple[Outcome, ...], *states: str) -> int:
    return sum(each.state in states for each in outcomes)
