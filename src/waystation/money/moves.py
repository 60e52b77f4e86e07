"""What may happen to a payment next, and which booking goes with it?

A fee is planned, approved, paid; part of it may come back. A hold-back is planned, held (the money is set
aside), and then released, after the traveller's code and with two members' approval, or forfeited.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from waystation.domain.booking import Booking, Moved, Posting
from waystation.domain.payment_record import SIGNERS, Approval, PaymentRecord, PaymentState, signers
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.money.accounts import SET_ASIDE, Source, box, expense, into, out_of, own_source

_CAN_BE_APPROVED: tuple[PaymentState, ...] = ("planned", "approved", "held")
CANNOT_LEAVE = N_("money that must not leave now")
"""Said alike whatever the reason: who looks over a shoulder must not learn which."""
LATER = N_("one that nothing stands against; read the notices, and talk to a coordinator elsewhere")


class Move(NamedTuple):
    """A payment as it now stands, and what is booked for it, if anything."""

    payment: PaymentRecord
    booking: Booking | None = None


def enough(payment: PaymentRecord) -> bool:
    """Tell whether a payment has the approvals that it needs, of those that are in it.

    A hold-back needs two members; anything else one who is not the one who planned it.
    """
    if payment.purpose == "hold_back":
        return len(signers(payment)) >= SIGNERS
    return bool(signers(payment) - {payment.planned_by})


def approved(payment: PaymentRecord, approval: Approval) -> Move:
    """Return the payment with one more member's yes. Raises BadInput where there is nothing to approve."""
    _check_state(payment, _CAN_BE_APPROVED)
    if approval.by in signers(payment):
        raise BadInput.at(_("approval"), _("a member who has approved already"), _("another member"))
    after = _changed(payment, approvals=(*payment.approvals, approval))
    if payment.state == "planned" and payment.purpose != "hold_back" and enough(after):
        after = _changed(after, state="approved")
    return Move(after)


def paid(payment: PaymentRecord, at: datetime, source: Source | None = None) -> Move:
    """Return the payment as paid. `source`: the money box, where it holds another currency."""
    if payment.purpose == "hold_back":
        raise BadInput.at(_("payment"), _("a hold-back"), _("what is paid at once; this one is released"))
    _check_state(payment, ("approved",))
    if not enough(payment):
        raise BadInput.at(_("payment"), _("too few approvals"), _("one of a member who did not plan it"))
    source = source or own_source(payment)
    after = _changed(payment, state="paid", paid_at=at, account=source.account)
    taken = source.changed(payment.amount, payment.currency)
    return Move(after, _booking(after, "paid", at, (into(expense(payment), payment), *taken)))


def held(payment: PaymentRecord, at: datetime, source: Source | None = None) -> Move:
    """Return a hold-back whose money is set aside."""
    if payment.purpose != "hold_back":
        raise BadInput.at(_("payment"), _("no hold-back"), _("a hold-back"))
    _check_state(payment, ("planned",))
    source = source or own_source(payment)
    after = _changed(payment, state="held", account=source.account)
    taken = source.changed(payment.amount, payment.currency)
    return Move(after, _booking(after, "held", at, (into(SET_ASIDE, payment), *taken)))


def code_given(payment: PaymentRecord, at: datetime) -> Move:
    """Return a hold-back to which a code was given. Which of the two codes it was does not stand in it."""
    _check_state(payment, ("held",))
    return Move(_changed(payment, code_given_at=at))


def released(payment: PaymentRecord, at: datetime, *, real_code: bool) -> Move:
    """Return a hold-back that has left. `real_code`: whether what was given last is the traveller's code."""
    _check_state(payment, ("held",))
    if payment.code_given_at is None:
        raise BadInput.at(
            _("hold-back"), _("no code"), _("the traveller's code, given alone, in other hands")
        )
    if not enough(payment):
        found = _("{count} approvals that count").format(count=len(signers(payment)))
        raise BadInput.at(_("hold-back"), found, _("approvals of two members"))
    if not real_code:
        raise BadInput.at(_("payment"), _(CANNOT_LEAVE), _(LATER))
    after = _changed(payment, state="released", paid_at=at)
    postings = into(expense(payment), payment), out_of(SET_ASIDE, payment)
    return Move(after, _booking(after, "released", at, postings))


def forfeited(payment: PaymentRecord, at: datetime, reason: str) -> Move:
    """Return a hold-back that goes back into its money box, or a payment that is cancelled before it left."""
    if not reason.strip():
        raise BadInput.at(_("reason"), _("nothing"), _("why, without names"))
    if payment.state == "held":
        after = _changed(payment, state="forfeited", reason=reason)
        postings = into(box(payment), payment), out_of(SET_ASIDE, payment)
        return Move(after, _booking(after, "forfeited", at, postings))
    _check_state(payment, ("planned", "approved", "held"))
    return Move(_changed(payment, state="cancelled", reason=reason))


def refunded(
    payment: PaymentRecord, back: PaymentRecord, earlier: Sequence[PaymentRecord], at: datetime
) -> Move:
    """Return the refund `back` as money that came back; `earlier` are the refunds of the same payment."""
    _check_state(payment, ("paid", "released"))
    left = payment.amount - sum((each.amount for each in earlier), Decimal(0))
    if back.currency != payment.currency or back.amount > left:
        found = f"{back.amount} {back.currency}"
        most = _("at most {left} {currency}, what is left of it")
        allowed = most.format(left=left, currency=payment.currency)
        raise BadInput.at(_("refund"), found, allowed)
    after = _changed(back, state="paid", paid_at=at, refund_of=payment.id)
    postings = into(box(payment), back), out_of(expense(payment), back)
    return Move(after, _booking(after, "refunded", at, postings))


def _changed(payment: PaymentRecord, **changes: object) -> PaymentRecord:
    """Return the payment with other fields, validated anew."""
    kept = {name: getattr(payment, name) for name in payment.model_fields_set}
    return PaymentRecord.model_validate(kept | changes)


def _check_state(payment: PaymentRecord, allowed: Sequence[PaymentState]) -> None:
    if payment.state not in allowed:
        names = ", ".join(_(each) for each in allowed)
        raise BadInput.at(_("payment"), _("one that is {state}").format(state=_(payment.state)), names)


def _booking(payment: PaymentRecord, moved: Moved, at: datetime, postings: tuple[Posting, ...]) -> Booking:
    return Booking(
        id=f"{payment.id}-{moved}",
        at=at,
        moved=moved,
        postings=postings,
        payment=payment.id,
        case=payment.case,
        journey=payment.journey,
        stage=payment.stage,
        helper=payment.helper,
        corridor=payment.corridor,
        fund=payment.fund,
    )
