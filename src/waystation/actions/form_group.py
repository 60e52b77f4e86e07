"""Who of a case moves together?"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, drafted, keep, of_kind, opened_at, opened_one
from waystation.domain.case_record import CaseRecord
from waystation.domain.group_record import GroupRecord
from waystation.domain.grouping import check_members
from waystation.kit.language import N_
from waystation.vault.finding import could_open
from waystation.vault.records import Draft, Opened, Saved

VERB = N_("form group")


def form_group(desk: Desk, case: Seen, members: Sequence[str], traits: Sequence[str] = ()) -> Saved:
    """Put persons of a case together. Returns where the group stands.

    Raises BadInput for nobody, for somebody who is not of the case, and for somebody who is in another group
    that has not ended; BothSides.
    """
    opened, value = opened_one(desk, VERB, case, CaseRecord)
    others = [of_kind(each, GroupRecord) for each in groups_of(desk, VERB, value)]
    check_members(value, members, others)
    group = GroupRecord(
        id=secrets.token_hex(4), case=value.id, members=tuple(members), traits=tuple(dict.fromkeys(traits))
    )
    after = value.model_copy(update={"groups": (*value.groups, group.id)})
    drafts = [Draft(group), drafted(opened, after, case)]
    saved = keep(desk, VERB, [(opened.compartment, each) for each in drafts])
    return next(each for each in saved if each.id != opened.id)


def change_group(desk: Desk, group: Seen, members: Sequence[str], traits: Sequence[str]) -> Saved:
    """Change who is in a group that has not moved yet, and what matters for its way.

    Raises BadInput as `form_group`, and for a group that has ended; BothSides.
    """
    opened, value = opened_one(desk, VERB, group, GroupRecord)
    _case, case = opened_one(desk, VERB, Seen(value.case or ""), CaseRecord)
    others = [of_kind(each, GroupRecord) for each in groups_of(desk, VERB, case)]
    check_members(case, members, others, but=value)
    after = value.model_copy(update={"members": tuple(members), "traits": tuple(dict.fromkeys(traits))})
    return keep(desk, VERB, [(opened.compartment, drafted(opened, after, group))])[0]


def groups_of(desk: Desk, verb: str, case: CaseRecord) -> list[Opened]:
    """Open the groups of a case that the member holds."""
    found = [
        each.id
        for each in could_open(desk.session)
        if each.listed.kind == "group" and each.listed.key in case.groups
    ]
    return opened_at(desk, verb, found) if found else []
