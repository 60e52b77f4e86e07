"""How do tables become plain data?

Nothing is judged here but what only tables can get wrong: headings, rows that belong to nothing, formulas.
All else is told by the domain, and the cell is found again by the path of the field.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from waystation.exchange.cells import Cell, unguarded
from waystation.exchange.contents import roots
from waystation.exchange.filling import headings
from waystation.exchange.gathered import FieldPath, Gathered, blank
from waystation.exchange.rows import Key, Row
from waystation.exchange.sheets import NUMBER, Sheet, all_sheets
from waystation.exchange.tables import Place, Table, Tables
from waystation.kit.blind import found_blind
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.kit.shown import printable

_FIRST_ROW = 2  # below the headings
_Owner = tuple[Any, FieldPath]  # an object, and where it stands
_Index = dict[str, dict[Key, _Owner]]


def gather(tables: Tables, file: str) -> Gathered:
    """Return what all tables say, of the file with this name."""
    gathered = Gathered(file)
    known: list[str] = []
    for root in roots().values():
        index: _Index = {}
        if root.single and any(sheet.name in tables for sheet, _above in all_sheets(root)):
            gathered.data[root.name] = {}
            gathered.places[root.name,] = Place(root.name, _FIRST_ROW)
            index[root.name] = {(): (gathered.data[root.name], (root.name,))}
        for sheet, above in all_sheets(root):
            known.append(sheet.name)
            if sheet.name in tables:
                _Reading(gathered, sheet, above, index).read(tables[sheet.name])
    for number, name in enumerate(tables, 1):
        if name not in known:
            where = _("{name} sheet number {number}").format(name=printable(file), number=number)
            gathered.faults.append(Fault(where, _("a sheet of an unknown name"), ", ".join(known)))
    return gathered


@dataclass(slots=True)
class _Reading:
    """One table that is being read."""

    gathered: Gathered
    sheet: Sheet
    above: Sequence[Sheet]
    index: _Index
    siblings: Counter[Key] = field(default_factory=Counter)

    def read(self, table: Table) -> None:
        self.index.setdefault(self.sheet.name, {})
        columns = self._columns(table)
        above = [each for each in self.above if not each.single]
        for number, row in enumerate(table.rows, _FIRST_ROW):
            cells = {h: row[i] for h, i in columns.items() if i < len(row) and not blank(row[i])}
            if cells:
                self._take(Row(self.gathered, self.sheet, above, number, columns, cells))

    def _columns(self, table: Table) -> dict[str, int]:
        """Return the number of each known column."""
        wanted = headings(self.sheet, self.above)
        found: dict[str, int] = {}
        for i, cell in enumerate(table.headings):
            heading = unguarded(cell).strip() if isinstance(cell, str) else ""
            if heading in wanted and heading not in found:
                found[heading] = i
            elif not blank(cell) or any(i < len(row) and not blank(row[i]) for row in table.rows):
                self.gathered.tell(
                    Place(self.sheet.name, 1, i), _heading(cell, heading in found), ", ".join(wanted)
                )
        return found

    def _take(self, row: Row) -> None:
        owner = self._owner(row)
        if owner is None:
            return
        node, path = owner
        for step in self.sheet.path[:-1]:
            node, path = node.setdefault(step, {}), (*path, step)
        if self.sheet.single:
            self._only(row, node, path)
            return
        step = self.sheet.path[-1] if self.sheet.path else self.sheet.name
        if self.sheet.form == "entry":
            row.enter(node.setdefault(step, {}), (*path, step))
        else:
            self._next(row, node.setdefault(step, []), (*path, step))

    def _only(self, row: Row, item: dict[str, Any], here: FieldPath) -> None:
        if item:
            self.gathered.tell(Place(self.sheet.name, row.number), _("a second row"), _("one row"))
        else:
            row.fill(item, here)

    def _next(self, row: Row, items: list[Any], here: FieldPath) -> None:
        here = (*here, len(items))
        if self.sheet.form == "pair":
            items.append(row.pair(here))
            return
        item: dict[str, Any] = {}
        items.append(item)
        row.fill(item, here)
        number = item.pop(NUMBER, None)
        if self.sheet.below:
            self._remember(row, item.get("id") if self.sheet.has_id else number, (item, here))

    def _remember(self, row: Row, own: Any, owner: _Owner) -> None:
        """Make the row known to the tables below, by its id or its number."""
        keys, known = row.keys(), self.index[self.sheet.name]
        self.siblings[keys] += 1
        if own is None and not self.sheet.has_id:
            own = self.siblings[keys]
        if (*keys, own) in known and not self.sheet.has_id:
            self.gathered.tell(
                row.place(NUMBER), _("a number that stands there twice"), _("each number once")
            )
        known.setdefault((*keys, own), owner)

    def _owner(self, row: Row) -> _Owner | None:
        """Return what the row belongs to, None where that cannot be found."""
        if not self.above:
            return self.index[self.sheet.name][()] if self.sheet.single else (self.gathered.data, ())
        parent = self.above[-1]
        owner = self.index.get(parent.name, {}).get(row.keys())
        if owner is None:
            found = found_blind(row.cells.get(parent.word))
            by_id, by_number = (
                _("the id of a row of the sheet {name}"),
                _("the number of a row of the sheet {name}"),
            )
            allowed = (by_id if parent.has_id else by_number).format(name=parent.name)
            self.gathered.tell(row.place(parent.word), found, allowed)
        return owner


def _heading(cell: Cell, again: bool) -> str:  # noqa: FBT001  (says what is wrong with a heading)
    if blank(cell):
        return _("no heading above cells")
    return _("a heading that stands there twice") if again else _("an unknown heading")
