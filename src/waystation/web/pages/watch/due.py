"""What is due, what is missing, how does the watch stand?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.list_check_ins import list_check_ins
from waystation.domain.watch import Ladder
from waystation.journey.duty import on_duty
from waystation.journey.health import changes_with
from waystation.journey.saying import outage
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.finding import of_kind
from waystation.web.paging import show
from waystation.web.place import here

STATES: dict[str, tuple[str, str]] = {
    "waiting": (N_("expected"), "plain"),
    "late": (N_("late"), "wait"),
    "overdue": (N_("overdue"), "stop"),
    "lost": (N_("lost contact"), "stop"),
    "came": (N_("came, not taken in"), "good"),
    "ended": (N_("over"), "plain"),
}
_SHOWN = 10  # outages


def due(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what is due."""
    found = list_check_ins(desk)
    watched = {each.journey.id for each in found.due if each.journey}
    values = {
        "due": found.due,
        "others": found.others,
        "unwatched": [each for each in of_kind(desk.session, "journey") if each.id not in watched],
        "health": found.health,
        "outages": [outage(each) for each in found.health.outages[:_SHOWN]],
        "states": STATES,
        "ladders": [(ladder.name, on_duty_now(ladder)) for ladder in found.rota],
        "state": changes_with(here().opened),
    }
    return show(request, "watch/due.html", values)


def on_duty_now(ladder: Ladder) -> list[list[tuple[str, bool]]]:
    """Return for each step who stands there, and whether he is on duty now."""
    now = clock.now()
    return [[(each.name, on_duty(each.duty, now)) for each in step.watchers] for step in ladder.steps]


def changed(request: HttpRequest, desk: Desk) -> HttpResponse:  # noqa: ARG001 - the form of all pages
    """Say only whether something has changed since the page was made; nothing is opened for it."""
    if request.GET.get("since") == changes_with(here().opened):
        return HttpResponse(status=204)
    return show(request, "changed.html", {})
