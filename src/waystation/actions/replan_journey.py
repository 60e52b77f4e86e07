"""How does a group go on from where it stands, and who has to sign for it?

A new plan above the signed floor needs one signature: that of the member who takes it. Below it, or with more
time than was signed, it becomes a decision of its own, which waits for its signatures; where people are in
present danger one word is enough now, and is confirmed within a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from waystation.actions.acting import Desk, acting, opening
from waystation.actions.decisions_kept import kept
from waystation.actions.journeys import Held, decided, open_journey, save_journey, taken_by
from waystation.decisions.standing import standing
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.halt import halted
from waystation.domain.journey import Journey
from waystation.domain.progress import Replanning
from waystation.journey.incidents import can_move
from waystation.journey.known import with_avoided
from waystation.journey.replan import Asked, Planned, Solve, adopt, replan, signatures, stop, terms_of
from waystation.journey.solving import solve
from waystation.journey.underway import Underway
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.plan.api import decide
from waystation.plan.stored import stored
from waystation.vault.finding import find
from waystation.vault.records import Draft, open_records, save
from waystation.vault.work import Work

VERB = "replan journey"
SECONDS = 5.0  # seconds for the figures of a plan that others have to sign


class Changed(NamedTuple):
    """What came of a new plan: how it compares, and what became of the journey."""

    planned: Planned
    compared: Replanning
    """With who took it, and whether it is lived, waits for signatures, or there was none."""
    journey: Journey


def plans(
    held: Held, because: str, groups: tuple[str, ...] = (), solving: Solve = solve
) -> tuple[Planned, ...]:
    """Return the best plan of each group from where it stands, beside the old one. Nothing is changed."""
    wanted = groups or tuple(each.group for each in held.underway.journey.positions)
    at = clock.now()
    return tuple(
        replan(held.underway, Asked(each, at, because, held.network, held.houses), solving) for each in wanted
    )


def replan_journey(  # noqa: PLR0913  (for whom, because of what, with which news, in which danger)
    desk: Desk,
    journey: str,
    because: str = "asked",
    *,
    group: str | None = None,
    avoid: tuple[str, ...] = (),
    danger: bool = False,
) -> tuple[Changed, ...]:
    """Plan every group of a journey anew, or one, and live the plan as far as the signed terms allow.

    `avoid`: helpers and places that the new plan must not use. `danger`: one word is enough, also below the
    floor. Raises BadInput for a group that is held somewhere and cannot move, and for a journey that a
    withdrawn consent has stopped.
    """
    held = open_journey(desk, VERB, journey)
    _check_free(held, danger=danger)
    told = Held(_avoiding(held.underway, avoid), held.opened, held.network, held.houses)
    made = plans(told, because, (group,) if group is not None else ())
    for each in made:
        if not can_move(told.underway.journey, each.group):
            raise BadInput.at(_("group"), _("one that is held and cannot move"), _("one that is free"))
    proposals = {each.group: _in_full(each) for each in made if not danger and _needed(told, each) > 1}
    with acting(desk, VERB, because) as work:
        after, changed, decisions = live_plans(work, told, made, danger=danger, proposals=proposals)
        save_journey(desk, work, held, after)
        save(work, held.record.compartment, [Draft(each) for each in decisions])
    return tuple(Changed(each.planned, each.compared, after.journey) for each in changed)


def _check_free(held: Held, *, danger: bool) -> None:
    """Refuse a journey that a withdrawn consent has stopped; out of present danger all are brought."""
    if halted(held.underway.journey.halts) and not danger:
        found = _("one that is stopped because somebody took the consent back")
        raise BadInput.at(_("journey"), found, _("one whose halt has been ended"))


def _needed(held: Held, planned: Planned) -> int:
    return signatures(terms_of(held.underway.journey), planned.compared)


def _in_full(planned: Planned) -> Mapping[str, Any]:
    """Return a new plan as a decision is proposed, so that others can read its risks and sign it."""
    standpoint = planned.standpoint
    return stored(decide(standpoint.network, standpoint.case, reasons=False, time_limit=SECONDS))


def _avoiding(underway: Underway, more: tuple[str, ...]) -> Underway:
    return underway.changed(avoids=with_avoided(underway.journey, more).avoids) if more else underway


class Taken(NamedTuple):
    """One plan, and what was made of it."""

    planned: Planned
    compared: Replanning


def live_plans(
    work: Work,
    held: Held,
    made: tuple[Planned, ...],
    *,
    danger: bool,
    proposals: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
) -> tuple[Underway, list[Taken], list[DecisionRecord]]:
    """Return the journey with plans that may be lived now taken, the others proposed, and their decisions."""
    after, changed, decisions = held.underway, list[Taken](), list[DecisionRecord]()
    by, at = work.session.member_id, work.at
    for planned in made:
        needed = _needed(Held(after, held.opened, held.network, held.houses), planned)
        go = needed == 1 or (danger and needed > 0)
        now = Held(after, held.opened, held.network, held.houses)
        decision = decided(work, now, planned, proposals.get(planned.group)) if needed else None
        if decision is not None and go:
            because, alone = planned.compared.because, danger and needed > 1
            decision = taken_by(work.session, decision, because, at, oral=alone)
        if go:
            after = adopt(after, planned, at)
        elif planned.compared.p_kept is None:
            after = stop(after, planned.group, at)
        compared = planned.compared.model_copy(
            update={
                "by": by,
                "decision": decision.id if decision is not None else None,
                "state": "taken" if go else "proposed" if needed else "none",
            }
        )
        after = after.changed(replannings=(*after.journey.replannings, compared))
        after = after.changed(decision=decision.id) if go and decision is not None else after
        changed.append(Taken(planned, compared))
        decisions += [decision] if decision is not None else []
    return after, changed, decisions


def live_signed(desk: Desk, journey: str, decision: str) -> Journey:
    """Live a new plan that was proposed and has been signed since; it is made anew on what is known now.

    Raises BadInput where it was not proposed for this journey, or is not signed, or promises less by now
    than what was signed.
    """
    held = open_journey(desk, VERB, journey)
    _check_free(held, danger=False)
    waiting = [
        e for e in held.underway.journey.replannings if e.decision == decision and e.state == "proposed"
    ]
    found = find(desk.session, decision, "decision")
    with opening(desk, VERB, [found.id]) as look:
        record = kept(desk.session, open_records(look, [found.id])[0]).record
    if not waiting or not standing(record).enough:
        raise BadInput.at(_("decision"), _("none that was proposed here and signed"), _("one that is `go`"))
    (planned,) = plans(held, waiting[-1].because, (waiting[-1].group,))
    signed, now = waiting[-1].p_after or 0.0, planned.compared.p_after or 0.0
    if now < signed - _WORSE:
        said = _("{now:.0%} by now").format(now=now)
        raise BadInput.at(
            _("plan"), said, _("at least the {signed:.0%} that was signed").format(signed=signed)
        )
    with acting(desk, VERB, waiting[-1].because) as work:
        after = adopt(held.underway, planned, work.at)
        taken = waiting[-1].model_copy(update={"state": "taken"})
        entries = tuple(taken if each is waiting[-1] else each for each in after.journey.replannings)
        save_journey(desk, work, held, after.changed(replannings=entries, decision=decision))
    return after.journey


_WORSE = 0.005  # half a percent: the hours that the signatures took
