"""What exactly does a member sign with his opinion, so that it can be moved to no other decision?"""

from __future__ import annotations

import hashlib
import json

from waystation.domain.decision_record import DecisionRecord, Opinion
from waystation.domain.kinds import data_of

_ABOUT = frozenset(
    {
        *("id", "case", "network", "made_at", "proposal", "known_network", "known_case", "rules", "floor"),
        *("floor_low", "present_danger", "replan_of", "without_valued"),
    }
)
"""What of a decision does not change any more once it was proposed."""


def said(record: DecisionRecord, opinion: Opinion) -> bytes:
    """Return the bytes that are signed: all of the opinion, and all that the decision was made from."""
    about = {name: value for name, value in data_of(record).items() if name in _ABOUT}
    words = opinion.model_dump(mode="json", exclude={"signature", "confirmed_at"})
    return _digest(about) + _digest(words)


def _digest(data: object) -> bytes:
    text = json.dumps(data, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()
