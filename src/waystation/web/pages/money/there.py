"""Which payments, funds and helpers does this member hold? Nothing is opened for it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.list_compartments import list_compartments
from waystation.vault.faults import NotAllowed, NotHeld
from waystation.vault.finding import Found, by_id, of_kind
from waystation.vault.manifests import Compartment


def held(desk: Desk, identity: str, kind: str) -> Found:
    """Return a record by its id. Raises NotAllowed for any other, so that nothing is told of it."""
    found = by_id(desk.session, [identity]).get(identity)
    if found is None or found.listed.kind != kind:
        raise NotAllowed.to("record", "one in a compartment that was granted")
    return found


def purses(desk: Desk) -> Sequence[Compartment]:
    """Return the money compartments that the member holds."""
    return list_compartments(desk, {"money"})


def purse(desk: Desk, identity: str) -> Compartment:
    """Return one of them by its id. Raises NotHeld for any other."""
    for each in purses(desk):
        if each.id == identity:
            return each
    raise NotHeld(identity)


def choices(desk: Desk, kind: str, compartment: str | None = None) -> list[tuple[str, str]]:
    """Return the keys of all records of a kind with what lists show of them, for a field of a form."""
    found = [each for each in of_kind(desk.session, kind) if compartment in {None, each.compartment}]
    return sorted((each.listed.key, each.listed.title or each.listed.key) for each in found)


def only_post(request: HttpRequest) -> HttpResponse | None:
    """Return the refusal of anything but a form that was sent."""
    return None if request.method == "POST" else HttpResponse(status=405)
