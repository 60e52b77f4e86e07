"""What rests on a person's consent, and how is it stopped when she takes it back?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar

from waystation.domain.decision_record import DecisionRecord
from waystation.domain.halt import Halt, halted
from waystation.domain.journey import Journey, JourneyState
from waystation.domain.person import Agreement, Purpose
from waystation.domain.record import Record
from waystation.kit.errors import BadInput
from waystation.kit.language import _

RESTING: Mapping[Purpose, frozenset[str]] = MappingProxyType({"move": frozenset({"decision", "journey"})})
"""By purpose: the kinds of records that rest on such a consent. A kind that is made for another purpose (a
release on `publish`, a statement on `testimony`) gets its line here with its record."""
R = TypeVar("R", DecisionRecord, Journey)
_UNDER_WAY: frozenset[JourneyState] = frozenset({"planned", "moving", "waiting"})


def rests_on(record: Record, answer: Agreement, groups: frozenset[str], case: str) -> bool:
    """Tell whether a record rests on a person's yes in a case.

    `groups` are the keys of the groups that she is in. A journey that names groups concerns her only where
    one of them is hers.
    """
    if answer.case not in {None, case} or record.model_fields_set.isdisjoint({"case"}):
        return False
    if getattr(record, "kind", None) not in RESTING.get(answer.purpose, frozenset()):
        return False
    if getattr(record, "case", None) != case:
        return False
    named = frozenset(record.groups) if isinstance(record, Journey) else frozenset()
    return not named or bool(named & groups)


def stopped(record: Record, halt: Halt) -> Record | None:
    """Return a decision or journey as it is once stopped; None where it is over or stopped for this already.

    A decision that says go does so no longer. A journey stands as `stopped`: nobody is taken further until a
    coordinator has spoken with her; the watch over those who are on the way goes on.
    """
    match record:
        case DecisionRecord(state="open" | "go" | "wait"):
            return record.model_copy(update={"state": "stopped", "halts": (*record.halts, halt)})
        case Journey() if record.state in _UNDER_WAY:
            return record.model_copy(update={"state": "stopped", "halts": (*record.halts, halt)})
    return None


def went_on(record: R, at: datetime, reason: str) -> R:
    """Return a decision or journey whose halts have ended, with the reason.

    A journey waits again where it stands, or is planned again where nobody has left yet. A decision stays
    stopped: what it was made from is no longer so, and it is decided anew. Raises BadInput where nothing
    halts it.
    """
    if not halted(record.halts):
        raise BadInput.at(_("halt"), _("nothing that halts it"), _("a decision or journey that is halted"))
    end = {"ended_at": at, "ended_reason": reason}
    halts = tuple(each if each.ended_at else each.model_copy(update=end) for each in record.halts)
    if isinstance(record, DecisionRecord):
        return record.model_copy(update={"halts": halts})
    left = any(stage.departed_at is not None for stage in record.stages)
    return record.model_copy(update={"halts": halts, "state": "waiting" if left else "planned"})
