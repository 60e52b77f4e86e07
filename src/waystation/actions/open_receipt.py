"""What does a receipt show?"""

from __future__ import annotations

from typing import NamedTuple

from waystation.actions.acting import Desk, opening, require
from waystation.actions.open_attachment import open_attachment
from waystation.domain.receipt import Receipt
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.finding import find
from waystation.vault.records import open_records

VERB = "open receipt"


class Paper(NamedTuple):
    """A receipt, and the file itself."""

    receipt: Receipt
    data: bytes


def open_receipt(desk: Desk, receipt: str, why: str = "") -> Paper:
    """Open a receipt by its key or id; the ledger says so first. Raises Damaged where it was changed."""
    require(desk, VERB)
    found = find(desk.session, receipt, "receipt")
    with opening(desk, VERB, [found.id], why) as look:
        value = open_records(look, [found.id])[0].value
        if not isinstance(value, Receipt):
            raise BadInput.at(_("receipt"), _("a record of another kind"), _("a receipt"))
    return Paper(value, open_attachment(desk, value.attachment, why).data)
