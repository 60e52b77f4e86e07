"""How was a network before somebody changed it, so that the change can be taken back exactly?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

from waystation.domain.base import Frozen, Instant, Text
from waystation.domain.network import Network
from waystation.domain.record import MemberId

Part = Literal["places", "helpers", "conditions", "legs"]
PARTS: tuple[Part, ...] = get_args(Part)
Plain = Mapping[str, Any]


class Touched(Frozen):
    """What an edit did to one thing of a network; `network` is what stands beside its lists."""

    part: Literal["network", "places", "helpers", "conditions", "legs"]
    id: Text | None = None
    """Absent for the network itself."""
    how: Literal["added", "changed", "removed"]


class PartBefore(Frozen):
    """How one list of a network was before an edit: what was different in it, and its order."""

    part: Part
    things: tuple[Mapping[str, Any], ...] = ()
    """Those that were changed or taken away, as the file of a network says them."""
    order: tuple[Text, ...]
    """The ids of all of them."""


class NetworkEdit(Frozen):
    """One change of a network with what takes it back."""

    at: Instant
    by: MemberId | None = None
    touched: tuple[Touched, ...] = ()
    head: Mapping[str, Any] | None = None
    """What stood beside the lists. Absent: the same as now."""
    parts: tuple[PartBefore, ...] = ()
    """The lists that were different."""


def plain_network(network: Network) -> dict[str, Any]:
    """Return a network as its file says it; fields that say nothing are left out."""
    return network.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def edit_between(before: Network, after: Network, at: Instant, by: str | None = None) -> NetworkEdit | None:
    """Return what leads from `after` back to `before`, exactly; None where both are the same."""
    old, new = plain_network(before), plain_network(after)
    head = _head(old) if _head(old) != _head(new) else None
    parts = tuple(_part_before(part, old, new) for part in PARTS if old.get(part) != new.get(part))
    if head is None and not parts:
        return None
    touched = [] if head is None else [Touched(part="network", how="changed")]
    touched += [each for part in PARTS for each in _touched(part, old, new)]
    return NetworkEdit(at=at, by=by, touched=tuple(touched), head=head, parts=parts)


def taken_back(network: Network, edit: NetworkEdit) -> dict[str, Any]:
    """Return, as plain data that is not yet judged, the network as it was before an edit of it."""
    now = plain_network(network)
    data = {**(_head(now) if edit.head is None else edit.head), **_lists(now)}
    for before in edit.parts:
        things = {each["id"]: each for each in (*data.get(before.part, ()), *before.things)}
        data[before.part] = [things[each] for each in before.order if each in things]
    return {name: value for name, value in data.items() if value or name not in PARTS}


def _head(data: Plain) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in PARTS}


def _lists(data: Plain) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name in PARTS}


def _by_id(part: Part, data: Plain) -> dict[str, Plain]:
    things: Sequence[Plain] = data.get(part, ())
    return {each["id"]: each for each in things}


def _part_before(part: Part, old: Plain, new: Plain) -> PartBefore:
    before, after = _by_id(part, old), _by_id(part, new)
    things = tuple(each for key, each in before.items() if after.get(key) != each)
    return PartBefore(part=part, things=things, order=tuple(before))


def _touched(part: Part, old: Plain, new: Plain) -> list[Touched]:
    before, after = _by_id(part, old), _by_id(part, new)
    gone = [Touched(part=part, id=key, how="removed") for key in before if key not in after]
    return gone + [
        Touched(part=part, id=key, how="changed" if key in before else "added")
        for key, each in after.items()
        if before.get(key) != each
    ]
