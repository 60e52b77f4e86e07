"""What does one row of a table say: an object, an entry of a mapping, a pair of numbers?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from waystation.exchange.cells import told
from waystation.exchange.gathered import FieldPath, Gathered, Unreadable
from waystation.exchange.sheets import Column, Sheet
from waystation.exchange.tables import Place
from waystation.kit.blind import found_blind
from waystation.kit.language import _

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `columns` are the numbers of its table's headings, `cells` what is not empty, by heading."""

    gathered: Gathered
    sheet: Sheet
    above: Sequence[Sheet]
    number: int
    columns: Mapping[str, int]
    cells: Mapping[str, Any]

    def place(self, heading: str) -> Place:
        """Return where the cell below a heading stands."""
        return Place(self.sheet.name, self.number, self.columns.get(heading), heading)

    def keys(self) -> Key:
        """Return to which row of each table above it belongs: ids and numbers, outermost first."""
        return tuple(
            told(self.cells.get(each.word), "text" if each.has_id else "number") for each in self.above
        )

    def value(self, column: Column) -> Any:
        """Return what stands in a column; None where nothing does, or nothing that can be read."""
        cell = self.cells.get(column.heading)
        if isinstance(cell, Unreadable):
            self.gathered.tell(self.place(column.heading), str(cell), _("a value; paste what is shown there"))
            return None
        return None if cell is None else told(cell, column.sort)

    def fill(self, item: dict[str, Any], here: FieldPath) -> None:
        """Put every cell where it belongs in an object that stands at `here`, and note its place."""
        places = self.gathered.places
        places[here] = Place(self.sheet.name, self.number)
        for column in self.sheet.columns:
            for end in range(1, len(column.path) + 1):
                places.setdefault((*here, *column.path[:end]), self.place(column.heading))
            if (value := self.value(column)) is not None:
                self._put(item, column, value)
            if column.part is not None:
                places[*here, *column.path, column.part] = self.place(column.heading)

    def _put(self, item: dict[str, Any], column: Column, value: Any) -> None:
        for step in column.path[:-1]:
            below: Any = item.setdefault(step, {})
            if not isinstance(below, dict):
                found, allowed = _("counts beside a number"), _("the number or the counts")
                self.gathered.tell(self.place(column.heading), found, allowed)
                return
            item = below
        if column.part is None:
            item[column.path[-1]] = value
        else:
            parts = item.setdefault(column.path[-1], [])
            parts += [None] * (column.part + 1 - len(parts))
            parts[column.part] = value

    def pair(self, here: FieldPath) -> list[Any]:
        """Return the values of a pair that stands at `here`."""
        for i, column in enumerate(self.sheet.columns):
            self.gathered.places[*here, i] = self.place(column.heading)
        return [self.value(column) for column in self.sheet.columns]

    def enter(self, entries: dict[str, Any], here: FieldPath) -> None:
        """Add an entry to a mapping that stands at `here`."""
        name, amount = self.sheet.columns
        key = self.value(name)
        if key is None or key in entries:
            again = _("{found} again")
            found = _("nothing") if key is None else again.format(found=found_blind(key))
            self.gathered.tell(
                self.place(name.heading), found, _("a text that stands there once for its row above")
            )
            return
        entries[key] = self.value(amount)
        self.gathered.places[*here, key] = self.place(amount.heading)
