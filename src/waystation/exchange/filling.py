"""Which tables say what a network, cases and records say?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from waystation.exchange.cells import Cell, written
from waystation.exchange.contents import Contents, plain, roots
from waystation.exchange.sheets import NUMBER, Column, Path, Sheet, all_sheets
from waystation.exchange.tables import Table, Tables

Rows = dict[str, list[list[Cell]]]


def tables_of(contents: Contents) -> Tables:
    """Return the tables, in the order in which a person would read them; empty ones keep their headings."""
    data = plain(contents)
    sheets = [root for name, root in roots().items() if name in data]
    rows: Rows = {sheet.name: [] for root in sheets for sheet, _ in all_sheets(root)}
    for root in sheets:
        for item in data[root.name]:
            _fill(rows, root, item, ())
    return {
        sheet.name: Table(headings(sheet, above), rows[sheet.name], choices(sheet))
        for root in sheets
        for sheet, above in all_sheets(root)
    }


def headings(sheet: Sheet, above: Iterable[Sheet]) -> list[str]:
    """Return the heading of each column: first those that point to the tables above."""
    return [*(each.word for each in above if not each.single), *(column.heading for column in sheet.columns)]


def choices(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """Return for each column the words that may stand there, where there are only some."""
    return {column.heading: column.choices for column in sheet.columns if column.choices}


def _fill(rows: Rows, sheet: Sheet, item: Mapping[str, Any], keys: tuple[Cell, ...], number: int = 1) -> None:
    """Add the row of an object, and all rows of the tables below that belong to it."""
    own = {**item, NUMBER: number}
    rows[sheet.name].append([*keys, *(written(value_at(own, c), c.sort) for c in sheet.columns)])
    if not sheet.single:
        keys = (*keys, written(item["id"], "text") if sheet.has_id else number)
    for below in sheet.below:
        for place, entry in enumerate(_entries(below, at(item, below.path)), 1):
            if below.form == "object":
                _fill(rows, below, entry, keys, place)
            else:
                values = zip(entry, below.columns, strict=True)
                rows[below.name].append([*keys, *(written(value, c.sort) for value, c in values)])


def _entries(sheet: Sheet, items: Any) -> Iterator[Any]:
    yield from (items.items() if sheet.form == "entry" else items) if items else ()


def value_at(item: Mapping[str, Any], column: Column) -> Any:
    """Return the value that stands in a column; None where the object has none."""
    value = at(item, column.path)
    if column.part is not None:
        return None if value is None else value[column.part]
    return None if isinstance(value, Mapping) else value


def at(item: Any, path: Path) -> Any:
    """Return what stands at a path of plain data, None where nothing does."""
    for step in path:
        item = item.get(step) if isinstance(item, Mapping) else None
    return item
