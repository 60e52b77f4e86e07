"""May these persons be put into one group?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from waystation.domain.case_record import CaseRecord
from waystation.domain.group_record import GroupRecord
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import _


def is_living(group: GroupRecord) -> bool:
    """Tell whether a group has not gone into others."""
    return not group.went_into


def check_members(
    case: CaseRecord, members: Sequence[str], groups: Iterable[GroupRecord], but: GroupRecord | None = None
) -> None:
    """Raise BadInput where these persons (keys) cannot be one group of the case.

    `groups` are those of the case already; `but` is the one that is being changed.
    """
    if faults := list(
        _faults(case, members, [each for each in groups if but is None or each.id != but.id], but)
    ):
        raise BadInput(faults)


def _faults(
    case: CaseRecord, members: Sequence[str], others: Sequence[GroupRecord], but: GroupRecord | None
) -> Iterator[Fault]:
    where = _("group")
    if but is not None and not is_living(but):
        yield Fault(where, _("one that has ended"), _("one that has not gone into others"))
    if not members:
        yield Fault(where, _("nobody in it"), _("at least one person"))
    if len(set(members)) < len(members):
        yield Fault(where, _("somebody twice"), _("each person once"))
    if set(members) - set(case.persons):
        yield Fault(where, _("somebody who is not of the case"), _("persons of the case"))
    taken = {key for each in others if is_living(each) for key in each.members}
    if taken & set(members):
        yield Fault(where, _("somebody who is in another group"), _("persons who are in no group yet"))
