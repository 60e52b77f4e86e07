"""Whose yes to a payment counts? Only what a member signed, under what the payment says now."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from waystation.domain.access import Member, MemberRole
from waystation.domain.payment_record import Approval, PaymentRecord
from waystation.vault.cards import verified
from waystation.vault.session import Session


def approval(session: Session, payment: PaymentRecord, at: datetime) -> Approval:
    """Return the yes of the member at the desk, signed with his key."""
    signed = session.root.sign.sign(_message(session, payment, at)).signature
    return Approval(by=session.member_id, at=at, signature=signed.hex())


def counting(
    session: Session, payment: PaymentRecord, may_approve: Callable[[MemberRole], bool]
) -> PaymentRecord:
    """Return the payment with those approvals alone that count.

    Left out are those of members who were removed or may not approve, those that were not signed by them, and
    those under another helper, amount or purpose than the payment has now.
    """
    members = session.directory.members
    good = tuple(
        each
        for each in payment.approvals
        if each.by in members
        and may_approve(members[each.by].role)
        and _signed(session, payment, each, members[each.by])
    )
    return payment.model_copy(update={"approvals": good})


def _signed(session: Session, payment: PaymentRecord, yes: Approval, member: Member) -> bool:
    message = _message(session, payment, yes.at)
    return verified(member.application.sign_key, message, yes.signature or "")


def _message(session: Session, payment: PaymentRecord, at: datetime) -> bytes:
    """Return what is signed: for this vault only, everything that decides where how much money goes."""
    said = [
        payment.id, payment.helper, payment.purpose, f"{payment.amount:f}", payment.currency,
        payment.case, payment.journey, payment.stage, payment.fund, at.isoformat(),
    ]  # fmt: skip
    return b"waystation approval 1" + session.vault.id + json.dumps(said).encode()
