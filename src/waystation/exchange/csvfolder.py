"""How do tables stand in a folder, one CSV file each, and how are they read back?"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from waystation.exchange.cells import Cell, guarded_inside, unguarded_inside
from waystation.exchange.tables import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Table, Tables
from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited, unusable, write_private
from waystation.kit.language import _, many
from waystation.kit.shown import printable

ENDING = ".csv"
MAX_BYTES = 20_000_000  # of all files together
_MARK = "\ufeff"  # tells Excel that it is UTF-8


def write_folder(folder: str | Path, tables: Tables) -> None:
    """Write a file for each table, each for its owner alone, whole or not at all.

    Raises BadInput where it cannot be done, and where the folder holds other tables, which would be read with
    these as if they belonged together.
    """
    folder = Path(folder)
    _refuse_others(folder, tables)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(folder, error) from None
    for name, table in tables.items():
        write_private(folder / f"{name}{ENDING}", csv_text(table).encode())


def _refuse_others(folder: Path, tables: Tables) -> None:
    names = {f"{name}{ENDING}" for name in tables}
    others = [path.name for path in folder.glob(f"*{ENDING}") if path.name not in names]
    if others:
        said = many("{count} other {ending} file there", "{count} other {ending} files there", len(others))
        found = said.format(count=len(others), ending=ENDING)
        raise BadInput.at(printable(str(folder)), found, _("a folder that is new, or holds the same tables"))


def csv_text(table: Table) -> str:
    """Return a table as CSV with a byte order mark; every text in quotes, so that no comma can split it."""
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return _MARK + text.getvalue()


def _plain(cell: Cell) -> Cell:
    """Return a number as a person would write it; only numbers stand without quotes."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return guarded_inside(cell)
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def read_folder(folder: str | Path) -> Tables:
    """Return the tables in a folder, by the names of its CSV files. Raises BadInput."""
    folder, left = Path(folder), MAX_BYTES
    tables: dict[str, Table] = {}
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ENDING)
    except OSError as error:
        raise unusable(folder, error) from None
    if not paths:
        raise BadInput.at(
            printable(str(folder)), _("no {ending} file").format(ending=ENDING), _("a folder of tables")
        )
    for path in paths:
        data = read_limited(path, left)
        left -= len(data)
        tables[path.stem] = read_csv(data, str(path))
    return tables


def read_csv(data: bytes, name: str) -> Table:
    """Return the table in a CSV file: with commas, or semicolons where its heading has no comma."""
    where = printable(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput.at(
            _("{where} line {line}").format(where=where, line=line),
            _("bytes that are not UTF-8"),
            _("text saved as UTF-8"),
        ) from None
    first = text.partition("\n")[0]
    mark = ";" if ";" in first and "," not in first else "\t" if "\t" in first and "," not in first else ","
    rows = list(_rows(text, mark, where))
    return Table(rows[0] if rows else [], rows[1:])


def _rows(text: str, mark: str, where: str) -> Iterator[list[Cell]]:
    """Yield the rows; ends at the first row or cell too many, however large the rest is."""
    cells = 0
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        for number, row in enumerate(reader, 1):
            cells += len(row)
            if number > MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS:
                allowed = _("at most {most_rows:,} rows and {most_columns} columns").format(
                    most_rows=MOST_ROWS, most_columns=MOST_COLUMNS
                )
                raise BadInput.at(
                    _("{where} row {number}").format(where=where, number=number),
                    _("a table that is too large"),
                    allowed,
                )
            yield list(map(unguarded_inside, row))
    except csv.Error:
        found = _("what is no CSV, such as a quotation mark that does not end")
        raise BadInput.at(
            _("{where} line {line_num}").format(where=where, line_num=reader.line_num),
            found,
            _("CSV by RFC 4180"),
        ) from None
