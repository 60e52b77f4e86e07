"""What was observed of a network, what does it weigh now, and which figures does it speak for?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.list_observations import list_observations
from waystation.actions.note_observation import note_observation, observable
from waystation.actions.permissions import may, may_open
from waystation.actions.take_in_observations import take_in_observations
from waystation.domain.case_record import NetworkRecord
from waystation.domain.kinds import record_of
from waystation.domain.network import Network
from waystation.domain.observation import Observation, age_hours
from waystation.kit import clock
from waystation.kit.language import N_, _
from waystation.plan.suggested import COUNTED
from waystation.vault.keys import new_id
from waystation.web.drafts import opened
from waystation.web.pages.asked import Ask, Asked, done, form
from waystation.web.pages.network.notation import number_text, read
from waystation.web.paging import show

ABOUT = {
    "place": N_("place"),
    "leg": N_("leg"),
    "hazard": N_("hazard"),
    "condition": N_("condition"),
    "helper": N_("helper"),
}
SOURCES = {
    "own": N_("own eyes"),
    "helper": N_("a helper"),
    "guest": N_("a guest"),
    "partner": N_("a partner"),
    "published": N_("published"),
    "rumour": N_("a rumour"),
}
_STANDS_FOR = "stands_for"
_MOST = 1e6  # attempts that a bare number can stand for


def observations(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Show what was observed, and keep something new."""
    there, value = opened(desk, record, NetworkRecord)
    asked = form(request, _asks(value.network), {"seen_at": clock.now(), "kind": "helper"})
    status = 200
    if request.method == "POST":
        status = 400
        if asked.is_valid() and done(
            asked, lambda: note_observation(desk, record, _observation(asked)), _field
        ):
            messages.success(request, _("Kept. What it speaks for is suggested below."))
            return HttpResponseRedirect(reverse("observations", args=[record]))
    stands_for = _stands_for(request.GET.get(_STANDS_FOR))
    found = list_observations(desk, record, stands_for=stands_for)
    now = clock.now()
    role = desk.session.me.role
    values: dict[str, Any] = {
        "record": there,
        "network": value.network,
        "found": found,
        "form": asked,
        "about": ABOUT,
        "sources": SOURCES,
        "age": lambda each: age_hours(each, now),
        "number": number_text,
        "stands_for": stands_for,
        "may_take": may(role, "take in observations"),
        "may_note": may_open(role, "observation", save=True),
    }
    return show(request, "network/observations.html", values, status)


def take(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Take observations into the figures, those that were ticked."""
    if request.method == "POST":
        ticked = (each.partition("|") for each in request.POST.getlist("take"))
        wanted = [(about, which) for about, _bar, which in ticked]
        take_in_observations(desk, record, wanted, _stands_for(request.POST.get(_STANDS_FOR)))
        messages.success(request, _("Taken in. It can be taken back on the page of the network."))
    return HttpResponseRedirect(reverse("observations", args=[record]))


def _stands_for(text: str | None) -> float:
    value = read(text or "", "number")
    return min(value, _MOST) if isinstance(value, float) and value > 0 else 0.0


def _asks(network: Network) -> tuple[Ask, ...]:
    things = [
        (f"{about}|{which}", f"{_(ABOUT[about])}: {which}")
        for about, known in observable(network).items()
        for which in known
    ]
    sources = [(each, _(said)) for each, said in SOURCES.items()]
    return (
        Ask("thing", N_("What was observed"), "choice", required=True, choices=things),
        Ask(
            "value",
            N_("How many or how much"),
            help=N_("A level, or how many were harmed, blocked or broken."),
        ),
        Ask("of", N_("Of how many"), help=N_("Attempts, or groups, that this is counted among.")),
        Ask("words", N_("In words"), "long"),
        Ask("seen_at", N_("Seen at, in UTC"), "moment", required=True),
        Ask("kind", N_("Who says so"), "choice", required=True, choices=sources),
        Ask("who", N_("Which one"), help=N_("The key of a helper or person, or where it was published.")),
        Ask("trust", N_("Trust"), help=N_("The probability that what this source says is so, such as 0.8.")),
        Ask(
            "half_life_hours", N_("Counts half after how many hours"), help=N_("Empty: it keeps its weight.")
        ),
    )


def _observation(asked: Asked) -> Observation:
    about, _bar, which = asked.said("thing").partition("|")
    of = read(asked.said("of"), "number")
    seen: datetime = asked.cleaned_data["seen_at"]
    source = {
        "kind": asked.said("kind"),
        "who": asked.said("who"),
        "trust": read(asked.said("trust"), "number"),
    }
    data = {
        "kind": "observation",
        "schema": 1,
        "id": new_id(),
        "about": about,
        "which": which,
        "what": COUNTED.get(about) if of is not None else None,
        "value": read(asked.said("value"), "number"),
        "of": of,
        "words": asked.said("words"),
        "seen_at": seen.replace(tzinfo=UTC).isoformat(),
        "source": {name: each for name, each in source.items() if each is not None and each != ""},
        "half_life_hours": read(asked.said("half_life_hours"), "number"),
    }
    made = record_of({name: each for name, each in data.items() if each is not None and each != ""})
    assert isinstance(made, Observation)  # noqa: S101  (the kind is said above)
    return made


def _field(where: str) -> str | None:
    last = where.replace("observation ", "").split(".")[-1].split(" ")[0]
    return last if last in {"value", "of", "words", "seen_at", "who", "trust", "half_life_hours"} else None
