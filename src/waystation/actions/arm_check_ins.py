"""How does a journey come to be watched, from its first check-in on?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting, require
from waystation.actions.permissions import check_kind
from waystation.actions.watched_journey import open_journey, persons_on
from waystation.domain.journey import JourneyWatch
from waystation.journey.arming import Armed, Persons, arm, begun
from waystation.journey.checkins import Rhythm, schedule
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.records import save

VERB = N_("arm check-ins")


def arm_check_ins(
    desk: Desk, journey: str, how: JourneyWatch, rhythm: Rhythm | None = None, why: str = ""
) -> Armed:
    """Watch a journey, named by its key or id; return the words, which the travellers are told.

    With a rhythm its check-ins follow from its stages, without one those of its record are taken. Done again,
    it brings the watch to what the record says now. Raises BadInput where nothing would be expected, and
    where nobody would be told.
    """
    require(desk, VERB)
    check_kind(desk.session.me.role, "journey", save=True)
    meant = open_journey(desk, VERB, journey)
    before = meant.journey
    persons: Persons = persons_on(desk, VERB, before) if how.remote else {}
    check_ins = before.check_ins if rhythm is None else schedule(before.stages, rhythm, before.check_ins)
    if all(each.came_at is not None for each in check_ins):
        raise BadInput.at(
            _("check-ins"), _("none that is still to come"), _("a journey with a stage that is not over")
        )
    with acting(desk, VERB, why) as work:
        changed = begun(work, meant.opened.compartment, before, how).model_copy(
            update={"check_ins": check_ins}
        )
        save(work, meant.opened.compartment, [meant.draft(changed)])
        return arm(work, meant.place, changed, persons)
