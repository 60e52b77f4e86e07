"""How does the paper that shows a payment get beside it, without ever standing on a disk in clear?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.money_desk import at_purse, payment_found
from waystation.domain.payment_record import PaymentRecord
from waystation.domain.receipt import Receipt
from waystation.money.papers import sort_of
from waystation.vault.attached import attach

VERB = "add receipt"


def add_receipt(desk: Desk, payment: str, paper: bytes, why: str = "") -> Receipt:
    """Seal a receipt as an attachment of a payment (key or id).

    Raises BadInput for what is empty, larger than 10 MB, or no PDF, photo or text.
    """
    found = payment_found(desk, VERB, payment)
    sort = sort_of(paper)
    with at_purse(desk, VERB, found.compartment, why) as purse:
        now = purse.one(PaymentRecord, found.listed.key)
        sealed = attach(purse.work, found.compartment, found.id, VERB, [paper])
        receipt = Receipt(
            id=sealed, keep_until=now.keep_until, payment=now.id, attachment=sealed, size=len(paper),
            sort=sort, added_at=purse.work.at, added_by=desk.session.member_id,
        )  # fmt: skip
        purse.put(receipt, now.model_copy(update={"receipts": (*now.receipts, receipt.id)}))
        return receipt
