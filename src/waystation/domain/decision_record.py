"""What was proposed, what was known then, and who signed?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from waystation.domain.base import Flag, Frozen, Instant, Probability, Text
from waystation.domain.case import Case
from waystation.domain.halt import Halt
from waystation.domain.network import Network
from waystation.domain.record import CaseId, Form, MemberId, NetworkId, Record


class Opinion(Frozen):
    """One member's signed word on a decision, formed before the others' could be seen."""

    by: MemberId
    at: Instant
    role: Text | None = None
    opinion: Literal["go", "wait", "decline"]
    reason: Text | None = None
    oral: Flag = False
    """Given by word of mouth in present danger, to be confirmed within a day."""
    confirmed_at: Instant | None = None


class DecisionRecord(Record):
    """A decision: the proposal, all that it was made from, and the signatures."""

    kind: Literal["decision"] = "decision"
    schema_: Form = 1
    case: CaseId
    network: NetworkId | None = None
    made_at: Instant
    proposal: Mapping[str, Any]
    """What `waystation decide --json` prints."""
    known_network: Network
    """The network as it was."""
    known_case: Case
    """The case file as it was."""
    floor: Probability | None = None
    """The organisation's floor, fixed beforehand."""
    below_floor_reason: Text | None = None
    """Why it goes below the floor; asks for a third signature."""
    signatures: tuple[Opinion, ...] = ()
    state: Literal["open", "go", "wait", "declined", "replaced", "stopped"] = "open"
    """`stopped`: something that it rested on was taken back."""
    halts: tuple[Halt, ...] = ()
    """What stopped it, oldest first."""
