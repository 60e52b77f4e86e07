"""Which journeys are under way, which wait to begin, and where is everybody?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.permissions import may_open
from waystation.actions.start_journey import start_journey
from waystation.actions.view_journey import under_way
from waystation.domain.case_record import NetworkRecord
from waystation.domain.journey import Journey
from waystation.domain.network import Network
from waystation.journey.position import Live, live
from waystation.kit import clock
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import Found, by_id, find, of_kind
from waystation.web.drafts import opened_once
from waystation.web.pages.journeys.chart import chart
from waystation.web.pages.journeys.words import kind
from waystation.web.paging import show

_MOST = 60  # journeys that a page opens: the most that a map can show


class Row(NamedTuple):
    """A journey of the list."""

    id: str
    key: str
    state: str
    kind: str
    persons: int
    groups: tuple[Live, ...]
    names: dict[str, str]
    until: datetime | None
    late: bool
    """Whether that time has passed."""
    incidents: int
    """How many are not over."""


class Ready(NamedTuple):
    """A decision that was signed and that nobody lives yet."""

    id: str
    title: str


def listing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show every journey that is under way: what happens next first, beside the map."""
    there = under_way(desk)[:_MOST]
    journeys = opened_once(request, desk, there, Journey, "to see where everybody is")
    networks = _networks(request, desk, journeys.values())
    rows = sorted((_row(id_, value, networks) for id_, value in journeys.items()), key=_soonest)
    on_map = [(e, networks[_network(e)]) for e in journeys.values() if _network(e) in networks]
    values = {
        "rows": rows,
        "ready": ready(desk),
        "chart": chart(on_map) if on_map else None,
        "people": sum(row.persons for row in rows),
    }
    return show(request, "journeys/list.html", values)


def _soonest(row: Row) -> tuple[bool, bool, float, str]:
    return (
        row.state != "stopped",
        row.until is None,
        row.until.timestamp() if row.until else 0.0,
        row.id,
    )


def _row(identity: str, journey: Journey, networks: dict[str, Network]) -> Row:
    groups = live(journey)
    network = networks.get(_network(journey))
    names = {place.id: place.name or place.id for place in network.places} if network is not None else {}
    until = min((each.until for each in groups if each.until is not None), default=None)
    persons = sum(each.persons for each in groups)
    open_incidents = sum(each.ended_at is None for each in journey.incidents)
    late = until is not None and until < clock.now()
    who = (identity, journey.id, journey.state, kind(journey.state), persons)
    return Row(*who, groups, names, until, late, open_incidents)


def _network(journey: Journey) -> str:
    return (journey.terms.network if journey.terms is not None else None) or ""


def _networks(request: HttpRequest, desk: Desk, journeys: Iterable[Journey]) -> dict[str, Network]:
    """Open the networks of these journeys that the member may open; return them by key."""
    if not may_open(desk.session.me.role, "network"):
        return {}
    wanted = {_network(each) for each in journeys}
    there = [each for each in of_kind(desk.session, "network") if each.listed.key in wanted]
    records = opened_once(request, desk, there, NetworkRecord, "for the map")
    return {each.listed.key: records[each.id].network for each in there if each.id in records}


def ready(desk: Desk) -> list[Ready]:
    """Return decisions that were signed and that no journey lives; their cases say so, nothing is opened."""
    lived = {each.listed.title for each in of_kind(desk.session, "journey")}
    decisions = [each for each in of_kind(desk.session, "decision") if each.listed.state == "go"]
    return [
        Ready(each.id, each.listed.title or each.listed.key)
        for each in decisions
        if each.listed.key not in lived and not _is_new_plan(desk, each)
    ]


def _is_new_plan(desk: Desk, decision: Found) -> bool:
    """Tell whether a decision lies with a journey: then it is a new plan of that one."""
    return any(each.compartment == decision.compartment for each in of_kind(desk.session, "journey"))


def start(request: HttpRequest, desk: Desk, decision: str) -> HttpResponse:
    """Begin the journey of a decision."""
    there = by_id(desk.session, [decision]).get(decision)
    if there is None or there.listed.kind != "decision":
        raise NotAllowed.to("decision", "one in a compartment that was granted")
    if request.method != "POST":
        return show(request, "journeys/start.html", {"decision": there})
    journey = start_journey(desk, decision)
    found = find(desk.session, journey.id, "journey")
    return HttpResponseRedirect(reverse("journey", args=[found.id]))
