"""What happens when a traveller's code is given?

A duress code does everything that the code does, to the eye: the same answer, the same record, the same time
on the payment. Nothing is released by it, and every desk is told the tag of the payment in silence.
"""

from __future__ import annotations

from typing import NamedTuple

from waystation.actions.acting import Desk, opening
from waystation.actions.money_desk import at_purse, payment_found
from waystation.domain.hold_back_code import HoldBackCode
from waystation.domain.journey import Journey
from waystation.domain.payment_record import PaymentRecord
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.money.codes import check_tries, code_key, given
from waystation.money.hands import in_other_hands
from waystation.money.keeping import Purse
from waystation.money.moves import code_given
from waystation.vault.finding import Found, find
from waystation.vault.named import names
from waystation.vault.notices import post
from waystation.vault.records import open_records
from waystation.vault.tags import tag

VERB = N_("enter code")


class Circumstances(NamedTuple):
    """How a code was given. Both must be so, or it does not count."""

    alone: bool
    """Nobody was with the traveller, or listening."""
    in_other_hands: bool
    """The group is with others than the helper who is to be paid."""


def enter_code(
    desk: Desk, payment: str, code: str, circumstances: Circumstances, why: str = ""
) -> PaymentRecord:
    """Note the code that a traveller has given for a hold-back (key or id), and return the payment.

    The answer is the same for a duress code. Where the payment names a journey, the journey itself must say
    that the group is in other hands; who may not open it cannot enter the code. Raises BadInput for a wrong
    code, after five of them for an hour, and where it was not given alone, in other hands.
    """
    found = payment_found(desk, VERB, payment)
    _check(circumstances)
    _check_journey(desk, found)
    with at_purse(desk, VERB, found.compartment, why) as purse:
        now, accepted = _entered(purse, found, code)
    if not accepted:
        raise BadInput.at(_("code"), _("another one than the traveller's"), _("the code that was agreed"))
    return now


def _check(circumstances: Circumstances) -> None:
    if not circumstances.alone:
        raise BadInput.at(_("code"), _("one that was not given alone"), _("one that nobody else heard asked"))
    if not circumstances.in_other_hands:
        allowed = _("one given when the group is in other hands than his who is paid")
        raise BadInput.at(_("code"), _("one given too early"), allowed)


def _check_journey(desk: Desk, found: Found) -> None:
    """Raise BadInput where the journey of a payment does not say that the group is in other hands."""
    with opening(desk, VERB, [found.id]) as look:
        payment = open_records(look, [found.id])[0].value
    if not isinstance(payment, PaymentRecord) or payment.journey is None:
        return
    there = find(desk.session, payment.journey, "journey").id
    with opening(desk, VERB, [there]) as look:
        journey = open_records(look, [there])[0].value
    if not isinstance(journey, Journey) or not in_other_hands(journey, payment.helper):
        allowed = _("one given when the journey says that the group is in other hands than his who is paid")
        raise BadInput.at(_("code"), _("one given too early"), allowed)


def _entered(purse: Purse, found: Found, code: str) -> tuple[PaymentRecord, bool]:
    at, session = purse.work.at, purse.work.session
    move = code_given(purse.one(PaymentRecord, found.listed.key), at)
    sealed = purse.one(HoldBackCode, move.payment.id)
    check_tries(sealed, at)
    after, which = given(sealed, code, code_key(session.directory.tag_key, move.payment.id), at)
    if which is None:
        purse.put(after)
        return move.payment, False
    purse.put(after)
    purse.make(move)
    if which == "forced":
        post(purse.work, "act on", _touched(purse, found, move.payment))
    return move.payment, True


def _touched(purse: Purse, found: Found, payment: PaymentRecord) -> list[str]:
    """Return the tags of what every desk has to look at: the journey, the helper, and the payment itself."""
    session, tx = purse.work.session, purse.work.tx
    wanted = ("journey", payment.journey), ("helper", payment.helper)
    named = {(each.kind, each.key): each_tag for each_tag, each in names(session, tx).items()}
    others = [named[kind, key] for kind, key in wanted if key and (kind, key) in named]
    return [*others, tag(session, "record", found.id)]
