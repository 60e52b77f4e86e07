"""How does the paper that shows a payment get beside it, without ever standing on a disk in clear?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.money_desk import at_purse, payment_found
from waystation.domain.payment_record import PaymentRecord
from waystation.kit.language import N_
from waystation.money.papers import sort_of
from waystation.vault.attached import attach

VERB = N_("add receipt")


def add_receipt(desk: Desk, payment: str, paper: bytes, why: str = "") -> str:
    """Seal a receipt as a file of a payment (key or id); return the file's id, for `open_attachment`.

    Raises BadInput for what is empty, larger than 10 MB, or no PDF, photo or text.
    """
    found = payment_found(desk, VERB, payment)
    sort = sort_of(paper)
    with at_purse(desk, VERB, found.compartment, why) as purse:
        now = purse.one(PaymentRecord, found.listed.key)
        receipt = attach(purse.work, found.compartment, found.id, f"receipt.{sort}", [paper])
        purse.put(now.model_copy(update={"receipts": (*now.receipts, receipt)}))
        return receipt
