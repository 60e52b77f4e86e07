"""Which paper shows that a payment was made, and where does it stand?"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from waystation.domain.access import Key
from waystation.domain.base import Count, Instant
from waystation.domain.record import AttachmentId, Form, MemberId, PaymentId, Record

ReceiptSort = Literal["pdf", "jpeg", "png", "webp", "heic", "text"]


class Receipt(Record):
    """A paper that shows a payment. What it is sealed with stands here, so that lists of payments lack it."""

    model_config = ConfigDict(hide_input_in_errors=True)

    kind: Literal["receipt"] = "receipt"
    schema_: Form = 1
    payment: PaymentId
    attachment: AttachmentId
    """Where the paper stands, sealed."""
    key: Key = Field(repr=False)
    """The attachment's own key."""
    size: Count
    """How many bytes it has."""
    sort: ReceiptSort
    """What kind of file it is, told by its first bytes."""
    added_at: Instant
    added_by: MemberId
