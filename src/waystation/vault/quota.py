"""How many records has a member opened within the hour, and may it be more?

A record that he opened within the hour already is not counted again: whoever looks through one list all day
learns no more from it. The count is sealed under the member's own root. A clock that is set back lets no time
pass; one that is set forward frees the quota early, and shows in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
LETTERS = 8  # of an id: enough to know it again within an hour


class Spent(Frozen):
    """The openings of the last hour: when, how many, and of what."""

    openings: tuple[tuple[Instant, Count], ...] = ()
    records: tuple[tuple[Instant, str], ...] = ()
    """The first letters of the ids of each, in one word."""

    def within(self, at: datetime) -> Spent:
        """Return what of it lies within the hour before `at`."""
        return Spent(
            openings=tuple(each for each in self.openings if each[0] > at - HOUR),
            records=tuple(each for each in self.records if each[0] > at - HOUR),
        )

    def new(self, records: Iterable[str]) -> list[str]:
        """Return the first letters of the ids of those that are not among it."""
        known = {
            word[start : start + LETTERS]
            for _at, word in self.records
            for start in range(0, len(word), LETTERS)
        }
        return [each for each in (identity[:LETTERS] for identity in records) if each not in known]

    def more(self, at: datetime, new: Sequence[str]) -> Spent:
        """Return it with what is opened at `at`."""
        return Spent(openings=(*self.openings, (at, len(new))), records=(*self.records, (at, "".join(new))))

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


def spend(session: Session, tx: Tx, records: Sequence[str], at: datetime, *, agreed: bool) -> bool:
    """Count what a member opens; tell whether it goes beyond the hour's quota.

    Raises BeyondQuota where it does and no second member has agreed.
    """
    if not records:
        return False
    spent, counter = _read(session, tx)
    at = max([at, *(when for when, _count in spent.openings)])
    spent = spent.within(at)
    new = spent.new(records)
    if not new:
        return False
    allowed = session.directory.organisation.openings_per_hour
    beyond = spent.total + len(new) > allowed
    if beyond and not agreed:
        raise BeyondQuota(spent.total, len(new), allowed)
    _write(session, tx, spent.more(at, new), counter + 1)
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
