"""What would be different if this were taken in: what is added, what changes field by field, what is missing?

Things are matched by their keys. What is known and does not stand in the new contents is named as missing and
is kept: a row that somebody deleted by mistake must not delete a house.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from waystation.domain.network import Network
from waystation.exchange.contents import RECORD_TABLES, Contents

NETWORK_LISTS = ("places", "helpers", "conditions", "legs")
_Things = dict[tuple[str, str], dict[str, Any]]
Item = TypeVar("Item", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that would change; `hazards[0].p` is that of the first hazard. None: not there."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What would become of one thing, by its table and its key (empty for the network itself)."""

    table: str
    key: str
    what: Literal["added", "changed", "missing"]
    fields: tuple[FieldChange, ...] = ()


def changes(old: Contents, new: Contents) -> tuple[Change, ...]:
    """Return every difference, in the order of the new contents, what is missing last.

    Kinds of things that the new contents do not speak of at all are not missing.
    """
    before, after = _things(old), _things(new)
    spoken = {table for table, _ in after}
    found = [_change(where, before.get(where), data) for where, data in after.items()]
    lost = (where for where in before if where not in after and where[0] in spoken | _beside(spoken))
    return (*filter(None, found), *(Change(*where, "missing") for where in lost))


def _beside(spoken: set[str]) -> set[str]:
    """Return the tables that are spoken of together: a network's, even where one of them is empty now."""
    return set(NETWORK_LISTS) if "network" in spoken else set()


def _things(contents: Contents) -> _Things:
    things: _Things = {}
    if contents.network is not None:
        data = contents.network.model_dump(mode="json", by_alias=True)
        things |= {(name, item["id"]): item for name in NETWORK_LISTS for item in data.pop(name)}
        things = {("network", ""): data, **things}
    lists: list[tuple[str, Sequence[BaseModel]]] = [("cases", contents.cases)]
    lists += [(name, contents.of_kind(kind)) for kind, name in RECORD_TABLES.items()]
    for name, items in lists:
        for item in items:
            data = item.model_dump(mode="json", by_alias=True)
            things[name, data["id"]] = data
    return things


def _change(where: tuple[str, str], old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> Change | None:
    if old is None:
        return Change(*where, "added")
    before, after = dict(_leaves(old)), dict(_leaves(new))
    fields = tuple(
        FieldChange(field, before.get(field), after.get(field))
        for field in dict.fromkeys((*before, *after))
        if before.get(field) != after.get(field)
    )
    return Change(*where, "changed", fields) if fields else None


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every single value below, with the words that lead to it; lists of plain values stay whole."""
    if isinstance(value, Mapping) and value:
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        for i, item in enumerate(value):
            yield from _leaves(item, f"{path}[{i}]")
    elif value not in ([], {}):
        yield path, value


def merged(old: Contents, new: Contents) -> Contents:
    """Return the new contents with what is missing in them; what both have is as it is in the new ones."""
    network = new.network or old.network
    if new.network is not None and old.network is not None:
        network = _merged_network(old.network, new.network)
    records = tuple(
        record for kind in RECORD_TABLES for record in _merged(old.of_kind(kind), new.of_kind(kind))
    )
    return Contents(network, _merged(old.cases, new.cases), records)


def _merged_network(old: Network, new: Network) -> Network:
    lists = {name: _merged(getattr(old, name), getattr(new, name)) for name in NETWORK_LISTS}
    return new.model_copy(update=lists)


def _merged(old: Sequence[Item], new: Sequence[Item]) -> tuple[Item, ...]:
    keys = {getattr(item, "id", None) for item in new}
    return (*new, *(item for item in old if getattr(item, "id", None) not in keys))
