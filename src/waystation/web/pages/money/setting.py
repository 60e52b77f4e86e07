"""How do funds, rates and budgets come into a money compartment?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from pydantic import ValidationError

from waystation.actions.acting import Desk
from waystation.actions.add_fund import add_fund
from waystation.actions.set_budget import set_budget
from waystation.actions.set_rate import set_rate
from waystation.domain.budget import Budget
from waystation.domain.fund import DonorFund
from waystation.domain.kinds import map_faults
from waystation.domain.rate import ExchangeRate
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.web.pages.money import words
from waystation.web.pages.money.acted import acted, filled
from waystation.web.pages.money.forms import BudgetForm, FundForm, RateForm
from waystation.web.pages.money.there import purse


def fund(request: HttpRequest, desk: Desk, compartment: str) -> HttpResponse:
    """Add a donor's fund."""
    where, form = purse(desk, compartment), FundForm(request.POST or None)

    def act() -> str:
        said = filled(form)
        said["countries"] = tuple(said.get("countries", "").split())
        add_fund(desk, compartment, _made(DonorFund, said))
        return _("The fund is in the books.")

    values = {"heading": _("Add a donor fund"), "purse": where, "button": _("Add it")}
    return acted(request, form, act, ("money/form.html", values), _back(compartment))


def rate(request: HttpRequest, desk: Desk, compartment: str) -> HttpResponse:
    """Set a rate."""
    where, form = purse(desk, compartment), RateForm(request.POST or None)

    def act() -> str:
        said = filled(form)
        set_rate(desk, compartment, _made(ExchangeRate, said | {"rate": f"{said['rate']:f}"}))
        return _("The rate is set. What is booked stays as it was booked.")

    values = {"heading": _("Set a rate"), "purse": where, "button": _("Set it")}
    return acted(request, form, act, ("money/form.html", values), _back(compartment))


def budget(request: HttpRequest, desk: Desk, compartment: str) -> HttpResponse:
    """Set the budget of a case or a corridor; an older one is replaced."""
    where, form = purse(desk, compartment), BudgetForm(desk, request.POST or None)

    def act() -> str:
        said = filled(form)
        of = {name: said.get(name) for name in ("case", "corridor")}
        key = f"{'case' if of['case'] else 'corridor'} {of['case'] or of['corridor']}"
        made = {"id": key, **of, "currency": said["currency"], "lines": list(_lines(said))}
        set_budget(desk, compartment, _made(Budget, made))
        return _("The budget is set.")

    values = {"heading": _("Set a budget"), "purse": where, "button": _("Set it")}
    return acted(request, form, act, ("money/form.html", values), _back(compartment))


def _lines(said: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for word, _label in words.things():
        if f"line_{word}" in said:
            yield {"spent_on": word, "amount": said[f"line_{word}"]}
    if "line_rest" in said:
        yield {"amount": said["line_rest"]}


def _made(kind: Any, said: dict[str, Any]) -> Any:
    try:
        return kind.model_validate({name: value for name, value in said.items() if value is not None})
    except ValidationError as error:
        faults = map_faults(kind.__name__, error)
    raise BadInput(faults)


def _back(compartment: str) -> str:
    return reverse("money-books", args=[compartment])
