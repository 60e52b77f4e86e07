"""Which networks are there, and what is one of them: map, places, legs, hazards, conditions, changes?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.list_compartments import list_compartments
from waystation.actions.permissions import may, may_open
from waystation.actions.undo_network import undo_network
from waystation.domain.case_record import NetworkRecord
from waystation.domain.network import Network
from waystation.domain.network_edit import NetworkEdit, plain_network
from waystation.kit.language import N_, _
from waystation.plan.belief import belief
from waystation.plan.check import check
from waystation.plan.load import parse_network
from waystation.report.chart import network_chart
from waystation.vault.records import Saved
from waystation.web.drafts import opened
from waystation.web.pages.asked import Ask, Asked, compartments, done, form
from waystation.web.pages.network.fields import PLACE_KINDS
from waystation.web.pages.network.notation import written
from waystation.web.pages.saving import added
from waystation.web.paging import show

PARTS = {
    "network": N_("network"),
    "places": N_("place"),
    "helpers": N_("helper"),
    "conditions": N_("condition"),
    "legs": N_("leg"),
}
HOW = {"added": N_("added"), "changed": N_("changed"), "removed": N_("taken away")}


class Line(NamedTuple):
    """A change as the list of changes says it."""

    edit: NetworkEdit
    by: str
    said: tuple[str, ...]


def networks(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the networks that the member could open. None of them is opened."""
    found = [
        (identity, listed, some.manifest.title)
        for some in list_compartments(desk)
        for identity, listed in some.manifest.records.items()
        if listed.kind == "network"
    ]
    found.sort(key=lambda each: each[1].title or each[1].key)
    values = {"networks": found, "may_edit": may(desk.session.me.role, "edit network")}
    return show(request, "network/all.html", values)


def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Begin a network: all else is added on its page."""
    asks = (
        Ask("into", N_("Compartment"), "choice", required=True, choices=compartments(desk, "corridor")),
        Ask("id", N_("Key"), required=True, help=N_("A short name that cases use for it; it stays.")),
        Ask("name", N_("Name"), required=True),
        Ask(
            "start",
            N_("Start"),
            help=N_("Hour 0 of every plan, with its offset: 2026-03-02T18:00+09:00"),
            required=True,
        ),
        Ask("currency", N_("Currency"), help=N_("Such as USD.")),
        Ask("safety", N_("Id of a place of safety"), required=True),
    )
    asked = form(request, asks)
    made: list[Saved] = []
    if (
        request.method == "POST"
        and asked.is_valid()
        and done(asked, lambda: made.append(_begun(desk, asked)))
    ):
        messages.success(request, _("Begun. Now add its places and legs."))
        return HttpResponseRedirect(reverse("network", args=[made[0].id]))
    return show(request, "network/new.html", {"form": asked}, 400 if request.method == "POST" else 200)


def _begun(desk: Desk, asked: Asked) -> Saved:
    head = {name: asked.said(name) for name in ("name", "start", "currency") if asked.said(name)}
    places = [{"id": asked.said("safety"), "kind": "safety"}]
    data = plain_network(parse_network({"waystation": 1, **head, "places": places}))
    return added(desk, asked.said("into"), "network", {"id": asked.said("id"), "network": data})


def network(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Show one network."""
    there, value = opened(desk, record, NetworkRecord)
    role = desk.session.me.role
    values: dict[str, Any] = {
        "record": there,
        "network": value.network,
        "kinds": PLACE_KINDS,
        "map": network_chart(value.network),
        "edits": [_line(desk, each) for each in reversed(value.edits)],
        "undone": [_line(desk, each) for each in reversed(value.undone)],
        "findings": check(value.network),
        "hazards": list(_hazards(value.network)),
        "means": lambda figure: belief(figure, value.network.priors).mean,
        "typed": written,
        "may_edit": may(role, "edit network"),
        "may_observe": may(role, "list observations") and may_open(role, "observation"),
    }
    return show(request, "network/one.html", values)


def undo(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Take the last change back, or make it again."""
    if request.method == "POST":
        again = "again" in request.POST
        undo_network(desk, record, again=again)
        messages.success(
            request, _("The change was made again.") if again else _("The change was taken back.")
        )
    return HttpResponseRedirect(reverse("network", args=[record]))


def _hazards(network: Network) -> Iterator[tuple[int, int, Any, Any]]:
    """Yield the number of a leg, that of its hazard, and both."""
    for i, leg in enumerate(network.legs):
        for j, hazard in enumerate(leg.hazards):
            yield i, j, leg, hazard


def _line(desk: Desk, edit: NetworkEdit) -> Line:
    known = desk.session.directory.known
    said = (
        f"{_(PARTS[each.part])} {each.id or ''} {_(HOW[each.how])}".replace("  ", " ")
        for each in edit.touched
    )
    return Line(edit, known[edit.by].name if edit.by and edit.by in known else "", tuple(said))
