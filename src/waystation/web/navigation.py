"""Which pages are in the bar, for a member of this role?"""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse

from waystation.actions.permissions import may, may_open
from waystation.domain.access import MemberRole
from waystation.kit.language import N_, _


class Entry(NamedTuple):
    """A page of the bar."""

    name: str
    """Of the address."""
    label: str
    verb: str | None = None
    """Who may do that sees it. Absent: every member."""
    kind: str | None = None
    """Who may open such records sees it."""


# In the order of a night: what needs somebody first, then what it is about, then the organisation.
BAR: tuple[Entry, ...] = (
    Entry("board", N_("Needs you")),
    Entry("watch", N_("Watch"), verb="list check-ins"),
    Entry("journeys", N_("Journeys"), verb="view journey"),
    Entry("compromises", N_("Somebody taken"), verb="compromise"),
    Entry("cases", N_("Requests"), verb="list requests"),
    Entry("decisions", N_("Decisions"), verb="decisions waiting"),
    Entry("networks", N_("Networks"), kind="network"),
    Entry("houses", N_("Houses"), "list beds"),
    Entry("helpers", N_("Helpers"), "list helpers"),
    Entry("exposure", N_("Exposure"), "mark"),
    Entry("notices", N_("Notices"), "list notices"),
    Entry("money", N_("Money"), "show books"),
    Entry("door", N_("Door"), "collect letters"),
    Entry("members", N_("Members"), "list members"),
    Entry("vault", N_("Vault")),
)


class Shown(NamedTuple):
    """An entry as a page shows it."""

    label: str
    address: str
    here: bool


def navigation(role: MemberRole, address: str) -> tuple[Shown, ...]:
    """Return the entries for a role; the one whose page, or a page below it, is shown says so."""
    entries = [entry for entry in BAR if _for(role, entry)]
    return tuple(_shown(entry, address) for entry in entries)


def _for(role: MemberRole, entry: Entry) -> bool:
    if entry.verb is not None and not may(role, entry.verb):
        return False
    return entry.kind is None or may_open(role, entry.kind)


def _shown(entry: Entry, address: str) -> Shown:
    target = reverse(entry.name)
    inside = address == target if target == "/" else address.startswith(target)
    return Shown(_(entry.label), target, inside)
