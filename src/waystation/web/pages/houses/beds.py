"""Which beds are free, house by house and night by night?"""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.list_beds import list_beds
from waystation.actions.permissions import may_open
from waystation.domain.beds import days
from waystation.kit import clock
from waystation.web.pages.asked import held
from waystation.web.paging import show

USUAL, MOST = 14, 60  # nights that are shown


def houses(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the nights of all houses, two weeks from today or from another day on."""
    first, count = begin(request.GET.get("from")), nights(request.GET.get("nights"))
    last = first + timedelta(days=count - 1)
    found = list_beds(desk, first, last)
    values = {
        "found": found,
        "days": list(days(first, last)),
        "first": first,
        "count": count,
        "back": first - timedelta(days=count),
        "on": last + timedelta(days=1),
        "groups": dict(held(desk, "group", key=True)),
        "may_add": may_open(desk.session.me.role, "house", save=True),
    }
    return show(request, "houses/all.html", values)


def begin(text: str | None) -> date:
    """Return the first evening that is asked for; today where nothing sensible is."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return clock.now().date()


def nights(text: str | None) -> int:
    """Return how many nights are asked for."""
    return min(max(int(text), 1), MOST) if text and text.isdecimal() and len(text) < 4 else USUAL  # noqa: PLR2004
