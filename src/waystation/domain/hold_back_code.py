"""How can a traveller's code be recognised by who does not know it?"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict

from waystation.domain.access import Hex
from waystation.domain.base import Count, Instant
from waystation.domain.record import Form, PaymentId, Record


class HoldBackCode(Record):
    """What recognises the traveller's code for a hold-back. The code itself stands nowhere.

    All of it is keyed hashes: to a reader of the record the code and the duress code look alike, before and
    after one of them was given.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    kind: Literal["code"] = "code"
    schema_: Form = 1
    payment: PaymentId
    salt: Hex
    """16 bytes, drawn for this code."""
    real: Hex
    """Recognises the code."""
    forced: Hex
    """Recognises the duress code, which looks accepted and releases nothing."""
    given: Hex | None = None
    """Which of the two was given last, under a key of its own."""
    given_at: Instant | None = None
    wrong: Count = 0
    """How often a wrong one was given since the last right one."""
    wrong_at: Instant | None = None
    """When that was last."""
