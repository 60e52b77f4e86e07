"""Who may see a page? Each has exactly one rule, and a page without one is not served."""

from __future__ import annotations

from dataclasses import dataclass

from waystation.actions.permissions import check_verb, may
from waystation.domain.access import MemberRole


@dataclass(frozen=True)
class Rule:
    """For whom a page is: for everybody, for every member, or for whom a verb of the table allows it."""

    verb: str | None = None
    member: bool = True

    def allows(self, role: MemberRole) -> bool:
        """Tell whether a member of this role may see it; perhaps not act alone on it."""
        return self.verb is None or may(role, self.verb)

    def check(self, role: MemberRole) -> None:
        """Raise NotAllowed where a member of this role may not see it."""
        if self.verb is not None and not may(role, self.verb):
            check_verb(role, self.verb)


EVERYBODY = Rule(member=False)
MEMBER = Rule()


def needs(verb: str) -> Rule:
    """Return the rule of a page that is for whom a verb of the permission table is."""
    return Rule(verb)
