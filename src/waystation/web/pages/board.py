"""What needs somebody first? Read from tables of contents alone: no record is opened for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.list_check_ins import Due, list_check_ins
from waystation.actions.list_compartments import list_compartments
from waystation.actions.permissions import may, may_open
from waystation.decisions.titles import WAITING, standing_of
from waystation.domain.case_record import NetworkRecord
from waystation.domain.watch import SILENT
from waystation.journey.knowing import Known
from waystation.kit.language import N_, _
from waystation.vault.finding import of_kind
from waystation.vault.manifests import Compartment
from waystation.web.drafts import opened_once
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
_KINDS = frozenset({"case", "door", "journey"})
_DUE = 12  # check-ins that come next
_SHOWN = 20  # cases of a section, until all of it are asked for
_URGENCY = ("danger", "emergency", "urgent", "normal")


class Row(NamedTuple):
    """A line of the board: what it is about, where it leads, how it stands."""

    id: str
    key: str
    title: str
    link: str | None
    words: tuple[str, ...]
    when: datetime


class Section(NamedTuple):
    """A section of the board: the first rows of it, and how many there are."""

    name: str
    heading: str
    rows: list[Row]
    total: int


# The page of a record of a kind; at the door a request has a page of its own.
_PAGES = {"case": "case", "decision": "decision"}


def rows(held: Iterable[Compartment]) -> dict[str, list[Row]]:
    """Return every case and decision that the member holds, by kind: the most urgent first."""
    found: dict[str, list[Row]] = {kind: [] for kind in _PAGES}
    for some in held:
        for each, listed in some.manifest.records.items():
            if listed.kind in _PAGES:
                page = "door_request" if some.manifest.kind == "door" else _PAGES[listed.kind]
                title = listed.title or some.manifest.title
                words = tuple(listed.state.split())
                found[listed.kind].append(Row(each, listed.key, title, page, words, listed.changed))
    for some_rows in found.values():
        some_rows.sort(key=lambda row: (_rank(row.words), row.when))
    return found


def _rank(words: tuple[str, ...]) -> int:
    return min((_URGENCY.index(word) for word in words if word in _URGENCY), default=len(_URGENCY))


def _sections(desk: Desk, held: Iterable[Compartment]) -> Iterator[tuple[str, str, list[Row]]]:
    """Yield name, heading and rows of each section, in the order in which they need somebody."""
    found = rows(held)
    if may(desk.session.me.role, "list check-ins"):
        yield from _watched(desk)
    waiting = [row for row in found["decision"] if standing_of(" ".join(row.words), row.title) in WAITING]
    yield "decisions", _("Decisions that wait for a signature"), waiting
    for name, heading, states in SECTIONS:
        cases = [row for row in found["case"] if row.words and row.words[0] in states]
        yield name, _(heading), cases


def _expected(journey: Known, due: Due) -> Row:
    return Row(journey.id, journey.key, journey.title, "watch_journey", (due.state,), due.due)


def _watched(desk: Desk) -> Iterator[tuple[str, str, list[Row]]]:
    """Yield who was not heard of, and from whom word is due next."""
    due = list_check_ins(desk).due
    lines = [(each.state, _expected(each.journey, each)) for each in due if each.journey is not None]
    yield "overdue", _("Not heard of"), [row for state, row in lines if state in SILENT]
    yield "due", _("Due next"), [row for state, row in lines if state == "waiting"][:_DUE]


def board(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the board."""
    held = list_compartments(desk, _KINDS)
    whole = request.GET.get("section")
    sections = [
        Section(name, heading, found if name == whole else found[:_SHOWN], len(found))
        for name, heading, found in _sections(desk, held)
        if found
    ]
    values = {"sections": sections, "state": digest(held), "map": _map(request, desk)}
    return show(request, "board.html", values)


def _map(request: HttpRequest, desk: Desk) -> Map | None:
    """Return the map of the networks that the member may open."""
    if not may_open(desk.session.me.role, "network"):
        return None
    newest = sorted(of_kind(desk.session, "network"), key=lambda each: each.listed.changed, reverse=True)
    listed = {each.id: each.listed.title or each.listed.key for each in newest[:_NETWORKS]}
    records = opened_once(request, desk, newest[:_NETWORKS], NetworkRecord, "for the map")
    return drawn([(listed[identity], record.network) for identity, record in records.items()])


def changed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Say only whether something has changed since the page was made."""
    now = digest(list_compartments(desk, _KINDS))
    if request.GET.get("since") == now:
        return HttpResponse(status=204)
    return show(request, "changed.html", {})


def digest(held: Iterable[Compartment]) -> str:
    """Return what is another one as soon as a table of contents has changed."""
    text = "".join(sorted(f"{each.id}{each.counter}" for each in held))
    return blake2b(text.encode(), digest_size=8).hexdigest()
