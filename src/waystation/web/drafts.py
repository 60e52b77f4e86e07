"""How does a page open a record, and save it so that nothing that somebody else wrote is lost?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from django.http import HttpRequest

from waystation.actions.acting import Desk
from waystation.actions.open_record import open_record
from waystation.domain.record import Record
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import Found, by_id
from waystation.vault.records import Opened

Kind = TypeVar("Kind", bound=Record)
_ID = re.compile("[0-9a-f]{32}")


def opened(desk: Desk, identity: str, kind: type[Kind], why: str = "") -> tuple[Opened, Kind]:
    """Open a record of one kind by its id. Raises NotAllowed for any other, so that nothing is told of it."""
    require_known(desk, identity, kind)
    record = open_record(desk, [identity], why)[0]
    value = record.value
    if not isinstance(value, kind):
        raise NotAllowed.to("record", "one of this kind")
    return record, value


def opened_once(
    request: HttpRequest, desk: Desk, found: Sequence[Found], kind: type[Kind], why: str
) -> dict[str, Kind]:
    """Return records of one kind by id, not opening again what this session has seen unchanged."""
    seen: dict[tuple[str, int], Record] = request.kept.drawn  # type: ignore[attr-defined]
    new = [each.id for each in found if (each.id, each.listed.counter) not in seen]
    read = [(each, each.value) for each in open_record(desk, new, why)] if new else []
    seen.update({(each.id, each.counter): value for each, value in read})
    now = {each.id: value for each, value in read}
    values = {
        each.id: now[each.id] if each.id in now else seen[each.id, each.listed.counter] for each in found
    }
    return {identity: value for identity, value in values.items() if isinstance(value, kind)}


def require_known(desk: Desk, identity: str, kind: type[Record]) -> None:
    """Raise NotAllowed where the member could not open a record of that kind with this id."""
    expected = str(kind.model_fields["kind"].default)
    found = by_id(desk.session, [identity]).get(identity) if _ID.fullmatch(identity) else None
    if found is None or found.listed.kind != expected:
        raise NotAllowed.to("record", "one in a compartment that was granted")
