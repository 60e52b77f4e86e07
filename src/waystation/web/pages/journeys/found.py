"""Which journey, group or helper is meant by what stands in an address?"""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from waystation.actions.acting import Desk
from waystation.actions.journeys import Held
from waystation.actions.view_journey import view_journey
from waystation.domain.journey import Journey
from waystation.journey.stages import named_in
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import by_id


def journey_of(request: HttpRequest, desk: Desk, identity: str) -> Held:
    """Open a journey by its id, once in a session for as long as it does not change.

    Raises NotAllowed for any other record, so that nothing is told of it.
    """
    there = by_id(desk.session, [identity]).get(identity)
    if there is None or there.listed.kind != "journey":
        raise NotAllowed.to("journey", "one in a compartment that was granted")
    return view_journey(desk, identity, known=request.kept.opened)  # type: ignore[attr-defined]


def numbered(words: tuple[str, ...], number: int) -> str:
    """Return one of several words by its number from 0. Raises NotAllowed for a number too large."""
    if number >= len(words):
        raise NotAllowed.to("number", "one of those that are there")
    return words[number]


def standing_groups(journey: Journey) -> tuple[str, ...]:
    """Return the groups that are under way; addresses name them by their number."""
    return tuple(sorted(each.group for each in journey.positions))


def helpers_ahead(journey: Journey) -> tuple[str, ...]:
    """Return the helpers who still have a part; addresses name them by their number."""
    live = (e for e in journey.stages if e.dropped_at is None and e.arrived_at is None)
    return tuple(sorted({helper for each in live for helper in named_in(each)}))


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form was filled in with; None where it is only shown."""
    return request.POST if request.method == "POST" else None
