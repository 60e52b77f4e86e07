"""Who stands for a helper, and who does so no more?"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from waystation.actions.acting import Desk
from waystation.actions.one_record import open_one, save_one
from waystation.domain.helper_record import HelperRecord, Vouching
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import printable
from waystation.vault.finding import find
from waystation.vault.records import Saved

VERB = N_("vouch")


class Voucher(NamedTuple):
    """Who vouches. `by`: another helper's key or id; empty for the member at the desk."""

    by: str = ""
    since: str = ""
    """How long and from where he is known."""
    day: date | None = None


def vouch(desk: Desk, helper: str, voucher: Voucher, why: str = "") -> Saved:
    """Write down who stands for a helper (key or id).

    Who vouches again stands there once, as of the later day. Raises BadInput for a helper who vouches for
    himself, one who is unknown, and a day to come; NotAllowed; Conflict.
    """
    opened, record = open_one(desk, VERB, HelperRecord, helper, why)
    today = clock.now().date()
    by, since, day = voucher
    who = find(desk.session, by, "helper").listed.key if by else desk.session.member_id
    if who == record.id:
        raise BadInput.at("by", _("the helper himself"), _("somebody else"))
    if day is not None and day > today:
        raise BadInput.at("day", f"{day}", _("today or earlier"))
    made = Vouching(by=who, day=day or today, since=since.strip() or None)
    others = tuple(each for each in record.vouched_by if each.by != who)
    after = record.model_copy(update={"vouched_by": (*others, made)})
    return save_one(desk, VERB, opened, after, why)


def withdraw_vouching(desk: Desk, helper: str, by: str, why: str = "") -> Saved:
    """Write down that somebody, named as in the record, vouches no more. Raises BadInput where he did not."""
    opened, record = open_one(desk, VERB, HelperRecord, helper, why)
    kept = tuple(each for each in record.vouched_by if each.by != by)
    if len(kept) == len(record.vouched_by):
        raise BadInput.at("by", printable(by, 40), _("somebody who vouches"))
    return save_one(desk, VERB, opened, record.model_copy(update={"vouched_by": kept}), why)
