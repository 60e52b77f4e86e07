"""What needs somebody first? Read from tables of contents alone: no record is opened for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.list_compartments import list_compartments
from waystation.actions.open_record import open_record
from waystation.actions.permissions import may_open
from waystation.kit.language import N_, _
from waystation.vault.finding import of_kind
from waystation.vault.manifests import Compartment
from waystation.web.map import Map, drawn
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
_NETWORKS = 40  # of the newest are drawn: more is no map any more
_SHOWN = 20  # cases of a section, until all of it are asked for
_URGENCY = ("danger", "emergency", "urgent", "normal")


class Section(NamedTuple):
    """A section of the board: the first rows of it, and how many there are."""

    name: str
    heading: str
    rows: list[Row]
    total: int


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


def _sections(cases: Sequence[Row], whole: str | None) -> Iterator[Section]:
    for name, heading, states in SECTIONS:
        found = [row for row in cases if row.words and row.words[0] in states]
        yield Section(name, _(heading), found if name == whole else found[:_SHOWN], len(found))


def board(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the board."""
    held = list_compartments(desk, {"case", "door"})
    cases = rows(held)
    sections = [section for section in _sections(cases, request.GET.get("section")) if section.rows]
    values = {"sections": sections, "state": digest(held), "total": len(cases), "map": _map(request, desk)}
    return show(request, "board.html", values)


def _map(request: HttpRequest, desk: Desk) -> Map | None:
    """Return the map of the networks that the member may open: each is opened once in a session."""
    if not may_open(desk.session.me.role, "network"):
        return None
    drawn_before = request.kept.drawn  # type: ignore[attr-defined]
    listed = of_kind(desk.session, "network")[:_NETWORKS]
    new = [each.id for each in listed if (each.id, each.listed.counter) not in drawn_before]
    for record in open_record(desk, new, "for the map") if new else ():
        drawn_before[record.id, record.counter] = record.value
    found = {
        each.listed.title or each.listed.key: drawn_before[each.id, each.listed.counter] for each in listed
    }
    return drawn({name: record.network for name, record in found.items()})


def changed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Say only whether something has changed since the page was made."""
    now = digest(list_compartments(desk, {"case", "door"}))
    if request.GET.get("since") == now:
        return HttpResponse(status=204)
    return show(request, "changed.html", {})


def digest(held: Iterable[Compartment]) -> str:
    """Return what is another one as soon as a table of contents has changed."""
    text = "".join(sorted(f"{each.id}{each.counter}" for each in held))
    return blake2b(text.encode(), digest_size=8).hexdigest()
