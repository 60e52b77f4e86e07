"""What can be done with a case: its urgency, signs, caller, state, links, review?"""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.clear_sign import clear_sign
from waystation.actions.decide_request import decide_request
from waystation.actions.enter_sign import enter_sign
from waystation.actions.review_case import review_case
from waystation.actions.set_urgency import set_urgency
from waystation.actions.step_case import step_case
from waystation.actions.view_case import view_case
from waystation.domain.case_record import CaseRecord, CaseState, SignKey
from waystation.domain.case_steps import STEPS, needs_reason
from waystation.domain.indicators import SIGNS
from waystation.kit.language import _
from waystation.vault.faults import NotAllowed
from waystation.web.drafts import opened
from waystation.web.pages.intake.acts import FormPage, RecordForm, acted
from waystation.web.pages.intake.case_forms import (
    ReasonForm,
    SignForm,
    UrgencyForm,
)
from waystation.web.pages.intake.words import STATES


def back(case: str) -> str:
    """Return the address of the page of a case."""
    return reverse("case", args=[case])


def typed(request: HttpRequest) -> Any:
    """Return what was typed; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def urgency(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Say how urgent it is, over what the answers say."""
    record, value = opened(desk, case, CaseRecord)
    begun = {"counter": record.counter, "urgency": value.urgency, "danger": value.present_danger}
    form = UrgencyForm(typed(request), initial=begun)
    page = FormPage(_("Say how urgent it is"), _("Set the urgency"), back(case), _("The urgency is set."))

    def act() -> None:
        told = form.cleaned_data
        danger = None if told["danger"] == value.present_danger else told["danger"]
        set_urgency(desk, form.seen(case), told["urgency"], told["reason"], danger=danger)

    return acted(request, form, page, act)


def sign(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Note a sign that somebody has seen or heard."""
    view = view_case(desk, opened(desk, case, CaseRecord)[0].id)
    persons = [(each.id, each.names[0].text if each.names else each.id) for _record, each in view.persons]
    form = SignForm(typed(request), persons=persons, initial={"counter": view.case[0].counter})
    page = FormPage(
        _("Note a sign"),
        _("Note it"),
        back(case),
        _("The sign is noted. The case stops until a protection officer has cleared it."),
        words=_("What you have seen or heard yourself, or been told. It stops the case until it is cleared."),
    )

    def act() -> None:
        told = form.cleaned_data
        person = told["person"] or None
        enter_sign(desk, form.seen(case), told["sign"], told["words"], person)

    return acted(request, form, page, act)


def clear(request: HttpRequest, desk: Desk, case: str, sign: str) -> HttpResponse:
    """Say that a sign was looked into."""
    if sign not in SIGNS:
        raise NotAllowed.to(_("sign"), _("one of the list"))
    record, _value = opened(desk, case, CaseRecord)
    form = ReasonForm(typed(request), needed=True, initial={"counter": record.counter})
    page = FormPage(
        _("Clear a sign"),
        _("Clear it"),
        back(case),
        _("The sign is cleared. Should it come up again, the case stops again."),
        words=_(SIGNS[sign]),
    )
    return acted(
        request,
        form,
        page,
        lambda: clear_sign(desk, form.seen(case), cast("SignKey", sign), form.cleaned_data["reason"]),
    )


def step(request: HttpRequest, desk: Desk, case: str, to: str) -> HttpResponse:
    """Take a step, or answer the request."""
    record, value = opened(desk, case, CaseRecord)
    if to not in STEPS:
        raise NotAllowed.to(_("step"), _("one of the list"))
    state = cast("CaseState", to)
    allowed = state in STEPS[value.state]
    form = ReasonForm(
        typed(request),
        needed=allowed and needs_reason(value.state, state),
        initial={"counter": record.counter},
    )
    page = FormPage(
        _("The case becomes: {state}").format(state=_(STATES[to])),
        _("It becomes: {state}").format(state=_(STATES[to])),
        back(case),
        _("The case is now: {state}").format(state=_(STATES[to])),
        danger=to in {"declined", "withdrawn", "lost"},
    )

    def act() -> None:
        reason, seen = form.cleaned_data["reason"], form.seen(case)
        if state in {"accepted", "declined"}:
            decide_request(desk, seen, accept=state == "accepted", reason=reason)
        else:
            step_case(desk, seen, state, reason)

    return acted(request, form, page, act)


def review(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Say that what protects them was read."""
    record, _value = opened(desk, case, CaseRecord)
    form = RecordForm(typed(request), initial={"counter": record.counter})
    page = FormPage(
        _("Review what protects them"),
        _("I have read it"),
        back(case),
        _("Your review is written down."),
        words=_(
            "Consents, guardians, best interest and signs of trafficking: read them on the page of the case."
        ),
    )
    return acted(request, form, page, lambda: review_case(desk, form.seen(case)))
