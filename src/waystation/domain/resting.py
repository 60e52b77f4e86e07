"""What rests on a person's consent, and how is it stopped when she takes it back?"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from waystation.domain.decision_record import DecisionRecord
from waystation.domain.halt import Halt
from waystation.domain.journey import Journey, JourneyState
from waystation.domain.person import Agreement, Purpose
from waystation.domain.record import Record

RESTING: Mapping[Purpose, frozenset[str]] = MappingProxyType({"move": frozenset({"decision", "journey"})})
"""By purpose: the kinds of records that rest on such a consent. A kind that is made for another purpose (a
release on `publish`, a statement on `testimony`) gets its line here with its record."""
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
