"""What does the page about the check-ins of one journey show?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.list_check_ins import list_check_ins
from waystation.domain.journey import Journey
from waystation.journey.arming import Armed
from waystation.web.drafts import opened
from waystation.web.pages.watch.due import STATES
from waystation.web.pages.watch.forms import Arming, Heard, Later
from waystation.web.paging import show


def journey(request: HttpRequest, desk: Desk, journey: str) -> HttpResponse:
    """Show the check-ins of one journey; what is opened for it stands in the ledger."""
    return one(request, desk, journey)


def one(
    request: HttpRequest, desk: Desk, identity: str, armed: Armed | None = None, **wrong: Any
) -> HttpResponse:
    """Show the page: with the words that were just drawn, or with a form on which something is wrong."""
    record, value = opened(desk, identity, Journey, "to look at its check-ins")
    found = list_check_ins(desk)
    ladders = [ladder.name for ladder in found.rota]
    every = 4 if not value.check_ins else None
    values = {
        "journey": value,
        "id": identity,
        "title": record.title or value.id,
        "sounding": {each.number: each for each in found.due if each.journey and each.journey.id == identity},
        "states": STATES,
        "ladders": ladders,
        "armed": armed,
        "heard": Heard(initial={"channel": "call"}),
        "later": Later(),
        "arming": Arming(ladders=ladders, initial={"every": every, "grace": 30}),
        **wrong,
    }
    return show(request, "watch/journey.html", values, 400 if wrong else 200)
