"""What does a second desk need to take over the journeys of this one, if it is lost?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from waystation.actions.acting import Desk, acting, opening, require
from waystation.actions.make_bundle import USUAL, make_bundle
from waystation.actions.permissions import may_open
from waystation.actions.view_journey import under_way
from waystation.domain.group_record import GroupRecord
from waystation.domain.journey import Journey
from waystation.journey.stages import named_in
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.finding import could_open
from waystation.vault.records import Opened, open_records

VERB = "make continuity pack"


class Packed(NamedTuple):
    """What a continuity pack holds."""

    journeys: tuple[str, ...]
    records: int


def make_continuity_pack(  # noqa: PLR0913  (which journeys, where to, for whom, for how long)
    desk: Desk,
    path: str | Path,
    journeys: Sequence[str] = (),
    members: Sequence[str] = (),
    others: Sequence[str] = (),
    *,
    lasts: timedelta = USUAL,
) -> Packed:
    """Seal journeys with all that lives in them for a second desk: groups, persons, cases, networks, helpers.

    Without `journeys` all that are under way. It is a bundle: signed, for a time, and the ledger says before
    anything is opened who is told what. Raises BadInput for nobody, and where there is no journey.
    """
    require(desk, VERB)
    why = "continuity pack"
    with acting(desk, VERB, why):
        pass
    opened = _journeys(desk, journeys, why)
    lived = [each.value for each in opened if isinstance(each.value, Journey)]
    if not lived:
        raise BadInput.at(_("continuity pack"), _("no journey"), _("one at least that is under way"))
    names = {name for each in lived for name in _needs(each)}
    parts = _with_keys(desk, names)
    groups = _open(desk, [each for each, kind in parts.items() if kind == "group"], why)
    people = {
        ("person", who)
        for each in groups
        if isinstance(each.value, GroupRecord)
        for who in each.value.members
    }
    ids = list(dict.fromkeys([*(each.id for each in opened), *parts, *_with_keys(desk, people)]))
    count = make_bundle(desk, path, ids, members, others, lasts=lasts, why=why)
    return Packed(tuple(each.id for each in lived), count)


def _journeys(desk: Desk, keys: Sequence[str], why: str) -> list[Opened]:
    there = under_way(desk)
    wanted = [each.id for each in there if not keys or each.listed.key in keys]
    return _open(desk, wanted, why)


def _open(desk: Desk, ids: Sequence[str], why: str) -> list[Opened]:
    if not ids:
        return []
    with opening(desk, VERB, ids, why) as look:
        return open_records(look, ids)


def _needs(journey: Journey) -> set[tuple[str, str]]:
    """Return the records that a journey needs to be lived, and watched, elsewhere."""
    ahead = [each for each in journey.stages if each.arrived_at is None and each.dropped_at is None]
    helpers = {helper for each in ahead for helper in named_in(each)} | set(journey.falls_back_on)
    found = {("case", journey.case), *(("group", each) for each in journey.groups)}
    found |= {("helper", each) for each in helpers}
    found |= {("house", each.house) for each in ahead if each.house}
    found |= {("decision", journey.decision)} if journey.decision else set()
    network = journey.terms.network if journey.terms is not None else None
    return found | ({("network", network)} if network else set())


def _with_keys(desk: Desk, names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return ids and kinds of those records that this member may open."""
    wanted, role = set(names), desk.session.me.role
    return {
        each.id: each.listed.kind
        for each in could_open(desk.session)
        if (each.listed.kind, each.listed.key) in wanted and may_open(role, each.listed.kind)
    }
