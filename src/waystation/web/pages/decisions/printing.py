"""The sheet of paper: who will hold it is written down, then it is shown to be printed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.note_meeting import Who
from waystation.actions.permissions import may_open
from waystation.actions.print_sheet import print_sheet
from waystation.kit.errors import BadInput
from waystation.vault.faults import NotAllowed, NotHeld
from waystation.vault.finding import of_kind
from waystation.web.pages.decisions.forms import Holders
from waystation.web.pages.decisions.which import which
from waystation.web.paging import show


def sheet(request: HttpRequest, desk: Desk, decision: str) -> HttpResponse:
    """Ask who will hold it; then print."""
    found = which(desk, decision, "decision")
    known = holders(desk)
    form = Holders(
        [(word, label) for word, label, _who in known], request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and form.is_valid():
        people = [who for word, _label, who in known if word in form.cleaned_data["people"]]
        try:
            printed = print_sheet(desk, found, people, form.cleaned_data["why"])
            return show(request, "decisions/sheet.html", {"sheet": printed, "decision": found})
        except (NotAllowed, NotHeld):
            raise
        except BadInput as error:
            form.add_error(None, str(error))
    return show(
        request, "decisions/print.html", {"form": form, "decision": found}, 400 if form.errors else 200
    )


def holders(desk: Desk) -> list[tuple[str, str, Who]]:
    """Return who may be meant: members, and persons and helpers whose records this desk could open."""
    members = desk.session.directory.members.values()
    found: list[tuple[str, str, Who]] = [(f"m-{each.id}", each.name, ("member", each.id)) for each in members]
    for kind in ("person", "helper"):
        if may_open(desk.session.me.role, kind):
            there = sorted(of_kind(desk.session, kind), key=lambda each: each.listed.title)
            found += [
                (f"r-{each.id}", each.listed.title or each.listed.key, (kind, each.id)) for each in there
            ]
    return found
