"""What has she answered, and how is that confirmed or taken back?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.confirm_agreement import confirm_agreement
from waystation.actions.note_agreement import Answered, note_agreement
from waystation.actions.withdraw_agreement import Withdrawal, withdraw_agreement
from waystation.domain.person import Person
from waystation.kit.language import _, many
from waystation.vault.faults import NotAllowed
from waystation.web.drafts import opened
from waystation.web.pages.intake import words
from waystation.web.pages.intake.acts import FormPage, RecordForm, acted
from waystation.web.pages.intake.person_forms import AgreementForm


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
        raise NotAllowed.to(_("agreement"), _("one of hers"))
