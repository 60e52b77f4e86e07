"""Which requests are there, the most urgent first, and which of them are looked for?"""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.list_requests import list_requests
from waystation.domain.case_record import CaseState
from waystation.web.pages.intake.words import STATES, URGENCIES
from waystation.web.paging import show

_OVER = frozenset({"settled", "declined", "withdrawn"})


def requests(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the list: by state (in the address), and by words (only ever in a form, never in an address)."""
    search = request.POST.get("search", "")
    state = request.POST.get("state", request.GET.get("state", "open"))
    listed = list_requests(desk, search, _states(state))
    values = {
        "listed": listed,
        "search": search,
        "chosen": state,
        "states": STATES,
        "urgencies": URGENCIES,
    }
    return show(request, "intake/requests.html", values)


def _states(state: str) -> frozenset[CaseState]:
    """Return the states that are asked for; none for all."""
    if state in STATES:
        return frozenset({cast("CaseState", state)})
    if state == "open":
        return frozenset(cast("CaseState", each) for each in STATES if each not in _OVER)
    return frozenset()
