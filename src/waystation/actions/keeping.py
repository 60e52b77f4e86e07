"""How does a verb change a record that a member has in front of him, and lose nothing that others saved?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from waystation.actions.acting import Desk, acting, opening, require
from waystation.actions.permissions import check_kind
from waystation.actions.save_record import BothSides
from waystation.domain.kinds import kind_of
from waystation.domain.person import Person
from waystation.domain.record import Record
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.faults import Conflict
from waystation.vault.finding import find
from waystation.vault.records import Draft, Opened, Saved, open_records, save
from waystation.vault.work import Work

R = TypeVar("R", bound=Record)
BETWEEN = " / "  # the names of a person in the title of her record


class Seen(NamedTuple):
    """A record as somebody has it in front of him: its id or own key, and the counter that it had then."""

    record: str
    counter: int | None = None
    """Absent: as it stands now, whoever changed it last."""


def opened_one(desk: Desk, verb: str, seen: Seen, kind: type[R], why: str = "") -> tuple[Opened, R]:
    """Open a record that a verb is about. Raises BadInput for another kind, NotAllowed for the role."""
    require(desk, verb)
    found = find(desk.session, seen.record, str(kind.model_fields["kind"].default))
    with opening(desk, verb, [found.id], why) as look:
        opened = open_records(look, [found.id])[0]
    return opened, of_kind(opened, kind)


def of_kind(opened: Opened, kind: type[R]) -> R:
    """Return what an opened record says. Raises BadInput where it is of another kind."""
    value = opened.value
    if not isinstance(value, kind):
        raise BadInput.at(_("record"), _("one of another kind"), str(kind.model_fields["kind"].default))
    return value


def opened_at(desk: Desk, verb: str, ids: Sequence[str], why: str = "") -> list[Opened]:
    """Open records by id for a verb."""
    with opening(desk, verb, ids, why) as look:
        return open_records(look, ids)


def drafted(opened: Opened, value: Record, seen: Seen | None = None) -> Draft:
    """Return an opened record with another value, to be saved over what the member had in front of him."""
    counter = opened.counter if seen is None or seen.counter is None else seen.counter
    return Draft(value, titled(value, opened.title), opened.id, counter)


def titled(value: Record, before: str = "") -> str:
    """Return what lists show of a record beside its key: of a person all names, otherwise what was there."""
    if isinstance(value, Person):
        return BETWEEN.join(name.text for name in value.names)
    return before


def keep(
    desk: Desk,
    verb: str,
    drafts: Iterable[tuple[str, Draft]],
    why: str = "",
    also: Callable[[Work], None] | None = None,
) -> tuple[Saved, ...]:
    """Save records, each with its compartment, and do what else belongs to it, in one transaction.

    Raises NotAllowed for a kind that the role may not save, and BothSides where somebody else has saved one
    of them meanwhile: nothing is saved then.
    """
    wanted: defaultdict[str, list[Draft]] = defaultdict(list)
    for compartment, draft in drafts:
        check_kind(desk.session.me.role, kind_of(draft.value), save=True)
        wanted[compartment].append(draft)
    try:
        with acting(desk, verb, why) as work:
            if also is not None:
                also(work)
            return tuple(each for where, some in wanted.items() for each in save(work, where, some))
    except Conflict as conflict:
        mine = [each for some in wanted.values() for each in some if each.id in conflict.records]
    theirs = opened_at(desk, "open record", conflict_ids(mine), "to show what somebody else saved meanwhile")
    raise BothSides(Conflict(conflict_ids(mine)), mine, theirs)


def conflict_ids(mine: Iterable[Draft]) -> list[str]:
    """Return the ids of drafts that are of records which were there already."""
    return [each.id for each in mine if each.id is not None]


def changed(desk: Desk, verb: str, seen: Seen, kind: type[R], change: Callable[[R], R]) -> Saved:
    """Open a record, change it by a function, and save it over what the member had in front of him."""
    opened, value = opened_one(desk, verb, seen, kind)
    return keep(desk, verb, [(opened.compartment, drafted(opened, change(value), seen))])[0]
