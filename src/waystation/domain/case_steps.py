"""Which step may a case take next, and what stands in the way?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from waystation.domain.case_record import CaseRecord, CaseState, CaseStep
from waystation.domain.indicators import standing
from waystation.domain.triage import triage, urgency_of
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import _
from waystation.kit.shown import either

_ENDS: tuple[CaseState, ...] = ("declined", "withdrawn", "lost", "unknown")
STEPS: Mapping[CaseState, tuple[CaseState, ...]] = MappingProxyType(
    {
        "requested": ("triaged", *_ENDS),
        "triaged": ("accepted", *_ENDS),
        "accepted": ("planned", "triaged", *_ENDS),
        "planned": ("moving", "accepted", *_ENDS),
        "moving": ("arrived", "planned", "withdrawn", "lost", "unknown"),
        "arrived": ("settled", "moving", "lost", "unknown"),
        "settled": ("unknown",),
        "declined": ("triaged",),
        "withdrawn": ("triaged",),
        "lost": ("moving", "arrived", "triaged", "unknown"),
        "unknown": ("triaged", "moving", "arrived", "settled", "lost"),
    }
)
"""The steps that are allowed from each state, the usual one first."""
_FORWARD: tuple[CaseState, ...] = (
    "requested", "triaged", "accepted", "planned", "moving", "arrived", "settled",
)  # fmt: skip
_NEEDS_CLEAR: frozenset[CaseState] = frozenset({"accepted", "planned", "moving"})


def needs_reason(state: CaseState, to: CaseState) -> bool:
    """Tell whether the step has to be explained: every end, every way back, and every return from an end."""
    if state in _ENDS or to in _ENDS:
        return True
    return _FORWARD.index(to) < _FORWARD.index(state)


def faults_of(case: CaseRecord, to: CaseState) -> list[Fault]:
    """Return what stands in the way of a step; nothing where it may be taken."""
    where = _("step of the case")
    if to not in STEPS[case.state]:
        return [Fault(where, f"{case.state} -> {to}", either(STEPS[case.state]))]
    faults = []
    if to == "triaged" and case.state == "requested" and urgency_of(case) is None:
        faults.append(Fault(where, _("no answer and no word on the urgency"), _("answers of the intake")))
    if to == "triaged" and not case.overrides and (missing := triage(case.answers).unanswered):
        found = _("questions without an answer: {keys}").format(keys=", ".join(missing))
        faults.append(Fault(where, found, _("an answer, also `unknown`, or a member's word on the urgency")))
    if to in _NEEDS_CLEAR and (signs := standing(case)):
        found = _("signs that stand: {signs}").format(signs=", ".join(each.sign for each in signs))
        faults.append(Fault(where, found, _("signs that a protection officer has cleared")))
    if to == "accepted" and not case.persons:
        faults.append(Fault(where, _("a case without persons"), _("at least one person's record")))
    if to == "planned" and case.case is None:
        faults.append(Fault(where, _("a case without a case file"), _("a case file")))
    return faults


def stepped(case: CaseRecord, to: CaseState, at: datetime, by: str, reason: str | None = None) -> CaseRecord:
    """Return the case after a step. Raises BadInput with everything that stands in its way."""
    faults = faults_of(case, to)
    reason = (reason or "").strip() or None
    if not faults and reason is None and needs_reason(case.state, to):
        faults = [Fault(_("reason"), _("nothing"), _("why, for whoever reads it in a year"))]
    if faults:
        raise BadInput(faults)
    step = CaseStep(at=at, state=to, by=by, reason=reason)
    return case.model_copy(update={"state": to, "urgency": urgency_of(case), "steps": (*case.steps, step)})
