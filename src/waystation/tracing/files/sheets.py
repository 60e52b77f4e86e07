"""Which rows stand in a CSV or XLSX file?

A cell with a formula is refused: what it would come to is not in the file, and asking another program to work
it out may do anything. Nothing of a workbook but its first sheet is read, no link is followed.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import IO, Any

from waystation.kit.errors import BadInput
from waystation.tracing.files.columns import COLUMNS, check_columns
from waystation.tracing.files.rows import Row

MAX_UNPACKED = 1_000_000_000  # bytes of a workbook when unpacked; a million rows need less
MAX_ROWS = 2_000_000
_XLSX = "a workbook saved as XLSX, with the columns in the first row of its first sheet"
_TABLE = f"a table whose first row names its columns: {', '.join(COLUMNS)}"


def csv_rows(file: IO[bytes], where: str) -> Iterator[tuple[int, Row]]:
    """Yield each row of a CSV file in UTF-8 with the line where it ends. Raises BadInput."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    reader = csv.reader(text, strict=True)
    try:
        columns = next(reader, None)
        if not columns:
            raise BadInput.at(where, "an empty file", _TABLE)
        yield from _rows(columns, ((reader.line_num, cells) for cells in reader), where)
    except UnicodeDecodeError:
        raise BadInput.at(
            f"{where}:{reader.line_num + 1}", "what is not UTF-8", "text saved as UTF-8"
        ) from None
    except csv.Error:
        found = "a row that does not end as CSV does"
        raise BadInput.at(f"{where}:{reader.line_num}", found, 'cells with commas, quoted with "') from None
    finally:
        text.detach()  # whoever opened the file closes it


def xlsx_rows(file: IO[bytes], where: str) -> Iterator[tuple[int, Row]]:
    """Yield each row of the first sheet of a workbook with its number. Raises BadInput."""
    try:
        yield from _sheet(file, where)
    except BadInput:
        raise
    except Exception:  # noqa: BLE001  (openpyxl raises whatever a damaged workbook leads it to)
        raise BadInput.at(where, "what is no workbook, or a damaged one", _XLSX) from None


def _sheet(file: IO[bytes], where: str) -> Iterator[tuple[int, Row]]:
    from openpyxl import load_workbook  # noqa: PLC0415  (half a second, for workbooks only)

    with zipfile.ZipFile(file) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise BadInput.at(where, f"{unpacked:,} bytes when unpacked", f"at most {MAX_UNPACKED:,}")
    file.seek(0)
    book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    sheet = enumerate(book.worksheets[0].iter_rows(), 1)
    texts = ((number, [_text(cell, f"{where}:{number}") for cell in row]) for number, row in sheet)
    _number, columns = next(texts, (0, []))
    while columns and not columns[-1]:
        columns = columns[:-1]
    if not columns:
        raise BadInput.at(where, "an empty sheet", _TABLE)
    yield from _rows(columns, texts, where)


def _rows(columns: list[str], rows: Iterable[tuple[int, list[str]]], where: str) -> Iterator[tuple[int, Row]]:
    names = [column.strip() for column in columns]
    check_columns(names, f"{where}:1")
    for count, (number, cells) in enumerate(rows):
        if count >= MAX_ROWS:
            raise BadInput.at(where, f"more than {MAX_ROWS:,} rows", "fewer, in several files")
        if len(cells) > len(names) and any(cells[len(names) :]):
            raise BadInput.at(
                f"{where}:{number}", f"{len(cells)} cells", f"{len(names)}, as in the first row"
            )
        if any(cells):
            yield number, dict(zip(names, cells, strict=False))


def _text(cell: Any, where: str) -> str:
    """Return what a cell holds as text: whole numbers without a point, days without a clock."""
    value = cell.value
    if getattr(cell, "data_type", "") == "f":
        raise BadInput.at(f"{where} {cell.column_letter}", "a formula", "a value")
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)
