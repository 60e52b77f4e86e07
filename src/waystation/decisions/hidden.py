"""What may a member be shown of a decision before he has formed an opinion of his own?

The risks: all of it. What others think: nothing, not even whether they are for it.
"""

from __future__ import annotations

from waystation.decisions.standing import review_open
from waystation.domain.decision_record import DecisionRecord, latest, read_by


def may_see(record: DecisionRecord, member: str) -> bool:
    """Tell whether a member may see what others think.

    He may when he has noted that he has read the risks and has entered his own opinion, and when nothing is
    left to be decided.
    """
    if record.state != "open" and not review_open(record):
        return True
    return read_by(record, member) and member in latest(record)


def shown_to(record: DecisionRecord, member: str) -> DecisionRecord:
    """Return a decision as a member may see it now."""
    if may_see(record, member):
        return record
    mine = tuple(each for each in record.signatures if each.by == member)
    own = {each.reason for each in mine if each.reason is not None}
    reason = record.below_floor_reason if record.below_floor_reason in own else None
    return record.model_copy(update={"signatures": mine, "below_floor_reason": reason})
