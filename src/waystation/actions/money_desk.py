"""What do all verbs of money ask first: where a payment lies, who may approve, whom not to pay?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from waystation.actions.acting import Desk, acting, require
from waystation.actions.permissions import check_verb, may_open
from waystation.domain.access import MemberRole
from waystation.domain.helper_record import HelperRecord, is_marked
from waystation.domain.payment_record import PaymentRecord
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.money.approvals import counting
from waystation.money.keeping import Purse
from waystation.money.moves import CANNOT_LEAVE, LATER
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import Found, find
from waystation.vault.manifests import load_all
from waystation.vault.payloads import decode, decode_record
from waystation.vault.rows import read_rows
from waystation.vault.tags import tags
from waystation.vault.work import Work

APPROVE = N_("approve payment")


def payment_found(desk: Desk, verb: str, word: str) -> Found:
    """Return where a payment lies, by its key or id. Raises NotAllowed before anything is looked for."""
    require(desk, verb)
    return find(desk.session, word, "payment")


@contextmanager
def at_purse(desk: Desk, verb: str, compartment: str, why: str = "") -> Iterator[Purse]:
    """Begin a piece of work in a money compartment. Raises NotAllowed, NotHeld; BadInput for another kind."""
    with acting(desk, verb, why) as work:
        yield Purse(work, compartment)


def may_approve(role: MemberRole) -> bool:
    """Tell whether a role may say yes to a payment."""
    try:
        check_verb(role, APPROVE)
    except NotAllowed:
        return False
    return True


def only_counting(desk: Desk, payment: PaymentRecord) -> PaymentRecord:
    """Return a payment with the approvals that count."""
    return counting(desk.session, payment, may_approve)


def check_helper(purse: Purse, helper: str) -> None:
    """Raise BadInput where a mark stands on a helper, as far as this member may open what is known of him.

    The words are those that are said for a duress code, too.
    """
    if may_open(purse.work.session.me.role, "helper") and any(map(is_marked, _helpers(purse.work, helper))):
        raise BadInput.at(_("payment"), _(CANNOT_LEAVE), _(LATER))


def _helpers(work: Work, key: str) -> Iterator[HelperRecord]:
    """Yield the records of a helper that the member holds, read in the same piece of work."""
    session = work.session
    for held in load_all(work.tx, session.vault.id, session.keys):
        listed = held.manifest.records.items()
        wanted = [each for each, said in listed if (said.kind, said.key) == ("helper", key)]
        if wanted:
            work.records += wanted
            work.trace("opened", what=tags(session, "record", wanted))
        for _id, payload in read_rows(work.tx, held, wanted):
            record = decode_record(decode(payload)[2])
            if isinstance(record, HelperRecord):
                yield record
