"""What waits at the public door, and how is it made, shut, and given its key?"""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.collect_letters import Collected, collect_letters
from waystation.actions.list_compartments import list_compartments
from waystation.actions.open_door import open_door
from waystation.actions.permissions import may
from waystation.actions.shut_door import shut_door
from waystation.kit.errors import BadInput
from waystation.kit.language import _, many
from waystation.letters.deskkey import key_text
from waystation.letters.spool import Spool
from waystation.letters.taking import CASES, DANGER
from waystation.vault.manifests import Compartment
from waystation.web.pages.board import Row, rows
from waystation.web.paging import show
from waystation.web.place import here


class State(NamedTuple):
    """How the spool stands."""

    waiting: int | None
    """How many letters wait. Absent: the folder cannot be read."""
    shut: bool


def spool() -> Spool:
    """Return the folder of the door."""
    return Spool(here().spool)


def show_door(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what came through the door. Nothing is opened for it."""
    held = list_compartments(desk, {"door", "case"})
    waiting = _by_danger(rows(_of(held, "door")))
    taken = [row for row in rows(_of(held, "case")) if row.key.startswith(CASES)]
    values = {
        "there": bool(_of(held, "door")),
        "requests": waiting,
        "taken": taken,
        "spool": _state(),
        "may_open": may(desk.session.me.role, "open door"),
        "danger": DANGER,
    }
    return show(request, "public_door/door.html", values)


def _of(held: list[Compartment], kind: str) -> list[Compartment]:
    return [each for each in held if each.manifest.kind == kind]


def _by_danger(found: list[Row]) -> list[Row]:
    return sorted(found, key=lambda row: (not row.title.startswith(DANGER), row.changed))


def _state() -> State:
    try:
        return State(spool().waiting(), spool().closed)
    except BadInput:
        return State(None, shut=False)


def key(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Make the door where there is none, and give its public key as a file."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    made = open_door(desk, _("The door"))
    response = HttpResponse(key_text(made.public), content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="desk.key"'
    return response


def collect(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take in what waits."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    _say(request, collect_letters(desk, spool()))
    return HttpResponseRedirect(reverse("door"))


def _say(request: HttpRequest, done: Collected) -> None:
    new = many("{count} new request", "{count} new requests", len(done.new)).format(count=len(done.new))
    said = [new, _("Added to older ones, or read: {count}").format(count=len(done.changed))]
    if done.aside:
        said.append(_("Set aside, foreign or damaged: {count}").format(count=done.aside))
    if done.left:
        said.append(_("Still there, collect again: {count}").format(count=done.left))
    messages.success(request, ". ".join(said))
    if done.old_key:
        messages.warning(request, _("The door has an old key. Give it the new one."))


def shut(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Shut the door, or open it again."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    closed = request.POST.get("shut") == "yes"
    shut_door(desk, spool(), shut=closed)
    messages.success(
        request, _("The door takes in no letters.") if closed else _("The door takes in letters.")
    )
    return HttpResponseRedirect(reverse("door"))
