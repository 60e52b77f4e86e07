"""Somebody was taken, or may have been: what would be known, what is done first, and what is marked?"""

from __future__ import annotations

from typing import Any, cast, get_args

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.expose import Answer, expose
from waystation.actions.list_notices import list_notices
from waystation.actions.mark import mark
from waystation.actions.permissions import may
from waystation.actions.unmark import unmark
from waystation.kit.language import N_, _
from waystation.vault.exposure import Subject
from waystation.web.pages.asked import Ask, Asked, done, form
from waystation.web.pages.exposure.wording import SUBJECTS, WORDS, choices, first
from waystation.web.paging import show
from waystation.web.second import with_second


def exposure(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ask about somebody or something; the answer is the page itself, so that it is logged once."""
    subject = subject_of(request)
    asked = form(request, whom(desk, subject), {"subject": subject, "word": request.GET.get("record", "")})
    found: list[Answer] = []
    if request.method == "POST" and asked.is_valid():
        act = request.POST.get("do", "expose")
        if act == "mark":
            return _marked(request, desk, subject, asked)
        done(
            asked,
            lambda: found.append(expose(with_second(request, desk), subject, word(asked), asked.said("why"))),
        )
    status = 400 if request.method == "POST" and not found else 200
    return _shown(request, desk, subject, asked, found[0] if found else None, status)


def _shown(  # noqa: PLR0913, PLR0917
    request: HttpRequest, desk: Desk, subject: Subject, asked: Asked, answer: Answer | None, status: int
) -> HttpResponse:
    role = desk.session.me.role
    values: dict[str, Any] = {
        **WORDS,
        "form": asked,
        "subject": subject,
        "subjects": SUBJECTS,
        "answer": answer,
        "first": [] if answer is None else list(first(answer)),
        "may_expose": may(role, "expose"),
        "may_unmark": may(role, "unmark"),
        "may_note": may(role, "note meeting"),
    }
    return show(request, "exposure/ask.html", values, status)


def _marked(request: HttpRequest, desk: Desk, subject: Subject, asked: Asked) -> HttpResponse:
    if not done(asked, lambda: mark(desk, subject, word(asked), asked.said("why"))):
        return _shown(request, desk, subject, asked, None, 400)
    messages.success(request, _("Marked. Every desk has been told. Now look at what would be known."))
    return HttpResponseRedirect(reverse("notices"))


def taking_back(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take a mark back, two at the desk."""
    subject = subject_of(request)
    asked = form(request, whom(desk, subject), {"subject": subject})

    def act() -> object:
        return unmark(with_second(request, desk), subject, word(asked), asked.said("why"))

    if request.method == "POST" and asked.is_valid() and done(asked, act):
        messages.success(request, _("The mark is taken back. Every desk has been told."))
        return HttpResponseRedirect(reverse("notices"))
    values = {"form": asked, "subject": subject, "subjects": SUBJECTS}
    return show(request, "exposure/unmark.html", values, 400 if request.method == "POST" else 200)


def notices(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what every desk was told, and what of this one's it touches."""
    role = desk.session.me.role
    found = list_notices(desk)
    people = {each.id: each.name for each in desk.session.directory.known.values()}
    forced = ", ".join(people.get(each, each) for each in found.duress)
    values = {**WORDS, "found": found, "forced": forced, "people": people, "may_mark": may(role, "mark")}
    return show(request, "exposure/notices.html", values)


def subject_of(request: HttpRequest) -> Subject:
    """Return the kind of what is asked about."""
    said = request.POST.get("subject") or request.GET.get("subject") or "helper"
    return cast("Subject", said) if said in get_args(Subject) else "helper"


def whom(desk: Desk, subject: Subject) -> tuple[Ask, ...]:
    """Return what is asked to know whom is meant, and why."""
    kind = Ask("subject", "", "hidden")
    why = Ask("why", N_("Reason, without names"), required=True)
    if subject == "device":
        return (kind, Ask("other", N_("What the device is called"), required=True), why)
    there = [("", "-"), *choices(desk, subject)]
    other = Ask("other", N_("Or its whole tag"), help=N_("Where only others hold the record."))
    return (kind, Ask("word", N_("Who or what"), "choice", choices=there), other, why)


def word(asked: Asked) -> str:
    """Return what is meant: an id, what a device is called, or a tag."""
    return asked.said("other") or asked.said("word")
