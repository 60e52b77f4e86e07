"""What does a desk know around a decision: the case, the people, helpers and houses, as they are now?"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from waystation.domain.access import Member
from waystation.domain.case_record import CaseRecord
from waystation.domain.decision_record import Precondition
from waystation.domain.decision_rules import DecisionRules, acts_as
from waystation.domain.helper_record import HelperRecord
from waystation.domain.house import Corridor, House
from waystation.domain.person import Person
from waystation.domain.vetting import VettingRules


@dataclass(frozen=True)
class Around:
    """The records around a decision, as this desk may open them at an instant."""

    at: datetime
    case: CaseRecord
    rules: DecisionRules
    members: Mapping[str, Member]
    persons: Mapping[str, Person] = field(default_factory=dict)
    helpers: Mapping[str, HelperRecord] = field(default_factory=dict)
    houses: tuple[House, ...] = ()
    corridors: tuple[Corridor, ...] = ()
    vetting: tuple[VettingRules, ...] = ()
    same: Mapping[str, Precondition] = field(default_factory=dict)
    """By helper: what was found of him today, where his record and the rules are as they were then."""
    sees: AbstractSet[str] = frozenset()
    """The kinds of records that this desk may open."""

    def officer(self, word: str | None) -> bool:
        """Tell whether a word (id, handle or name) means somebody who acts as protection officer."""
        if word is None:
            return False
        found = [
            each for each in self.members.values() if word in {each.id, each.name, each.application.handle}
        ]
        return len(found) == 1 and acts_as(self.rules, found[0].role, "protection officer")
