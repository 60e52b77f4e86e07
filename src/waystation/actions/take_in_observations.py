"""How does somebody take observations into the figures of a network, each of them once?"""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk, acting, opening, require
from waystation.actions.list_observations import MOST, Thing
from waystation.actions.one_record import open_one, save_in
from waystation.actions.permissions import check_kind
from waystation.domain.case_record import NetworkRecord
from waystation.domain.network import Network
from waystation.domain.network_versions import changed
from waystation.domain.observation import Observation
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.plan.edited import edited
from waystation.plan.suggested import suggestions
from waystation.vault.finding import of_kind
from waystation.vault.records import Opened, Saved, open_records

VERB = N_("take in observations")


def take_in_observations(
    desk: Desk, network: str, wanted: Sequence[Thing], stands_for: float = 0.0, why: str = ""
) -> Saved:
    """Change the figures of these things as their observations speak for, which then count no more.

    All of it or nothing, and it can be taken back as any change of a network; the observations are then
    still taken in. Raises BadInput where nothing speaks for a change, NotAllowed, Conflict.
    """
    require(desk, VERB)
    for kind in ("network", "observation"):
        check_kind(desk.session.me.role, kind, save=True)
    opened, record = open_one(desk, VERB, NetworkRecord, network, why)
    there = _observations(desk, record.id, why)
    after, used, at = record.network, [], clock.now()
    for each in wanted:
        after, weighed = _taken_in(after, each, [value for _opened, value in there], stands_for)
        used += weighed
    if not used:
        raise BadInput.at(_("observations"), _("none that speak for a change"), _("one at least"))
    with acting(desk, VERB, why) as work:
        saved = save_in(work, opened, changed(record, after, at, desk.session.member_id))
        for one, value in there:
            if value.id in used:
                save_in(work, one, value.model_copy(update={"taken_in_at": at}))
    return saved


def _observations(desk: Desk, network: str, why: str) -> list[tuple[Opened, Observation]]:
    there = sorted(of_kind(desk.session, "observation"), key=lambda each: each.listed.changed, reverse=True)
    ids = [each.id for each in there[:MOST]]
    with opening(desk, VERB, ids, why) as look:
        opened = open_records(look, ids)
    return [
        (each, value)
        for each in opened
        if isinstance(value := each.value, Observation) and value.network == network
    ]


def _taken_in(
    network: Network, wanted: Thing, observations: Sequence[Observation], stands_for: float
) -> tuple[Network, list[str]]:
    about = [each for each in observations if (each.about, each.which) == wanted]
    said, _unsaid = suggestions(network, about, clock.now(), stands_for)
    if not said:
        return network, []
    used = [weighed.observation.id for one in said for weighed in one.weighed]
    return edited(network, [one.edit for one in said]), used
