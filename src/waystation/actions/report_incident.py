"""Something has happened on the way. What does it change, and how would they go on from there?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from waystation.actions.acting import Desk, acting
from waystation.actions.journeys import Held, open_journey, save_journey
from waystation.actions.replan_journey import plans
from waystation.domain.journey import Journey
from waystation.journey.groups import Part, split
from waystation.journey.incidents import Report, report
from waystation.journey.replan import Planned
from waystation.journey.underway import Underway
from waystation.kit.errors import BadInput
from waystation.kit.language import _

VERB = "report incident"


class Reported(NamedTuple):
    """The journey after an incident, and for each group the best plan from there, beside the old one."""

    journey: Journey
    plans: tuple[Planned, ...]


def report_incident(desk: Desk, journey: str, told: Report, parts: Sequence[Part] = ()) -> Reported:
    """Write an incident down, and plan anew at once for every group; nothing of it is lived yet.

    `parts` says into which groups a group has come apart, where the incident is a split. `replan journey`
    takes the plans that are returned. Raises BadInput where the group is not under way.
    """
    held = open_journey(desk, VERB, journey)
    after = report(held.underway, _noted(desk, told))
    if told.incident.kind == "split":
        group = after.journey.incidents[-1].group
        after = _apart(after, group or "", told, parts)
    with acting(desk, VERB, told.incident.kind) as work:
        save_journey(desk, work, held, after)
    made = plans(Held(after, held.opened, held.network, held.houses), told.incident.kind)
    return Reported(after.journey, made)


def _noted(desk: Desk, told: Report) -> Report:
    incident = told.incident.model_copy(update={"noted_by": desk.session.member_id})
    return told._replace(incident=incident)


def _apart(after: Underway, group: str, told: Report, parts: Sequence[Part]) -> Underway:
    if not parts:
        raise BadInput.at(_("incident"), _("a split without its parts"), _("who is in which part"))
    return split(after, group, parts, told.incident.at)
