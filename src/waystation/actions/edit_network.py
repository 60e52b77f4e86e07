"""How is a network changed, place by place and leg by leg, and judged as a file would be?"""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk
from waystation.actions.one_record import open_one, save_one
from waystation.domain.case_record import NetworkRecord
from waystation.domain.network_versions import changed
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.plan.edited import Edit, edited, fingerprint
from waystation.vault.faults import Conflict
from waystation.vault.records import Saved

VERB = N_("edit network")


def edit_network(desk: Desk, network: str, edits: Sequence[Edit], why: str = "") -> Saved:
    """Make these changes of a network (its key or id), all of them or none; what takes them back is kept.

    Raises BadInput with the path of each field that is wrong, NotAllowed, and Conflict where one of the
    things is not any more as it was seen (`Edit.seen`) or somebody else saved at the same moment.
    """
    opened, record = open_one(desk, VERB, NetworkRecord, network, why)
    if any(each.seen not in {None, fingerprint(record.network, each.part, each.id)} for each in edits):
        raise Conflict([opened.id])
    after = changed(record, edited(record.network, edits), clock.now(), desk.session.member_id)
    if after is record:
        return Saved(opened.id, opened.counter)
    return save_one(desk, VERB, opened, after, why)
