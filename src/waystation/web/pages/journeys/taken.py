"""Somebody was taken: who is in danger, who must be told what, and was it a drill?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.compromise import Compromised, compromise
from waystation.actions.drill_compromise import drill_compromise
from waystation.actions.permissions import may
from waystation.actions.take_back_compromise import take_back_compromise
from waystation.actions.tick_off import open_compromise, tick_off
from waystation.domain.compromise import Compromise
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import by_id, of_kind
from waystation.web.pages.journeys import words
from waystation.web.pages.journeys.forms import TakenForm
from waystation.web.pages.journeys.found import posted
from waystation.web.paging import show
from waystation.web.second import with_second


def compromises(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the compromises that this member holds, and begin one, or a drill."""
    form = TakenForm(posted(request))
    drilled: Compromised | None = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        told = data["subject"], data["word"].strip(), data["reason"]
        try:
            if data["drill"]:
                drilled = drill_compromise(desk, *told)
            else:
                done = compromise(with_second(request, desk), *told)
                return HttpResponseRedirect(reverse("compromise", args=[done.id]))
        except BadInput as error:
            if isinstance(error, NotAllowed):
                raise
            form.add_error(None, str(error))
    there = sorted(of_kind(desk.session, "compromise"), key=lambda e: e.listed.changed, reverse=True)
    values = {"form": form, "there": there, "drilled": drilled, "words": words,
              "may_drill": may(desk.session.me.role, "drill compromise")}  # fmt: skip
    return show(request, "journeys/compromises.html", values, 400 if form.errors else 200)


def one(request: HttpRequest, desk: Desk, compromise: str) -> HttpResponse:
    """Show who must be told what, and tick them off by name."""
    record = _opened(desk, compromise)
    if request.method == "POST":
        number = request.POST.get("number", "")
        tick_off(desk, compromise, int(number) if number.isdecimal() else 0)
        return HttpResponseRedirect(reverse("compromise", args=[compromise]))
    names = {each.id: each.name for each in desk.session.directory.known.values()}
    journeys = {each.listed.key: each.id for each in of_kind(desk.session, "journey")}
    values = {"id": compromise, "record": record, "words": words, "members": names, "journeys": journeys,
              "may_take_back": may(desk.session.me.role, "take back compromise"),
              "left": sum(each.done_at is None for each in record.items)}  # fmt: skip
    return show(request, "journeys/compromise.html", values)


def take_back(request: HttpRequest, desk: Desk, compromise: str) -> HttpResponse:
    """Take a compromise back, two at the desk."""
    record = _opened(desk, compromise)
    status = 200
    if request.method == "POST":
        try:
            both = with_second(request, desk)
            _record, freed = take_back_compromise(both, compromise, request.POST.get("reason", ""))
        except BadInput as error:
            messages.error(request, str(error))
            status = 400
        else:
            said = _("Taken back. {count} journeys may be planned anew with it.").format(count=len(freed))
            messages.success(request, said)
            return HttpResponseRedirect(reverse("compromise", args=[compromise]))
    return show(request, "journeys/take_back.html", {"id": compromise, "record": record}, status)


def _opened(desk: Desk, identity: str) -> Compromise:
    there = by_id(desk.session, [identity]).get(identity)
    if there is None or there.listed.kind != "compromise":
        raise NotAllowed.to("compromise", "one in a compartment that was granted")
    return open_compromise(desk, "tick off", identity)[1]
