"""Who was paid what for which stage, by whose word, and what is still held back?"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, get_args

from pydantic import model_validator

from waystation.domain.access import Hex
from waystation.domain.base import Count, Frozen, Instant, Persons, Text, refuse
from waystation.domain.booking import Account
from waystation.domain.record import (
    AttachmentId,
    CaseId,
    CorridorId,
    Country,
    Currency,
    DecisionId,
    Form,
    FundId,
    HelperId,
    JourneyId,
    MemberId,
    Money,
    PaymentId,
    Record,
)
from waystation.kit.language import _

PaymentPurpose = Literal["fee", "hold_back", "advance", "cost", "refund"]
PaymentState = Literal["planned", "approved", "paid", "held", "released", "forfeited", "cancelled"]
SpentOn = Literal["way", "house", "food", "medicine", "papers", "calls", "settling", "other"]
PAYMENT_PURPOSES: tuple[PaymentPurpose, ...] = get_args(PaymentPurpose)
SPENT_ON: tuple[SpentOn, ...] = get_args(SpentOn)
NEVER_HELD_BACK = frozenset({"house", "food", "medicine"})
"""Food, medicine and safety never wait for anything."""
SIGNERS = 2  # members who have to approve before a hold-back leaves
_OF_HOLD_BACKS = frozenset({"held", "released", "forfeited"})


class Approval(Frozen):
    """A member's yes to a payment."""

    by: MemberId
    at: Instant
    signature: Hex | None = None
    """Ed25519 under what was approved: whom, how much, what for. Without it the yes does not count."""


class PaymentRecord(Record):
    """Money to a helper. It is never a traveller's debt: the organisation pays, nobody else owes."""

    kind: Literal["payment"] = "payment"
    schema_: Form = 1
    case: CaseId | None = None
    journey: JourneyId | None = None
    stage: Count | None = None
    """The number of the stage of the journey."""
    helper: HelperId
    purpose: PaymentPurpose
    amount: Money
    """In `currency`, above 0."""
    currency: Currency
    state: PaymentState = "planned"
    due_at: Instant | None = None
    paid_at: Instant | None = None
    approvals: tuple[Approval, ...] = ()
    """A hold-back leaves with two members' approval, and after the traveller's code."""
    code_given_at: Instant | None = None
    """When the traveller's code came, given alone and in other hands."""
    receipts: tuple[AttachmentId, ...] = ()
    words: Text | None = None
    corridor: CorridorId | None = None
    """Which corridor it was for: prices are kept by corridor."""
    country: Country | None = None
    """Where it is spent."""
    persons: Persons | None = None
    """How many are taken along for it."""
    spent_on: SpentOn | None = None
    """What it buys."""
    decision: DecisionId | None = None
    """The decision that it was planned from."""
    fund: FundId | None = None
    """The donor fund that it comes from. Absent: money that nobody has restricted."""
    account: Account | None = None
    """The money box that it is taken from."""
    planned_by: MemberId | None = None
    """Who planned it, and so is not the one whose yes is enough."""
    refund_of: PaymentId | None = None
    """With a refund: the payment that it came back from."""
    reason: Text | None = None
    """Why it was forfeited, cancelled or came back."""

    @model_validator(mode="after")
    def _above_zero(self) -> PaymentRecord:
        return self if self.amount > Decimal(0) else refuse(_("an amount above 0"))

    @model_validator(mode="after")
    def _held_as_it_must_be(self) -> PaymentRecord:
        if self.purpose != "hold_back":
            return self if self.state not in _OF_HOLD_BACKS else refuse(_("a hold-back in that state"))
        if self.spent_on in NEVER_HELD_BACK:
            refuse(_("no hold-back on food, medicine and safety"))
        if self.state == "released" and not (self.code_given_at and len(signers(self)) >= SIGNERS):
            refuse(_("a released hold-back with the traveller's code and two members' approval"))
        return self


def signers(payment: PaymentRecord) -> frozenset[str]:
    """Return the members who said yes to a payment."""
    return frozenset(each.by for each in payment.approvals)
