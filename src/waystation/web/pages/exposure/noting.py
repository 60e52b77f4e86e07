"""What do people know that the program cannot see: who met whom, who was told what, who uses which device?"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.note_meeting import Who, note_device, note_meeting
from waystation.actions.note_told import note_told
from waystation.kit.language import N_, _
from waystation.vault.exposure import Subject
from waystation.web.pages.asked import Ask, done, form, held
from waystation.web.pages.exposure.wording import choices
from waystation.web.paging import show

_PEOPLE: tuple[Subject, ...] = ("person", "helper", "member")


def met(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Write down that some have met, and where."""
    where = [
        ("", "-"),
        *_of(desk, ("house",)),
        *((f"house|{each}", title) for each, title in held(desk, "journey")),
    ]
    asks = (
        Ask("who", N_("Who met"), "many", required=True, choices=_of(desk, _PEOPLE)),
        Ask("where", N_("Where: a house or journey"), "choice", choices=where),
        Ask("past", N_("They are elsewhere now"), "check"),
    )
    asked = form(request, asks)
    if request.method == "POST" and asked.is_valid():
        place = _who([asked.said("where")])[0] if asked.said("where") else None
        past = bool(asked.cleaned_data["past"])
        if done(asked, lambda: note_meeting(desk, _who(asked.cleaned_data["who"]), place, past=past)):
            return _noted(request)
    return _page(request, asked, _("Who met whom"))


def told(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Write down that some were told what stands in records."""
    records = [each for kind in ("house", "helper", "journey", "case", "person") for each in held(desk, kind)]
    asks = (
        Ask("who", N_("Who was told"), "many", required=True, choices=_of(desk, _PEOPLE)),
        Ask("records", N_("What stands in"), "many", required=True, choices=records),
        Ask("why", N_("How, without names"), help=N_("On paper, in an alert, by word of mouth.")),
    )
    asked = form(request, asks)
    if request.method == "POST" and asked.is_valid():
        said = asked.cleaned_data
        if done(asked, lambda: note_told(desk, _who(said["who"]), said["records"], asked.said("why"))):
            return _noted(request)
    return _page(request, asked, _("Who was told what"))


def device(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Write down that the member at the desk uses a device."""
    help_text = N_("The same word each time. If it is taken, what you know counts as taken.")
    asked = form(request, (Ask("device", N_("What the device is called"), help=help_text, required=True),))
    if (
        request.method == "POST"
        and asked.is_valid()
        and done(asked, lambda: note_device(desk, asked.said("device")))
    ):
        return _noted(request)
    return _page(request, asked, _("A device that I use"))


def _of(desk: Desk, subjects: Iterable[Subject]) -> list[tuple[str, str]]:
    return [
        (f"{subject}|{each}", f"{_(subject)}: {title}")
        for subject in subjects
        for each, title in choices(desk, subject)
    ]


def _who(said: Iterable[str]) -> list[Who]:
    pairs = (each.partition("|") for each in said)
    return [(subject, which) for subject, _bar, which in pairs]  # type: ignore[misc]


def _noted(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Written down."))
    return HttpResponseRedirect(
        reverse("exposure") if "met" in request.path or "told" in request.path else "/"
    )


def _page(request: HttpRequest, asked: object, title: str) -> HttpResponse:
    status = 400 if request.method == "POST" else 200
    return show(request, "exposure/note.html", {"form": asked, "title": title}, status)
