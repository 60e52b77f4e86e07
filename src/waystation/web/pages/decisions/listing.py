"""Which decisions need whose signature, by when; and which were made?"""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.decisions_waiting import Turn, decisions_waiting
from waystation.actions.list_compartments import list_compartments
from waystation.decisions.titles import case_in, standing_of
from waystation.kit.language import N_, _
from waystation.web.pages.decisions.forms import Propose
from waystation.web.paging import show

TURNS: dict[Turn, tuple[str, str]] = {
    "propose anew": (N_("Something has changed: propose anew"), "stop"),
    "read": (N_("Read the risks"), "wait"),
    "sign": (N_("Your opinion"), "wait"),
    "review": (N_("Second look, after present danger"), "stop"),
    "talk": (N_("Opinions differ: talk"), "wait"),
    "check": (N_("Signed; something is still missing"), "wait"),
    "others": (N_("Waits for others"), "plain"),
}
STATES: dict[str, tuple[str, str]] = {
    "open": (N_("open"), "plain"),
    "review": (N_("go, second look open"), "wait"),
    "go": (N_("go"), "good"),
    "wait": (N_("wait"), "plain"),
    "declined": (N_("declined"), "plain"),
    "replaced": (N_("replaced"), "plain"),
    "stopped": (N_("stopped"), "stop"),
}


class Case(NamedTuple):
    """A case for which a decision can be proposed."""

    id: str
    title: str


def decisions(request: HttpRequest, desk: Desk, error: str | None = None) -> HttpResponse:
    """Show what waits, and all decisions of the cases that the member holds."""
    held = list_compartments(desk, {"case"})
    cases = [
        Case(each, listed.title or listed.key)
        for some in held
        for each, listed in some.manifest.records.items()
        if listed.kind == "case"
    ]
    titles = {
        (some.id, listed.key): listed.title or listed.key
        for some in held
        for listed in some.manifest.records.values()
        if listed.kind == "case"
    }
    waiting = decisions_waiting(desk)
    where = {each: some.id for some in held for each in some.manifest.records}
    made = [
        (
            each,
            titles.get((some.id, case_in(listed.title) or "")),
            standing_of(listed.state, listed.title),
            listed.changed,
        )
        for some in held
        for each, listed in some.manifest.records.items()
        if listed.kind == "decision"
    ]
    form = Propose(cases)
    if error is not None:
        form = Propose(cases, request.POST)
        form.add_error(None, error)
    values = {
        "waiting": [(each, titles.get((where.get(each.id, ""), each.case), each.case)) for each in waiting],
        "turns": TURNS,
        "states": STATES,
        "made": sorted(made, key=lambda row: row[3], reverse=True),
        "form": form,
        "can_propose": bool(cases),
        "title": _("Decisions"),
    }
    return show(request, "decisions/list.html", values, 200 if error is None else 400)
