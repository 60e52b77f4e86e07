"""What does the title of a decision's record say, so that lists need not open it?

It says how many have entered an opinion, never which.
"""

from __future__ import annotations

import re

from waystation.decisions.standing import needed, review_open
from waystation.domain.decision_record import DecisionRecord, latest

_TITLE = re.compile(
    r"(?P<case>.+): (?P<state>open|review|go|wait|declined|replaced|stopped), [0-9]+/[0-9]+", re.DOTALL
)
WAITING = frozenset({"open", "review"})


def title_of(record: DecisionRecord) -> str:
    """Return the title: the case's key, the state, how many have signed of how many."""
    state = "review" if review_open(record) else record.state
    return f"{record.case}: {state}, {len(latest(record))}/{needed(record)}"


def state_in(title: str) -> str | None:
    """Return the state that a title says; None where somebody else has written it."""
    found = _TITLE.fullmatch(title)
    return None if found is None else found["state"]


def standing_of(state: str, title: str) -> str:
    """Return how a decision stands: what its manifest says, and `review` where one alone let them go."""
    said = state_in(title)
    return said or "open" if not state or (state, said) == ("go", "review") else state


def case_in(title: str) -> str | None:
    """Return the key of the case that a title says; None where somebody else has written it."""
    found = _TITLE.fullmatch(title)
    return None if found is None else found["case"]
