"""What does a case look like while it is taken in?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from waystation.domain.case_record import CaseRecord
from waystation.domain.intake import with_answers
from waystation.domain.question_lists import newest

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CALM = {
    "speaks": "self", "danger_now": "no", "found_out": "no", "can_stay": "longer", "taken": "no",
    "violence": "no", "moved_on": "no", "doctor": "no", "means_to_die": "no", "food": "yes", "minors": "none",
    "papers": "own", "debt": "no", "own_will": "yes", "recruiter": "no", "sold": "no", "watched": "no",
}  # fmt: skip
"""The answers of somebody who is in no danger and depends on nobody."""


def later(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def case(answers: dict[str, str] | None = None, **fields: Any) -> CaseRecord:
    """A case with some answers beside the calm ones, given at noon by Anna."""
    empty = CaseRecord.model_validate({"id": "c1", **fields})
    return with_answers(empty, CALM | (answers or {}), NOON, "anna")


def choices() -> list[tuple[str, str]]:
    """Every question with each of its choices."""
    return [(each.key, choice.key) for each in newest().questions for choice in each.choices]
