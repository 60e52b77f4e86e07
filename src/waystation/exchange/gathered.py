"""What do tables say as plain data, in which cells, and what is wrong with the tables themselves?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from waystation.exchange.tables import Place
from waystation.kit.errors import Fault

FieldPath = tuple[str | int, ...]


class Unreadable(str):
    """What a cell holds in the place of a value, such as a formula."""

    __slots__ = ()


@dataclass(slots=True)
class Gathered:
    """Plain data by root, the place of every field, and what is wrong with the tables themselves."""

    file: str
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[FieldPath, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def where(self, path: FieldPath) -> str:
        """Return the cell of a field, or that of the nearest thing around it."""
        for length in range(len(path), 0, -1):
            if place := self.places.get(path[:length]):
                return place.within(self.file)
        return self.file

    def tell(self, place: Place, found: str, allowed: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(place.within(self.file), found, allowed))


def blank(cell: Any) -> bool:
    """Tell whether nobody wrote anything into a cell."""
    return cell is None or (isinstance(cell, str) and not isinstance(cell, Unreadable) and not cell.strip())
