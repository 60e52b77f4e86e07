"""It was a mistake. How is a compromise taken back, and who may be asked again?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting, opening, require
from waystation.actions.permissions import may_open
from waystation.actions.tick_off import open_compromise
from waystation.actions.unmark import unmark
from waystation.actions.view_journey import under_way
from waystation.domain.compromise import Compromise
from waystation.domain.journey import Journey
from waystation.vault.records import Draft, Opened, open_records, save

VERB = "take back compromise"


def take_back_compromise(desk: Desk, compromise: str, reason: str) -> tuple[Compromise, tuple[str, ...]]:
    """Take a compromise back, two at the desk, with a reason; mark and taking back both stay in the ledger.

    Journeys go on by the plans they have now; those that may use what was avoided again are returned by key,
    and `replan journey` plans them. Raises BadInput where no mark stands, NotAllowed for one alone.
    """
    require(desk, VERB)
    opened, record = open_compromise(desk, VERB, compromise)
    unmark(desk, record.taken, record.about, reason)
    freed = _freed(desk, record)
    with acting(desk, VERB, reason) as work:
        after = record.model_copy(update={"taken_back_at": work.at, "taken_back_reason": reason})
        save(work, opened.compartment, [Draft(after, opened.title, opened.id, opened.counter)])
        for each, journey in freed:
            avoids = tuple(word for word in journey.avoids if word != record.about)
            changed = journey.model_copy(update={"avoids": avoids})
            save(work, each.compartment, [Draft(changed, each.title, each.id, each.counter)])
    return after, tuple(journey.id for _each, journey in freed)


def _freed(desk: Desk, record: Compromise) -> list[tuple[Opened, Journey]]:
    ids = [each.id for each in under_way(desk)] if may_open(desk.session.me.role, "journey") else []
    with opening(desk, VERB, ids) as look:
        opened = open_records(look, ids)
    found = ((each, each.value) for each in opened)
    return [
        (each, value) for each, value in found if isinstance(value, Journey) and record.about in value.avoids
    ]
