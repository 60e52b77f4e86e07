"""How is the last change of a network taken back, or made again? Both are changes too."""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.edit_network import VERB
from waystation.actions.one_record import open_one, save_one
from waystation.domain.case_record import NetworkRecord
from waystation.domain.network_versions import before_last, stepped
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.plan.load import parse_network
from waystation.vault.records import Saved


def undo_network(desk: Desk, network: str, why: str = "", *, again: bool = False) -> Saved:
    """Take the last change of a network back or, `again`, make the one that was taken back once more.

    Raises BadInput where there is none; NotAllowed and Conflict as in `edit_network`.
    """
    opened, record = open_one(desk, VERB, NetworkRecord, network, why)
    data = before_last(record, again=again)
    if data is None:
        raise BadInput.at(_("network"), _("no change that is kept"), _("one change at least"))
    now, by = clock.now(), desk.session.member_id
    return save_one(desk, VERB, opened, stepped(record, parse_network(data), now, by, again=again), why)
