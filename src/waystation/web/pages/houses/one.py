"""What is known of one house, who sleeps there when, and how are beds kept and given free?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.book_nights import book_nights, free_nights
from waystation.actions.close_house import close_house
from waystation.actions.permissions import may
from waystation.domain.beds import nights_of
from waystation.domain.helper_record import standing_mark
from waystation.domain.house import House, Nights
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.faults import Conflict
from waystation.web.drafts import opened
from waystation.web.pages.asked import Ask, Asked, done, form, held
from waystation.web.pages.houses.beds import USUAL, begin
from waystation.web.paging import show


def house(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Show one house; what is posted keeps beds in it."""
    there, value = opened(desk, record, House)
    asked = form(request, _booking(desk), {"first": clock.now().date(), "last": clock.now().date()})
    status = 200
    if request.method == "POST":
        status = 400
        if asked.is_valid() and done(asked, lambda: book_nights(desk, record, _nights(asked))):
            messages.success(request, _("The beds are kept."))
            return HttpResponseRedirect(reverse("house", args=[record]))
    first = begin(request.GET.get("from"))
    houses = dict(held(desk, "house", key=True))
    values: dict[str, Any] = {
        "record": there,
        "house": value,
        "nights": nights_of(value, first, first + timedelta(days=USUAL - 1)),
        "kept": [(number, each, hash_of(each)) for number, each in enumerate(value.nights)],
        "form": asked,
        "groups": dict(held(desk, "group", key=True)),
        "helpers": dict(held(desk, "helper", key=True)),
        "second": houses.get(value.second_house or ""),
        "marked": standing_mark(value.marks),
        "may_book": may(desk.session.me.role, "book nights"),
        "today": clock.now().date(),
    }
    return show(request, "houses/one.html", values, status)


def free(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Give beds free again: the nights of this number, where they are still what the page showed."""
    if request.method == "POST":
        _there, value = opened(desk, record, House)
        number = request.POST.get("number", "")
        index = int(number) if number.isdecimal() else len(value.nights)
        if index >= len(value.nights) or hash_of(value.nights[index]) != request.POST.get("seen"):
            raise Conflict([record])
        free_nights(desk, record, value.nights[index])
        messages.success(request, _("The beds are free again."))
    return HttpResponseRedirect(reverse("house", args=[record]))


def close(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Close a house from a day on, or open it again."""
    if request.method == "POST":
        closing = "open" not in request.POST
        day = begin(request.POST.get("day")) if closing else None
        close_house(desk, record, day, request.POST.get("why", ""))
        messages.success(
            request, _("Nobody is sent there from that day on.") if closing else _("It is open again.")
        )
    return HttpResponseRedirect(reverse("house", args=[record]))


def hash_of(nights: Nights) -> str:
    """Return what tells whether nights are still those that a page showed, without their words."""
    return f"{nights.first:%Y%m%d}{nights.last:%Y%m%d}{nights.beds}"


def _booking(desk: Desk) -> tuple[Ask, ...]:
    groups = held(desk, "group", key=True, none=_("nobody yet: kept free"))
    return (
        Ask("first", N_("First night"), "date", required=True),
        Ask("last", N_("Last night"), "date", required=True),
        Ask("beds", N_("Beds"), "number", required=True),
        Ask("group", N_("For whom"), "choice", choices=groups),
        Ask(
            "even_so",
            N_("Reason, where there are too few"),
            help=N_("Otherwise more beds than are free are refused."),
        ),
    )


def _nights(asked: Asked) -> Nights:
    said = asked.cleaned_data
    if said["last"] < said["first"]:
        raise BadInput.at(_("Last night"), f"{said['last']}", _("a night that is not before the first"))
    if said["beds"] < 1:
        raise BadInput.at(_("Beds"), f"{said['beds']}", _("1 or more"))
    return Nights(
        first=said["first"],
        last=said["last"],
        beds=said["beds"],
        group=asked.said("group") or None,
        even_so=asked.said("even_so") or None,
    )
