"""What is a table, and where in which file does one of its cells stand?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from waystation.exchange.cells import Cell
from waystation.kit.language import _
from waystation.kit.shown import printable

MOST_ROWS = 50_000  # of one table; a network of 200 legs has some hundred
MOST_COLUMNS = 200
MOST_CELLS = 300_000  # of all tables together


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and rows below it; cells that are missing at the end of a row are empty."""

    headings: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By heading: the words that are allowed, where there are only some."""


Tables = Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands. Rows count from 1, the heading included, as a spreadsheet counts them."""

    table: str
    row: int
    column: int | None = None
    heading: str = ""

    def within(self, file: str) -> str:
        """Return `network.xlsx sheet legs row 4 column H (hours)`."""
        said = _("{file} sheet {table} row {row}")
        if self.column is not None:
            said = _("{file} sheet {table} row {row} column {column}")
        column = "" if self.column is None else letters(self.column)
        named = f" ({self.heading})" if self.heading else ""
        return said.format(file=printable(file), table=self.table, row=self.row, column=column) + named


def letters(column: int) -> str:
    """Return the letters that a spreadsheet has for a column: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
