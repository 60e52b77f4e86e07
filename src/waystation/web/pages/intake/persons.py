"""Who is somebody to be helped, what has she answered, and how is that taken back?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.add_person import add_person
from waystation.actions.confirm_agreement import confirm_agreement
from waystation.actions.edit_person import edit_person
from waystation.actions.list_requests import list_requests
from waystation.actions.note_agreement import Answered, note_agreement
from waystation.actions.permissions import may
from waystation.actions.withdraw_agreement import Withdrawal, withdraw_agreement
from waystation.domain.case_record import CaseRecord
from waystation.domain.consents import state_of, to_confirm
from waystation.domain.minors import lacking, may_be_minor
from waystation.domain.person import Person
from waystation.kit import clock
from waystation.kit.language import _, many
from waystation.vault.faults import NotAllowed
from waystation.web.drafts import opened
from waystation.web.pages.intake import words
from waystation.web.pages.intake.acts import FormPage, RecordForm, acted
from waystation.web.pages.intake.case import names_of
from waystation.web.pages.intake.person_forms import AgreementForm, PersonForm, begun_with, facts
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


def agree(request: HttpRequest, desk: Desk, person: str) -> HttpResponse:
    """Write down what she has answered."""
    record, value = opened(desk, person, Person)
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        languages=value.languages,
        initial={"counter": record.counter},
    )
    page = FormPage(
        _("What has she answered?"),
        _("Write it down"),
        reverse("person", args=[person]),
        _("Her answer is written down."),
        words=_("Each purpose is asked for itself, in a language that she speaks, and best alone."),
    )

    def act() -> None:
        told = form.cleaned_data
        case = value.cases[-1] if told["only_case"] and value.cases else None
        answer = Answered(
            purpose=told["purpose"],
            given=told["given"] == "yes",
            language=told["language"],
            heard_alone=told["heard_alone"],
            oral=told["oral"],
            case=case,
        )
        note_agreement(desk, form.seen(person), answer)

    return acted(request, form, page, act)


def confirm(request: HttpRequest, desk: Desk, person: str, number: int) -> HttpResponse:
    """Confirm a spoken yes."""
    record, value = opened(desk, person, Person)
    _require_answer(value, number)
    form = RecordForm(request.POST if request.method == "POST" else None, initial={"counter": record.counter})
    page = FormPage(
        _("Confirm a spoken yes"),
        _("She has confirmed it"),
        reverse("person", args=[person]),
        _("Her yes is confirmed."),
        words=_(words.PURPOSES[value.agreements[number].purpose]),
    )
    return acted(request, form, page, lambda: confirm_agreement(desk, form.seen(person), number))


def withdraw(request: HttpRequest, desk: Desk, person: str, number: int) -> HttpResponse:
    """Take a consent back: everything that rests on it stops at once."""
    _record, value = opened(desk, person, Person)
    _require_answer(value, number)
    form = RecordForm(request.POST if request.method == "POST" else None)
    found: list[Withdrawal] = []
    page = FormPage(
        _("Take a consent back"),
        _("She takes it back"),
        reverse("person", args=[person]),
        lambda: _stopped(found[0] if found else None),
        danger=True,
        words=_(
            "At once every decision and journey that rests on it stops, and every desk is told. Nobody is "
            "taken further until somebody has spoken with her."
        ),
    )

    def act() -> None:
        found.append(withdraw_agreement(desk, person, number))

    return acted(request, form, page, act)


def _stopped(found: Withdrawal | None) -> str:
    """Return the sentence on what a withdrawal has stopped."""
    count = len(found.stopped) if found is not None else 0
    text = many(
        "It is taken back; every desk was told. {count} decision or journey that you hold was stopped.",
        "It is taken back; every desk was told. {count} decisions and journeys that you hold were stopped.",
        count,
    ).format(count=count)
    if found is not None and not found.complete:
        text += " " + _("Not all journeys could be looked through within the hour: ask another coordinator.")
    return text


def _require_answer(value: Person, number: int) -> None:
    if number >= len(value.agreements):
        raise NotAllowed.to("agreement", "one of hers")
