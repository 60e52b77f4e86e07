"""How does one payment stand, and what may be done with it next?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.money_desk import only_counting
from waystation.actions.permissions import may
from waystation.domain.payment_record import SIGNERS, PaymentRecord
from waystation.kit.language import _
from waystation.money.accounts import box
from waystation.money.moves import enough
from waystation.vault.finding import attached
from waystation.web.drafts import opened
from waystation.web.pages.money import words
from waystation.web.paging import show


def payment(request: HttpRequest, desk: Desk, payment: str) -> HttpResponse:
    """Show a payment."""
    _record, value = opened(desk, payment, PaymentRecord)
    return page(request, desk, payment, value)


def page(
    request: HttpRequest, desk: Desk, identity: str, value: PaymentRecord, form: forms.Form | None = None
) -> HttpResponse:
    """Return the page of a payment that was opened; `form` is one that was refused."""
    counting = only_counting(desk, value)
    members = desk.session.directory.known
    shown: dict[str, Any] = {
        "id": identity,
        "payment": value,
        "words": words,
        "kind": words.KINDS.get(value.state, "plain"),
        "approvals": [
            (members[each.by].name if each.by in members else _("somebody who has left"), each.at)
            for each in counting.approvals
        ],
        "needed": SIGNERS if value.purpose == "hold_back" else 1,
        "ready": enough(counting),
        "mine": desk.session.member_id in {each.by for each in counting.approvals},
        "box": box(value),
        "receipts": [each for each in attached(desk.session, {identity}) if each.id in value.receipts],
        "can": lambda verb: may(desk.session.me.role, verb),
        "refused": form,
        "nothing": Decimal(0),
    }
    return show(request, "money/payment.html", shown, status=200 if form is None else 400)
