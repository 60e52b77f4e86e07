"""What does the engine answer for a group under way, and once for all that stand alike?"""

from __future__ import annotations

import hashlib

from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.domain.route import Policy
from waystation.plan.checks.sound import require_sound
from waystation.plan.hazard import timetable
from waystation.plan.policy import best_start, prepare
from waystation.plan.table import answer

SECONDS = 10.0  # for one plan; usual ones take a hundredth of one


def solve(network: Network, case: Case) -> Policy | None:
    """Return the best policy from where a group stands, None where no attempt can lead to safety."""
    require_sound(network, case)
    table = timetable(network, case)
    if table.safe[table.origin] or not table.legs:
        return None
    search = prepare(table)
    start = best_start(search, 0, table.last + 1, SECONDS)
    if start.leg is None or start.low <= 0.0:
        return None
    return answer(table, search, start)


class Remembering:
    """Solves each question once: journeys at the same place with the same knowledge share a plan."""

    def __init__(self) -> None:
        self.asked = 0
        self._known: dict[str, Policy | None] = {}

    def __call__(self, network: Network, case: Case) -> Policy | None:
        """Return the best policy, from memory where it was asked for before."""
        self.asked += 1
        key = _key(network, case)
        if key not in self._known:
            self._known[key] = solve(network, case)
        return self._known[key]

    @property
    def solved(self) -> int:
        """How many plans were made."""
        return len(self._known)


def _key(network: Network, case: Case) -> str:
    """Return a digest of a question; whose case it is changes no answer."""
    asked = case.model_copy(update={"id": "-", "floor": None})
    text = network.model_dump_json() + asked.model_dump_json()
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
