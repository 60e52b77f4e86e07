"""Who was paid what for which stage, by whose word, and what is still held back?"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import model_validator

from waystation.domain.base import Count, Frozen, Instant, Text, refuse
from waystation.domain.record import (
    AttachmentId,
    CaseId,
    Currency,
    Form,
    HelperId,
    JourneyId,
    MemberId,
    Money,
    Record,
)
from waystation.kit.language import _


class Approval(Frozen):
    """A member's yes to a payment."""

    by: MemberId
    at: Instant


class PaymentRecord(Record):
    """Money to a helper. It is never a traveller's debt: the organisation pays, nobody else owes."""

    kind: Literal["payment"] = "payment"
    schema_: Form = 1
    case: CaseId | None = None
    journey: JourneyId | None = None
    stage: Count | None = None
    """The number of the stage of the journey."""
    helper: HelperId
    purpose: Literal["fee", "hold_back", "advance", "cost", "refund"]
    amount: Money
    """In `currency`, above 0."""
    currency: Currency
    state: Literal["planned", "approved", "paid", "held", "released", "forfeited", "cancelled"] = "planned"
    due_at: Instant | None = None
    paid_at: Instant | None = None
    approvals: tuple[Approval, ...] = ()
    """A hold-back leaves with two members' approval, and after the traveller's code."""
    code_given_at: Instant | None = None
    """When the traveller's code came, given alone and in other hands."""
    receipts: tuple[AttachmentId, ...] = ()
    words: Text | None = None

    @model_validator(mode="after")
    def _above_zero(self) -> PaymentRecord:
        return self if self.amount > Decimal(0) else refuse(_("an amount above 0"))
