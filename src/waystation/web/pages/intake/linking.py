"""Is another case about the same people?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.find_duplicates import find_duplicates
from waystation.actions.keeping import Seen
from waystation.actions.link_cases import link_cases
from waystation.actions.list_requests import list_requests
from waystation.domain.case_record import CaseRecord
from waystation.domain.person import Person
from waystation.kit.language import _
from waystation.web.drafts import opened, require_known
from waystation.web.pages.intake.acts import FormPage, acted
from waystation.web.pages.intake.case_forms import LinkForm
from waystation.web.pages.intake.words import TERMS
from waystation.web.paging import show


def link(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Say with a reason that another case is about the same people, or is not. Nothing is merged."""
    record, _value = opened(desk, case, CaseRecord)
    others = [
        (each.record, f"{each.title or each.key} ({each.key})")
        for each in list_requests(desk)
        if each.record != case
    ]
    typed = request.POST if request.method == "POST" else None
    begun = {"counter": record.counter, "other": request.GET.get("other", "")}
    form = LinkForm(typed, cases=others, initial=begun)
    page = FormPage(
        _("Is it about the same people?"),
        _("Write it down"),
        reverse("case", args=[case]),
        _("It is written into both cases. Nothing was merged."),
        words=_("Both cases stay as they are; each shows the other with your reason."),
    )

    def act() -> None:
        told = form.cleaned_data
        link_cases(desk, form.seen(case), Seen(told["other"]), told["reason"], same=told["same"] == "same")

    return acted(request, form, page, act)


def duplicates(request: HttpRequest, desk: Desk, person: str) -> HttpResponse:
    """Show who may be the same person, with what speaks for it and against it."""
    require_known(desk, person, Person)
    _record, value = opened(desk, person, Person)
    found = find_duplicates(desk, person)
    cases = {each.key: each.record for each in list_requests(desk)}
    values = {
        "person": value,
        "identity": person,
        "found": found,
        "terms": TERMS,
        "cases": cases,
        "own": next((cases[key] for key in value.cases if key in cases), None),
    }
    return show(request, "intake/duplicates.html", values)
