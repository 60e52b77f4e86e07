"""Which cases are there, the most urgent first?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from waystation.actions.acting import Desk, opening
from waystation.domain.case_record import CaseState, Urgency
from waystation.domain.case_steps import STEPS
from waystation.domain.triage import WORSE
from waystation.kit.language import N_
from waystation.vault.compartments import manifests
from waystation.vault.manifests import Compartment

VERB = N_("list requests")


class Request(NamedTuple):
    """A case as its compartment's table of contents shows it. Nothing of it is opened."""

    record: str
    key: str
    title: str
    state: CaseState | None
    urgency: Urgency | None
    danger: bool
    """Whether getting them out must not wait for a second signature."""
    people: int
    """How many persons' records lie with it."""
    since: datetime
    changed: datetime
    compartment: str


def list_requests(desk: Desk, search: str = "", states: frozenset[CaseState] = frozenset()) -> list[Request]:
    """Return the cases that the member holds: present danger first, then by urgency, then who waits longest.

    `search` is looked for in keys and titles, also of the persons who lie with the case; no record is opened.
    """
    with opening(desk, VERB) as look:
        held = manifests(look, {"case"})
    found = [each for compartment in held for each in _requests(compartment, search.casefold().strip())]
    chosen = [each for each in found if not states or each.state in states]
    return sorted(chosen, key=lambda each: (-_rank(each), each.since, each.key))


def _rank(request: Request) -> int:
    if request.danger:
        return len(WORSE)
    return WORSE.index(request.urgency) if request.urgency is not None else -1


def _requests(compartment: Compartment, search: str) -> Iterator[Request]:
    there = compartment.manifest.records
    words = [word.casefold() for each in there.values() for word in (each.key, each.title)]
    if search and not any(search in word for word in (*words, compartment.manifest.title.casefold())):
        return
    people = sum(each.kind == "person" for each in there.values())
    for record, each in there.items():
        if each.kind == "case":
            said = each.state.split()
            yield Request(
                record=record,
                key=each.key,
                title=each.title or compartment.manifest.title,
                state=next((state for state in STEPS if state in said), None),
                urgency=next((urgency for urgency in WORSE if urgency in said), None),
                danger="danger" in said,
                people=people,
                since=compartment.manifest.since,
                changed=max(other.changed for other in there.values()),
                compartment=compartment.id,
            )
