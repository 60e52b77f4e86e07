"""Which money moved from where to where, so that nothing comes from nowhere in any currency?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

from waystation.domain.base import Count, Frozen, Instant, Text, refuse
from waystation.domain.record import (
    CaseId,
    CorridorId,
    Currency,
    Form,
    FundId,
    HelperId,
    JourneyId,
    Money,
    PaymentId,
    Record,
)
from waystation.kit.language import _

_ACCOUNT = "(?:Assets|Liabilities|Equity|Income|Expenses)(?::[A-Z0-9][A-Za-z0-9-]{0,40}){1,5}"
_MONTH = "(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])"

Account = Annotated[str, StringConstraints(strict=True, pattern=f"^{_ACCOUNT}$")]
"""The name of an account: what sort it is of, then what it is called, such as `Assets:Cash`."""
Month = Annotated[str, StringConstraints(strict=True, pattern=f"^{_MONTH}$")]
Moved = Literal["received", "paid", "held", "released", "forfeited", "refunded"]


class Posting(Frozen):
    """One side of a booking: an amount into an account, or below 0 out of it."""

    account: Account
    amount: Money
    currency: Currency


class Booking(Frozen):
    """Money that moved, booked twice: what leaves one account arrives in another. It is never changed."""

    id: Text
    at: Instant
    moved: Moved
    """What happened."""
    postings: tuple[Posting, ...]
    """Their sum is 0 in every currency."""
    payment: PaymentId | None = None
    case: CaseId | None = None
    journey: JourneyId | None = None
    stage: Count | None = None
    helper: HelperId | None = None
    corridor: CorridorId | None = None
    fund: FundId | None = None

    @model_validator(mode="after")
    def _balances(self) -> Booking:
        if len(self.postings) < 2:  # noqa: PLR2004  (from where, to where)
            refuse(_("two postings at least"))
        return (
            self if not unbalanced(self.postings) else refuse(_("postings whose sum is 0 in every currency"))
        )


class Book(Record):
    """The bookings of one month; `id` is the month."""

    kind: Literal["book"] = "book"
    schema_: Form = 1
    month: Month
    bookings: tuple[Booking, ...] = ()
    """Oldest first."""


def unbalanced(postings: Iterable[Posting]) -> dict[str, Decimal]:
    """Return by currency what is left over; empty where postings balance."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for each in postings:
        sums[each.currency] += each.amount
    return {currency: left for currency, left in sums.items() if left}
