"""What was proposed, what was known then, and who signed?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from waystation.domain.base import Flag, Frozen, Instant, Probability, Text
from waystation.domain.case import Case
from waystation.domain.decision_rules import DecisionRules
from waystation.domain.halt import Halt
from waystation.domain.network import Network
from waystation.domain.record import CaseId, DecisionId, Form, MemberId, NetworkId, Record

OpinionWord = Literal["go", "wait", "decline"]
DecisionState = Literal["open", "go", "wait", "declined", "replaced", "stopped"]
"""`stopped`: something that it rested on was taken back."""


class Opinion(Frozen):
    """One member's signed word on a decision, formed before the others' could be seen."""

    by: MemberId
    at: Instant
    role: Text | None = None
    opinion: OpinionWord
    reason: Text | None = None
    oral: Flag = False
    """Given by word of mouth in present danger, to be confirmed within a day."""
    confirmed_at: Instant | None = None
    signature: Text | None = None
    """Ed25519 in hex, over all of it and what the decision proposes. Absent: it counts for nothing."""


class Reading(Frozen):
    """That a member has read the risks, before he could see what others think."""

    by: MemberId
    at: Instant


class Precondition(Frozen):
    """One thing that must be so before anybody goes. `code` names the sentence."""

    code: Text
    about: Text | None = None
    """The key of the person, helper or house that it is about."""
    detail: Text | None = None
    """What is missing, or what was found."""
    met: Flag = False
    may_follow: Flag = False
    """Whether it may follow within a day where people are in present danger."""
    seen: Flag = True
    """Whether the desk that looked may see it at all."""


class KnownRecord(Frozen):
    """A record as it was when somebody looked at it: which one, and the counter that it had then."""

    kind: Text
    key: Text
    id: Text
    counter: Annotated[int, Field(strict=True, ge=0)]


class Checks(Frozen):
    """What one member found when he looked at all preconditions."""

    at: Instant
    by: MemberId
    preconditions: tuple[Precondition, ...] = ()
    looked_at: tuple[KnownRecord, ...] = ()


class ContinuityPack(Frozen):
    """That a second desk holds what it needs to take over the watch."""

    holder: Text
    """The member, or what the other desk is called."""
    by: MemberId
    """Who noted it: the holder himself, or who had his word."""
    at: Instant
    until: Instant
    """When it expires."""


class DecisionRecord(Record):
    """A decision: the proposal, all that it was made from, and the signatures."""

    kind: Literal["decision"] = "decision"
    schema_: Form = 1
    case: CaseId
    network: NetworkId | None = None
    made_at: Instant
    by: MemberId | None = None
    """Who asked for it."""
    proposal: Mapping[str, Any]
    """What `waystation decide --json` prints."""
    known_network: Network
    """The network as it was."""
    known_case: Case
    """The case file as it was."""
    without_valued: Flag = False
    """Whether houses of any worth were kept out of it, because the caller was not verified."""
    known_records: tuple[KnownRecord, ...] = ()
    """The records that it was made from."""
    rules: DecisionRules = DecisionRules()
    """The organisation's rules as they were."""
    floor: Probability | None = None
    """The organisation's floor, fixed beforehand."""
    floor_low: Probability | None = None
    """The same for the 10th percentile of what is believed."""
    present_danger: Flag = False
    """Whether getting them out must not wait for a second signature."""
    replan_of: DecisionId | None = None
    """The signed decision that it goes on from, with the group under way."""
    below_floor_reason: Text | None = None
    """Why it goes below the floor; asks for a third signature."""
    readings: tuple[Reading, ...] = ()
    signatures: tuple[Opinion, ...] = ()
    """Oldest first. Of one who has changed his mind the last one counts, and the others stay."""
    checks: tuple[Checks, ...] = ()
    """Who looked at the preconditions when, oldest first; of the same member only the last one."""
    packs: tuple[ContinuityPack, ...] = ()
    went_at: Instant | None = None
    """When it became go."""
    review_by: Instant | None = None
    """After present danger: by when a second member must have looked, and spoken consents be confirmed."""
    replaced_by: DecisionId | None = None
    replaced_because: tuple[Text, ...] = ()
    """What had changed."""
    state: DecisionState = "open"
    halts: tuple[Halt, ...] = ()
    """What stopped it, oldest first."""


def latest(record: DecisionRecord) -> dict[str, Opinion]:
    """Return the opinion of each member that counts, by member."""
    return {each.by: each for each in record.signatures}


def read_by(record: DecisionRecord, member: str) -> bool:
    """Tell whether a member has noted that he has read the risks."""
    return any(each.by == member for each in record.readings)
