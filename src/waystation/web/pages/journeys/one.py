"""How does one journey stand: where is everybody, what comes next, what has happened?"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.journeys import Held
from waystation.domain.journey import HandOver, Incident, JourneyStage
from waystation.domain.network import Network
from waystation.journey.incidents import standing_incidents
from waystation.journey.position import live
from waystation.plan.hours import zone
from waystation.web.pages.journeys import words
from waystation.web.pages.journeys.chart import chart
from waystation.web.pages.journeys.found import helpers_ahead, journey_of, standing_groups
from waystation.web.paging import show


class End(NamedTuple):
    """A change of hands, with what can be done about it."""

    end: str
    hand_over: HandOver
    state: str


class Line(NamedTuple):
    """A stage as the page shows it: times in the zone of its place."""

    stage: JourneyStage
    origin: str
    to: str
    depart: datetime
    arrive: datetime
    state: str
    ends: tuple[End, ...]
    next: bool
    """Whether it is the one to be lived next by its group."""


def journey(request: HttpRequest, desk: Desk, journey: str) -> HttpResponse:
    """Show one journey."""
    held = journey_of(request, desk, journey)
    return show(request, "journeys/journey.html", values(held, journey))


def values(held: Held, identity: str) -> dict[str, object]:
    """Return what the page of a journey shows."""
    value = held.underway.journey
    names = {place.id: place.name or place.id for place in held.network.places}
    lines = _lines(held)
    open_incidents = set(standing_incidents(value))
    return {
        "id": identity,
        "journey": value,
        "names": names,
        "live": live(value),
        "groups": {each: number for number, each in enumerate(standing_groups(value))},
        "helpers": tuple(enumerate(helpers_ahead(value))),
        "ahead": [each for each in lines if each.stage.arrived_at is None and each.stage.dropped_at is None],
        "behind": [each for each in lines if each.stage.arrived_at is not None],
        "incidents": [_incident(n, each, open_incidents) for n, each in enumerate(value.incidents)],
        "chart": chart([(value, held.network)]),
        "words": words,
        "currency": held.network.currency or "",
        "waiting": sum(each.came_at is None for each in value.check_ins),
    }


def _incident(number: int, incident: Incident, standing: set[int]) -> tuple[int, Incident, bool]:
    return number, incident, number in standing


def _lines(held: Held) -> list[Line]:
    value = held.underway.journey
    coming = {each.group: each.stage for each in live(value)}
    return [_line(held.network, each, coming) for each in sorted(value.stages, key=_order)]


def _order(stage: JourneyStage) -> tuple[datetime, int]:
    return stage.depart, stage.number


def _line(network: Network, stage: JourneyStage, coming: dict[str, int | None]) -> Line:
    places = {place.id: place for place in network.places}
    origin, to = places[stage.origin], places[stage.to]
    ends = tuple(
        End(name, each, _handed(each))
        for name, each in (("pick_up", stage.pick_up), ("hand_over", stage.hand_over))
        if each is not None
    )
    return Line(
        stage,
        origin.name or origin.id,
        to.name or to.id,
        stage.depart.astimezone(zone(origin, network.start)),
        stage.arrive.astimezone(zone(to, network.start)),
        _state(stage),
        ends,
        coming.get(stage.group or "") == stage.number,
    )


def _state(stage: JourneyStage) -> str:
    if stage.arrived_at is not None:
        return "arrived"
    return "planned" if stage.departed_at is None else "moving"


def _handed(hand_over: HandOver) -> str:
    if hand_over.confirmed_at is not None:
        return "confirmed"
    if hand_over.refused_at is not None:
        return "refused"
    if hand_over.accepted_at is not None:
        return "accepted"
    return "offered" if hand_over.offered_at is not None else "not asked"
