"""How is a payment planned, and a decision's fees and hold-backs with it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waystation.actions.acting import Desk, opening, require
from waystation.actions.money_desk import at_purse
from waystation.domain.decision_record import DecisionRecord
from waystation.domain.fund import DonorFund
from waystation.domain.journey import Journey
from waystation.domain.payment_record import PaymentRecord
from waystation.domain.record import Record
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.money.funds import broken
from waystation.money.keeping import Purse
from waystation.money.moves import Move
from waystation.money.orders import debt, from_decision, payment_of
from waystation.vault.finding import find, of_kind
from waystation.vault.records import open_records

VERB = N_("plan payment")


def plan_payment(desk: Desk, compartment: str, said: Mapping[str, Any], why: str = "") -> PaymentRecord:
    """Plan one payment in a money compartment, from what a form says (`money.orders.payment_of`).

    Raises BadInput for what is wrong in it, for a fund that does not allow it, and for every debt of somebody
    who is brought to safety: money to a person of a case instead of to a helper is one, too.
    """
    require(desk, VERB)
    payment = payment_of(said, desk.session.member_id)
    if any(each.listed.key == payment.helper for each in of_kind(desk.session, "person")):
        raise debt()
    with at_purse(desk, VERB, compartment, why) as purse:
        return _planned(purse, payment)


def plan_from_decision(
    desk: Desk, compartment: str, decision: str, said: Mapping[str, Any] | None = None, why: str = ""
) -> tuple[PaymentRecord, ...]:
    """Plan all fees and hold-backs of a decision (key or id), for the journey that lives it, if any yet.

    `said`: what all of them share, such as `fund` or `corridor`. Raises BadInput where the decision has been
    planned already in this compartment.
    """
    require(desk, VERB)
    found = _opened(desk, find(desk.session, decision, "decision").id)
    if not isinstance(found, DecisionRecord):
        raise BadInput.at(_("decision"), _("a record of another kind"), _("a decision"))
    journey = _journey(desk, found)
    payments = from_decision(found, journey, said or {}, desk.session.member_id)
    with at_purse(desk, VERB, compartment, why) as purse:
        if any(each.decision == found.id for each in purse.values(PaymentRecord)):
            raise BadInput.at(_("decision"), _("one whose payments are planned already"), _("another one"))
        return tuple(_planned(purse, each) for each in payments)


def _planned(purse: Purse, payment: PaymentRecord) -> PaymentRecord:
    """Save a planned payment, once its fund allows it. How much is left there is asked when it is paid."""
    if payment.fund is not None:
        day = (payment.due_at or purse.work.at).date()
        if faults := list(broken(purse.one(DonorFund, payment.fund), payment, day)):
            raise BadInput(faults)
    if purse.kept(PaymentRecord, [payment.id]):
        raise BadInput.at(_("payment"), _("a key that is taken"), _("another one, or none"))
    return purse.make(Move(payment))


def _journey(desk: Desk, decision: DecisionRecord) -> Journey | None:
    ids = [each.id for each in of_kind(desk.session, "journey")]
    with opening(desk, VERB, ids) as look:
        found = [each.value for each in open_records(look, ids)]
    lives = (each for each in found if isinstance(each, Journey) and each.decision == decision.id)
    return next(lives, None)


def _opened(desk: Desk, identity: str) -> Record:
    with opening(desk, VERB, [identity]) as look:
        return open_records(look, [identity])[0].value
