"""What needs somebody first? Read from tables of contents alone: no record is opened for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.list_compartments import list_compartments
from waystation.kit.language import N_, _
from waystation.vault.manifests import Compartment
from waystation.web.paging import show

# What is done with a case or journey in this state, in the order in which it needs somebody.
SECTIONS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("lost", N_("Lost contact"), frozenset({"lost"})),
    ("requested", N_("Asked for help"), frozenset({"requested"})),
    ("triaged", N_("Waiting for an answer"), frozenset({"triaged"})),
    ("moving", N_("Moving"), frozenset({"moving"})),
    ("planned", N_("Accepted and planned"), frozenset({"accepted", "planned"})),
    ("arrived", N_("Arrived, not yet settled"), frozenset({"arrived"})),
)
_URGENCY = ("danger", "emergency", "urgent", "normal")


class Row(NamedTuple):
    """A case on the board."""

    id: str
    compartment: str
    key: str
    title: str
    words: tuple[str, ...]
    changed: datetime


def rows(held: Iterable[Compartment]) -> list[Row]:
    """Return every case that the member holds: the most urgent first, then the longest unchanged."""
    found = [
        Row(
            each,
            some.id,
            listed.key,
            listed.title or some.manifest.title,
            tuple(listed.state.split()),
            listed.changed,
        )
        for some in held
        for each, listed in some.manifest.records.items()
        if listed.kind == "case"
    ]
    return sorted(found, key=lambda row: (_rank(row.words), row.changed))


def _rank(words: tuple[str, ...]) -> int:
    return min((_URGENCY.index(word) for word in words if word in _URGENCY), default=len(_URGENCY))


def board(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the board."""
    held = list_compartments(desk, {"case"})
    cases = rows(held)
    sections = [
        (name, _(heading), [row for row in cases if row.words and row.words[0] in states])
        for name, heading, states in SECTIONS
    ]
    return show(request, "board.html", {"sections": sections, "state": digest(held), "total": len(cases)})


def changed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Say only whether something has changed since the page was made."""
    now = digest(list_compartments(desk, {"case"}))
    if request.GET.get("since") == now:
        return HttpResponse(status=204)
    return show(request, "changed.html", {})


def digest(held: Iterable[Compartment]) -> str:
    """Return what is another one as soon as a table of contents has changed."""
    text = "".join(sorted(f"{each.id}{each.counter}" for each in held))
    return blake2b(text.encode(), digest_size=8).hexdigest()
