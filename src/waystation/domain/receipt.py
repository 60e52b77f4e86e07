"""Which paper shows that a payment was made, and where does it stand?"""

from __future__ import annotations

from typing import Literal

from waystation.domain.base import Count, Instant
from waystation.domain.record import AttachmentId, Form, MemberId, PaymentId, Record

ReceiptSort = Literal["pdf", "jpeg", "png", "webp", "heic", "text"]


class Receipt(Record):
    """A paper that shows a payment."""

    kind: Literal["receipt"] = "receipt"
    schema_: Form = 1
    payment: PaymentId
    attachment: AttachmentId
    """Where the paper stands, sealed."""
    size: Count
    """How many bytes it has."""
    sort: ReceiptSort
    """What kind of file it is, told by its first bytes."""
    added_at: Instant
    added_by: MemberId
