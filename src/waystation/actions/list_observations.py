"""What was observed of a network, how much does each still weigh, and which figures speak for a change?"""

from __future__ import annotations

from typing import NamedTuple

from waystation.actions.acting import Desk, opening
from waystation.actions.one_record import open_one
from waystation.domain.case_record import NetworkRecord
from waystation.domain.observation import Observation, trusted_weight
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.plan.suggested import Suggestion, Unsaid, suggestions
from waystation.vault.finding import of_kind
from waystation.vault.records import Opened, open_records

VERB = N_("list observations")
MOST = 200
"""Observations that are opened: those that were changed last."""


Thing = tuple[str, str]
"""What kind of thing was observed, and its id."""


class Noted(NamedTuple):
    """An observation, and what it weighs now."""

    opened: Opened
    observation: Observation
    weight: float


class Observed(NamedTuple):
    """Observations of a network, the newest first, and what they speak for."""

    listed: tuple[Noted, ...]
    suggestions: tuple[Suggestion, ...]
    unsaid: tuple[Unsaid, ...]
    unopened: int = 0


def list_observations(
    desk: Desk, network: str, thing: Thing | None = None, stands_for: float = 0.0, why: str = ""
) -> Observed:
    """Return what was observed of a network (its key or id), or of one thing of it.

    `stands_for`: how many attempts a figure that is a bare number is worth; with 0 it is left alone. Raises
    NotAllowed, BeyondQuota.
    """
    _opened, record = open_one(desk, VERB, NetworkRecord, network, why)
    there = sorted(of_kind(desk.session, "observation"), key=lambda each: each.listed.changed, reverse=True)
    ids, at = [each.id for each in there[:MOST]], clock.now()
    with opening(desk, VERB, ids, why) as look:
        opened = open_records(look, ids)
    noted = [
        Noted(each, value, trusted_weight(value, at))
        for each in opened
        if isinstance(value := each.value, Observation)
        and value.network == record.id
        and thing in {None, (value.about, value.which)}
    ]
    noted.sort(key=lambda each: each.observation.seen_at, reverse=True)
    said, unsaid = suggestions(record.network, (each.observation for each in noted), at, stands_for)
    return Observed(tuple(noted), tuple(said), tuple(unsaid), len(there) - len(ids))
