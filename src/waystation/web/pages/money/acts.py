"""What is done with a payment: approved, paid, held back, its code given, released, kept, paid back?"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.add_receipt import add_receipt
from waystation.actions.approve_payment import approve_payment
from waystation.actions.enter_code import Circumstances, enter_code
from waystation.actions.forfeit_hold_back import forfeit_hold_back
from waystation.actions.hold_back import hold_back
from waystation.actions.pay import From, pay
from waystation.actions.refund_payment import refund_payment
from waystation.actions.release_hold_back import release_hold_back
from waystation.domain.payment_record import PaymentRecord
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _, current
from waystation.money.codes import Codes, new_codes
from waystation.web.drafts import opened
from waystation.web.pages.money.acted import ELSEWHERE
from waystation.web.pages.money.payment import page
from waystation.web.pages.money.there import held, only_post
from waystation.web.paging import show

Act = Callable[[HttpRequest, Desk, str], object]


def act(does: Act, said: str) -> Callable[..., HttpResponse]:
    """Return the view that does one thing with a payment, says so, and shows it again."""

    def view(request: HttpRequest, desk: Desk, payment: str) -> HttpResponse:
        if (wrong := only_post(request)) is not None:
            return wrong
        held(desk, payment, "payment")
        try:
            does(request, desk, payment)
        except ELSEWHERE:
            raise
        except BadInput as error:
            return refused(request, desk, payment, error)
        messages.success(request, _(said))
        return HttpResponseRedirect(reverse("payment", args=[payment]))

    return view


def refused(request: HttpRequest, desk: Desk, payment: str, error: BadInput) -> HttpResponse:
    """Return the page of a payment with what was refused. Nothing that was typed is repeated."""
    form = forms.Form({})
    form.is_valid()
    for fault in error.faults:
        form.add_error(None, str(fault))
    return page(request, desk, payment, opened(desk, payment, PaymentRecord)[1], form)


def _source(request: HttpRequest) -> From:
    """Return the money box that pays, as far as the form names it."""
    text = {name: request.POST.get(name, "").strip() for name in ("account", "box_currency", "given")}
    return From(text["account"] or None, text["box_currency"].upper() or None, _number(text["given"]))


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text) if text else None
    except InvalidOperation:
        found = Decimal(-1)
    if found is not None and not (found.is_finite() and found > 0):
        raise BadInput.at(_("amount"), _("no amount above 0"), _("an amount such as 1200.50"))
    return found


def _enter(request: HttpRequest, desk: Desk, payment: str) -> object:
    so = Circumstances("alone" in request.POST, "in_other_hands" in request.POST)
    return enter_code(desk, payment, request.POST.get("code", ""), so)


def _refund(request: HttpRequest, desk: Desk, payment: str) -> object:
    amount = _number(request.POST.get("amount", "").strip()) or Decimal(0)
    return refund_payment(desk, payment, amount, request.POST.get("reason", ""))


def _receipt(request: HttpRequest, desk: Desk, payment: str) -> object:
    paper = request.FILES.get("paper")
    return add_receipt(desk, payment, b"" if paper is None else paper.read())


approve = act(lambda _request, desk, which: approve_payment(desk, which), N_("You have approved it."))
make = act(lambda request, desk, which: pay(desk, which, _source(request)), N_("The payment is booked."))
enter = act(_enter, N_("The code is noted."))
release = act(lambda _request, desk, which: release_hold_back(desk, which), N_("The hold-back is released."))
keep = act(
    lambda request, desk, which: forfeit_hold_back(desk, which, request.POST.get("reason", "")),
    N_("It stays with us, and the reason is kept."),
)
refund = act(_refund, N_("What came back is booked."))
receipt = act(_receipt, N_("The receipt is sealed."))
_set_aside = act(
    lambda request, desk, which: hold_back(
        desk, which, Codes(request.POST.get("real", ""), request.POST.get("forced", "")), _source(request)
    ),
    N_("The money is set aside. Nobody but the traveller has the codes now."),
)


def hold(request: HttpRequest, desk: Desk, payment: str) -> HttpResponse:
    """Show two new codes for the traveller; set the money aside once they were said."""
    if request.method == "POST":
        return _set_aside(request, desk, payment)
    found, value = opened(desk, payment, PaymentRecord)
    codes = new_codes(current())
    return show(request, "money/hold.html", {"id": found.id, "payment": value, "codes": codes})
