"""Who belongs to the organisation?"""

from __future__ import annotations

from waystation.actions.acting import Desk, opening
from waystation.domain.access import Member
from waystation.kit.language import N_

VERB = N_("list members")


def list_members(desk: Desk) -> list[Member]:
    """Return the cards of all members, by name."""
    with opening(desk, VERB):
        return sorted(desk.session.directory.members.values(), key=lambda each: each.name)
