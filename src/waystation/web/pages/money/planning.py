"""How are payments planned: one, or all of a decision?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.plan_payment import plan_from_decision, plan_payment
from waystation.kit.language import _, many
from waystation.web.pages.money.acted import acted, filled
from waystation.web.pages.money.forms import PaymentForm, SharedForm
from waystation.web.pages.money.there import purse


def plan(request: HttpRequest, desk: Desk, compartment: str) -> HttpResponse:
    """Plan one payment."""
    where = purse(desk, compartment)
    form = PaymentForm(desk, compartment, request.POST or None)

    def act() -> str:
        plan_payment(desk, compartment, filled(form))
        return _("The payment is planned. Somebody else has to approve it.")

    values = {"heading": _("Plan a payment"), "purse": where, "button": _("Plan it")}
    return acted(request, form, act, ("money/form.html", values), reverse("money"))


def plan_decision(request: HttpRequest, desk: Desk, compartment: str) -> HttpResponse:
    """Plan the fees and hold-backs of a decision."""
    where = purse(desk, compartment)
    form = SharedForm(desk, compartment, request.POST or None)

    def act() -> str:
        said = filled(form)
        made = plan_from_decision(desk, compartment, said.pop("decision"), said)
        count = len(made)
        return many("{count} payment is planned.", "{count} payments are planned.", count).format(count=count)

    values = {"heading": _("Plan the payments of a decision"), "purse": where, "button": _("Plan them")}
    return acted(request, form, act, ("money/form.html", values), reverse("money"))
