"""How do groups that stand at the same place go on as one, also where they come from two journeys?"""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk, acting
from waystation.actions.journeys import open_journey, save_journey
from waystation.domain.journey import Journey
from waystation.journey.groups import hand_to, merge
from waystation.kit import clock

VERB = "merge groups"


def merge_groups(  # noqa: PLR0913  (which groups of which journeys, and why)
    desk: Desk, journey: str, groups: Sequence[str], key: str, *, other: str | None = None, why: str = ""
) -> Journey:
    """Make one group, `key`, of several. Those that are part of the `other` journey go on with this one.

    Raises BadInput where they do not stand at the same place, or one is on its way.
    """
    held = open_journey(desk, VERB, journey, why)
    giving = open_journey(desk, VERB, other, why) if other is not None else None
    at, after = clock.now(), held.underway
    left = giving.underway if giving is not None else None
    for group in groups:
        if left is not None and group in {each.group for each in left.journey.positions}:
            left, after = hand_to(left, after, group, at)
    after = merge(after, groups, key, at)
    with acting(desk, VERB, why) as work:
        if giving is not None and left is not None:
            save_journey(desk, work, giving, left)
            held = held.with_opened(giving)
        save_journey(desk, work, held, after)
    return after.journey
