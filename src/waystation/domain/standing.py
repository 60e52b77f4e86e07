"""How does a record stand, in a word that lists show before anybody opens it?"""

from __future__ import annotations

from waystation.domain.case_record import CaseRecord
from waystation.domain.compromise import Compromise
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.helper_record import HelperRecord, is_marked
from waystation.domain.house import House
from waystation.domain.journey import Journey
from waystation.domain.payment_record import PaymentRecord
from waystation.domain.record import Record


def standing(record: Record) -> str:
    """Return the state of a record; empty for a kind that has none.

    A case says its urgency too, and one in present danger says so: `requested emergency danger`.
    """
    match record:
        case CaseRecord():
            danger = "danger" if record.present_danger else None
            return " ".join(word for word in (record.state, record.urgency, danger) if word)
        case DecisionRecord() | Journey() | PaymentRecord():
            return record.state
        case Compromise():
            return _told(record)
        case HelperRecord():
            return "marked" if is_marked(record) else "denied" if record.denied else ""
        case House():
            return "marked" if any(mark.taken_back_at is None for mark in record.marks) else ""
        case _:
            return ""


def _told(record: Compromise) -> str:
    if record.taken_back_at is not None:
        return "taken_back"
    return "told" if all(each.done_at is not None for each in record.items) else "telling"
