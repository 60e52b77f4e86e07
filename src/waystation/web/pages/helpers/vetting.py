"""How is a step of vetting taken on a page, who vouches, on which days can he be asked?"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.deny_helper import allow_helper, deny_helper
from waystation.actions.list_helpers import list_helpers
from waystation.actions.set_availability import set_availability
from waystation.actions.take_vetting_step import Taken, take_vetting_step
from waystation.actions.vouch import Voucher, vouch, withdraw_vouching
from waystation.domain.helper_record import Availability
from waystation.kit.language import _
from waystation.vault.faults import NotAllowed
from waystation.web.pages.asked import Asked, done, form
from waystation.web.pages.helpers.standing import asked_of, page

Act = Callable[[Desk, str, Asked], object]


def _step(desk: Desk, record: str, asked: Asked) -> object:
    said = asked.cleaned_data
    taken = Taken(said["step"], said["result"], said["day"], said["expires"], said["reason"])
    return take_vetting_step(desk, record, taken)


def _vouch(desk: Desk, record: str, asked: Asked) -> object:
    return vouch(desk, record, Voucher(asked.said("by"), asked.said("since")))


def _days(desk: Desk, record: str, asked: Asked) -> object:
    said = asked.cleaned_data
    when = Availability(begin=said["begin"], end=said["end"], can=said["can"] == "yes")
    return set_availability(desk, record, when)


def _deny(desk: Desk, record: str, asked: Asked) -> object:
    denied = "allow" not in asked.data
    return (deny_helper if denied else allow_helper)(desk, record, asked.said("reason"))


_ACTS: dict[str, Act] = {"step": _step, "vouch": _vouch, "days": _days, "deny": _deny}


def act(request: HttpRequest, desk: Desk, record: str, name: str) -> HttpResponse:
    """Do what one of the forms of a helper's page asks for."""
    found = list_helpers(desk, record)
    if name not in _ACTS or not found.listed:
        raise NotAllowed.to("page", "one of a helper")
    back = HttpResponseRedirect(reverse("helper", args=[found.listed[0].opened.id]))
    if request.method != "POST":
        return back
    asked = form(request, asked_of(desk, found.listed[0])[name])
    if asked.is_valid() and done(
        asked,
        lambda: _ACTS[name](desk, record, asked),
        lambda where: where if where in asked.fields else None,
    ):
        messages.success(request, _("Written down."))
        return back
    return page(request, desk, record, {name: asked})


def unvouch(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Write down that somebody vouches no more."""
    if request.method == "POST":
        withdraw_vouching(desk, record, request.POST.get("by", ""))
        messages.success(request, _("Written down."))
    return HttpResponseRedirect(reverse("helper", args=[record]))
