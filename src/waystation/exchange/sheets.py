"""What is one table like: its columns, what its rows become, and which tables stand below it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from waystation.exchange.cells import Sort

Path = tuple[str, ...]

NUMBER = "#"  # heads the column that tells rows without an id apart


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where in the row's object its value stands. `part` is its number in a fixed list."""

    heading: str
    path: Path
    sort: Sort
    part: int | None = None
    choices: tuple[str, ...] = ()
    counts: bool = False
    """Whether it is a part of counts that may stand in the place of a number."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: how its rows become objects, mapping entries or pairs, in `path` of the row above."""

    name: str
    path: Path
    form: Literal["object", "entry", "pair"]
    columns: tuple[Column, ...]
    below: tuple[Sheet, ...] = ()
    single: bool = False
    """Whether there is one row at most, which nothing below has to point to."""

    @property
    def word(self) -> str:
        """Return what a column that points to this table is called."""
        return self.name.rpartition(".")[2]

    @property
    def has_id(self) -> bool:
        """Tell whether its rows are told apart by an id of their own."""
        return any(column.path == ("id",) for column in self.columns)


def all_sheets(sheet: Sheet, above: tuple[Sheet, ...] = ()) -> Iterator[tuple[Sheet, tuple[Sheet, ...]]]:
    """Yield a table and all below it, each with those above it, outermost first."""
    yield sheet, above
    for below in sheet.below:
        yield from all_sheets(below, (*above, sheet))
