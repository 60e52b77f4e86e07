"""How is a house written down, and changed?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.domain.house import House
from waystation.kit.language import N_, _
from waystation.vault.records import Saved
from waystation.web.drafts import opened
from waystation.web.pages.asked import Ask, Asked, compartments, done, form, held
from waystation.web.pages.network.notation import read, written
from waystation.web.pages.saving import added, field, saved
from waystation.web.paging import show

_NUMBERS = ("beds", "stay_max_hours", "found_per_day", "worth")
_TEXTS = ("name", "country", "address", "network", "place", "second_house", "way_out")


def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Write down a house."""
    where = Ask(
        "into",
        N_("Compartment"),
        "choice",
        N_("Who holds it can open the house."),
        required=True,
        choices=compartments(desk, "house"),
    )
    asked = form(
        request,
        (
            where,
            Ask("id", N_("Key"), help=N_("A short name that others use for it; it stays.")),
            *_asks(desk),
        ),
    )
    found: list[Saved] = []
    if request.method == "POST" and asked.is_valid():
        said = {**_said(asked), "id": asked.said("id") or None}
        into = asked.said("into")
        if done(asked, lambda: found.append(added(desk, into, "house", said)), _field(asked)):
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("house", args=[found[0].id]))
    status = 400 if request.method == "POST" else 200
    return show(request, "houses/edit.html", {"form": asked, "record": None}, status)


def edit(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Change what is known of a house."""
    there, value = opened(desk, record, House)
    asked = form(request, (*_asks(desk), Ask("counter", "", "hidden")), _initial(value, there.counter))
    if request.method == "POST" and asked.is_valid():
        counter = int(asked.said("counter") or 0)
        if done(asked, lambda: saved(desk, there, _said(asked), counter), _field(asked)):
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("house", args=[record]))
    status = 400 if request.method == "POST" else 200
    return show(request, "houses/edit.html", {"form": asked, "record": there}, status)


def _asks(desk: Desk) -> tuple[Ask, ...]:
    return (
        Ask("name", N_("Name"), help=N_("What the desk calls it.")),
        Ask("beds", N_("Beds"), required=True),
        Ask("country", N_("Country"), help=N_("Two letters, such as VN.")),
        Ask("address", N_("How it is found"), "long", N_("Who need not go there need not know it.")),
        Ask("network", N_("Network"), "choice", choices=held(desk, "network", key=True, none="-")),
        Ask("place", N_("Place in the network"), help=N_("The id of the place.")),
        Ask("hosts", N_("Hosts"), "many", choices=held(desk, "helper", key=True)),
        Ask("stay_max_hours", N_("Longest stay in hours")),
        Ask("found_per_day", N_("Found per day"), help=N_("The probability for one person who waits.")),
        Ask("worth", N_("Worth"), help=N_("What the network would lose with it.")),
        Ask(
            "second_house",
            N_("Second house"),
            "choice",
            N_("Where a group goes when this one must be left."),
            choices=held(desk, "house", key=True, none="-"),
        ),
        Ask("way_out", N_("Way out"), help=N_("How it is left in a hurry.")),
    )


def _initial(house: House, counter: int) -> dict[str, Any]:
    texts = {name: getattr(house, name) or "" for name in _TEXTS}
    numbers = {name: written(getattr(house, name), "number") for name in _NUMBERS}
    return {**texts, **numbers, "hosts": list(house.hosts), "counter": counter}


def _said(asked: Asked) -> dict[str, Any]:
    numbers = {name: read(asked.said(name), "number") for name in _NUMBERS}
    return {**{name: asked.said(name) for name in _TEXTS}, **numbers, "hosts": asked.cleaned_data["hosts"]}


def _field(asked: Asked) -> Any:
    return lambda where: name if (name := field(where)) in asked.fields else None
