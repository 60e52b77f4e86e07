"""How many records has a member opened within the hour, and may it be more?

The count is sealed under the member's own root. A clock that is set back lets no time pass; one that is set
forward frees the quota early, and shows in the ledger.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pydantic import ValidationError

from waystation.domain.base import Count, Frozen, Instant
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.vault.envelope import QUOTA, Place, counter_of, first_counter, open_envelope, seal
from waystation.vault.faults import Damaged, NotAllowed
from waystation.vault.store import Tx, one, put

if TYPE_CHECKING:
    from waystation.vault.session import Session

HOUR = timedelta(hours=1)


class Spent(Frozen):
    """The openings of the last hour: when, and how many."""

    openings: tuple[tuple[Instant, Count], ...] = ()

    def within(self, at: datetime) -> Spent:
        """Return what of it lies within the hour before `at`."""
        return Spent(openings=tuple(each for each in self.openings if each[0] > at - HOUR))

    @property
    def total(self) -> int:
        """How many it is together."""
        return sum(count for _at, count in self.openings)


class BeyondQuota(NotAllowed):
    """More openings than one member may make in an hour."""

    def __init__(self, spent: int, wanted: int, allowed: int) -> None:
        found = _("{spent} opened within the hour and {wanted} more").format(spent=spent, wanted=wanted)
        super().__init__(
            [
                Fault(
                    _("quota"),
                    found,
                    _("{allowed} an hour, or a second member who agrees").format(allowed=allowed),
                )
            ]
        )


def spend(session: Session, tx: Tx, count: int, at: datetime, *, agreed: bool) -> bool:
    """Count openings of a member; tell whether they go beyond the hour's quota.

    Raises BeyondQuota where they do and no second member has agreed.
    """
    if not count:
        return False
    spent, counter = _read(session, tx)
    at = max([at, *(when for when, _count in spent.openings)])
    spent = spent.within(at)
    allowed = session.directory.organisation.openings_per_hour
    beyond = spent.total + count > allowed
    if beyond and not agreed:
        raise BeyondQuota(spent.total, count, allowed)
    _write(session, tx, Spent(openings=(*spent.openings, (at, count))), counter + 1)
    return beyond


def _read(session: Session, tx: Tx) -> tuple[Spent, int]:
    row = one(tx, "SELECT blob FROM quotas WHERE tag = ?", (session.root.quota_tag,))
    if row is None:
        return Spent(), first_counter()
    counter = counter_of(row[0])
    payload = open_envelope(session.root.quota, _place(session, counter), row[0])
    try:
        return Spent.model_validate_json(payload), counter
    except ValidationError:
        raise Damaged.thing(_("quota"), _("a form that this program does not know")) from None


def _write(session: Session, tx: Tx, spent: Spent, counter: int) -> None:
    payload = spent.model_dump_json().encode()
    put(tx, "quotas", (session.root.quota_tag, seal(session.root.quota, _place(session, counter), payload)))


def _place(session: Session, counter: int) -> Place:
    tag = session.root.quota_tag
    return Place(session.vault.id, tag, QUOTA, tag, 0, counter)
