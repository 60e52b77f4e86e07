"""How is a table set on a terminal of 80 columns, its figures never broken, its words never cut?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from waystation.cli.words import wrap

Cells = Sequence[str]
_COLUMNS = 80
_CROWDED = 5  # columns; from there on they stand closer together


def heading(text: str) -> RenderableType:
    """Return the heading of a part of a page."""
    return Text(f"\n{text}", style="bold")


def sentences(texts: Iterable[str], bullet: str = "") -> Iterable[RenderableType]:
    """Yield sentences, each on its own line, with a bullet where wanted, broken beside it."""
    for text in texts:
        first, *more = wrap(text, _COLUMNS - 1 - len(bullet)) if bullet else (text,)
        yield Text(f"{bullet} {first}" if bullet else first)
        yield from (Text(f"{' ' * len(bullet)} {line}") for line in more)


def _widest(number: int, column: str, rows: Sequence[Cells]) -> int:
    cells = (column, *(row[number] for row in rows))
    return max(cell_len(line) for cell in cells for line in cell.splitlines() or [""])


def table(
    columns: Sequence[str],
    rows: Iterable[Cells],
    right: Sequence[int] = (),
    fixed: Sequence[int] = (),
    least: Mapping[int, int] = MappingProxyType({}),
) -> RenderableType:
    """Return a table. Columns numbered in `right` hold figures; they and the `fixed` ones keep their width.

    `least` columns of the terminal are kept for some columns of the table. Where a terminal is too narrow for
    all that, cells are folded; nothing is ever cut off.
    """
    rows = list(rows)
    gap = 1 if len(columns) < _CROWDED else 0
    made = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, gap, 0, 0), header_style="bold"
    )
    for number, column in enumerate(columns):
        keeps = _widest(number, column, rows) if number in (*right, *fixed) else least.get(number)
        side: Literal["left", "right"] = "right" if number in right else "left"
        made.add_column(Text(column), justify=side, overflow="fold", min_width=keeps)
    for row in rows:
        made.add_row(*map(Text, row))
    return made
