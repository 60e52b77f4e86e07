"""Who is somebody to be helped, what has she answered, and how is that taken back?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.add_person import add_person
from waystation.actions.edit_person import edit_person
from waystation.actions.list_requests import list_requests
from waystation.actions.permissions import may
from waystation.domain.case_record import CaseRecord
from waystation.domain.consents import state_of, to_confirm
from waystation.domain.minors import lacking, may_be_minor
from waystation.domain.person import Person
from waystation.kit import clock
from waystation.kit.language import _
from waystation.vault.finding import of_kind
from waystation.web.drafts import opened
from waystation.web.pages.intake import words
from waystation.web.pages.intake.acts import FormPage, acted
from waystation.web.pages.intake.case import names_of
from waystation.web.pages.intake.person_forms import PersonForm, begun_with, facts
from waystation.web.pages.intake.person_rows import rows_of
from waystation.web.paging import show


def person(request: HttpRequest, desk: Desk, person: str) -> HttpResponse:
    """Show a person."""
    record, value = opened(desk, person, Person)
    at = clock.now()
    until = {number: by for number, _answer, by in to_confirm(value, at)}
    values = {
        "opened": record,
        "person": value,
        "minor": may_be_minor(value, at.date()),
        "lacking": list(lacking(value)),
        "answers": [(n, each, state_of(each, at), until.get(n)) for n, each in enumerate(value.agreements)],
        "cases": cases_of(desk, value),
        "notes": [each for each in of_kind(desk.session, "note") if each.listed.key in value.notes],
        "words": words,
        "may": lambda verb: may(desk.session.me.role, verb),
        "who": names_of(desk),
    }
    return show(request, "intake/person.html", values)


def cases_of(desk: Desk, value: Person) -> list[tuple[str, str]]:
    """Return the cases of a person that the member holds: id and title, without opening them."""
    if not may(desk.session.me.role, "list requests"):
        return []
    return [(each.record, each.title or each.key) for each in list_requests(desk) if each.key in value.cases]


def new_person(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Add a person to a case."""
    record, _value = opened(desk, case, CaseRecord)
    typed = request.POST if request.method == "POST" else None
    form = PersonForm(typed, initial={"counter": record.counter, "languages": "ko"})
    rows = rows_of(typed, None)
    page = FormPage(
        _("A person of this case"),
        _("Save"),
        reverse("case", args=[case]),
        _("The person is saved."),
        template="intake/person_form.html",
    )

    def act() -> str:
        saved = add_person(desk, form.seen(case), facts(form, rows, None))
        return reverse("person", args=[saved.id])

    return acted(request, form, page, act, *rows)


def change_person(request: HttpRequest, desk: Desk, person: str) -> HttpResponse:
    """Put right or add to what is known of a person."""
    record, value = opened(desk, person, Person)
    typed = request.POST if request.method == "POST" else None
    form = PersonForm(typed, initial={"counter": record.counter, **begun_with(value)})
    rows = rows_of(typed, value)
    page = FormPage(
        _("What is known of her"),
        _("Save"),
        reverse("person", args=[person]),
        _("What is known of her is saved."),
        template="intake/person_form.html",
    )
    return acted(
        request, form, page, lambda: edit_person(desk, form.seen(person), facts(form, rows, value)), *rows
    )
