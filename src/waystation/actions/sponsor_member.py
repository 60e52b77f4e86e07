"""How does a member vouch for somebody new?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.domain.access import Application, Member
from waystation.kit.language import N_
from waystation.vault.members import sponsor

VERB = N_("sponsor member")


def sponsor_member(desk: Desk, application: Application) -> Member:
    """Sign an application, after comparing its words face to face (`members.words_of`).

    With enough sponsors the newcomer is a member and can unlock. Raises NotAllowed for a second signature of
    one member.
    """
    with acting(desk, VERB) as work:
        return sponsor(work, application)
