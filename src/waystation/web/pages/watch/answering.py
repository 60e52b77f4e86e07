"""How does somebody at the desk answer: heard of them, I take care, they are put off, it has come?"""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acknowledge_alert import acknowledge_alert
from waystation.actions.acting import Desk
from waystation.actions.change_check_ins import Change, change_check_ins
from waystation.actions.check_in import check_in
from waystation.actions.take_in_check_ins import take_in_check_ins
from waystation.journey.answering import Came
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import _, many
from waystation.vault.faults import NotAllowed, NotHeld
from waystation.web.pages.watch.forms import Heard, Later, put
from waystation.web.pages.watch.one import one


def heard(request: HttpRequest, desk: Desk, journey: str) -> HttpResponse:
    """Note that they were heard of: with one key after a call, or with the word that they said."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = Heard(request.POST if "channel" in request.POST else {**request.POST.dict(), "channel": "call"})
    if form.is_valid():
        said = form.cleaned_data
        came = Came(clock.now(), said["channel"], said["word"], said["number"])
        try:
            check_in(desk, journey, came)
        except BadInput as error:
            put(form, error)
        else:
            messages.success(request, _("Noted."))
            return HttpResponseRedirect(reverse("watch"))
    return one(request, desk, journey, heard=form)


def change(request: HttpRequest, desk: Desk, journey: str) -> HttpResponse:
    """Put check-ins off, or expect no more."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = Later(request.POST)
    if form.is_valid():
        later, stop = timedelta(minutes=form.cleaned_data["minutes"] or 0), form.cleaned_data["stop"]
        try:
            change_check_ins(desk, journey, Change(later, stop=stop), form.cleaned_data["why"])
        except BadInput as error:
            put(form, error)
        else:
            messages.success(request, _("Nothing more is expected.") if stop else _("Put off."))
            return HttpResponseRedirect(reverse("watch"))
    return one(request, desk, journey, later=form)


def acknowledge(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take care of what sounds."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        count = acknowledge_alert(desk, request.POST.get("what", ""))
    except (NotAllowed, NotHeld):
        raise
    except BadInput as error:
        messages.error(request, str(error))
    else:
        said = many("{count} alarm is yours.", "{count} alarms are yours.", count)
        messages.success(request, said.format(count=count))
    return HttpResponseRedirect(reverse("watch"))


def take_in(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Put what came from outside into the records."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    count = sum(len(each.check_ins) for each in take_in_check_ins(desk))
    said = many("{count} check-in was taken in.", "{count} check-ins were taken in.", count)
    messages.success(request, said.format(count=count))
    return HttpResponseRedirect(reverse("watch"))
