"""The other desk is silent. How does this one take over its journeys?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from waystation.actions.acting import Desk, acting, opening, require
from waystation.actions.take_in_bundle import take_in_bundle
from waystation.domain.journey import Journey
from waystation.journey.expected import with_check_ins
from waystation.vault.records import Draft, open_records, save

VERB = "take over journeys"


def take_over_journeys(
    desk: Desk,
    path: str | Path,
    *,
    into: str | None = None,
    identities: Sequence[Any] = (),
    trusted: Sequence[str] = (),
) -> tuple[Journey, ...]:
    """Take in a continuity pack, and let this desk live and watch its journeys from now on.

    Raises BadInput for a pack that has expired or is from a stranger.
    """
    require(desk, VERB)
    taken = take_in_bundle(desk, path, into=into, identities=identities, trusted=trusted)
    ids = [*taken.new, *taken.same, *taken.replaced]
    with opening(desk, VERB, ids) as look:
        opened = [each for each in open_records(look, ids) if each.kind == "journey"]
    found = []
    with acting(desk, VERB) as work:
        for each in opened:
            if not isinstance(each.value, Journey):
                continue
            noted = {"taken_over_at": work.at, "taken_over_by": work.session.member_id}
            journey = with_check_ins(each.value.model_copy(update=noted))
            save(work, each.compartment, [Draft(journey, each.title, each.id, each.counter)])
            found.append(journey)
    return tuple(found)
