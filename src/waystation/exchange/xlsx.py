"""How do tables become a workbook without a trace on the disk, and a workbook tables?"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import IllegalCharacterError
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import ExcelWriter

from waystation.exchange.cells import Cell, guarded
from waystation.exchange.gathered import Unreadable
from waystation.exchange.harmless import require_harmless
from waystation.exchange.looking import Extent
from waystation.exchange.tables import MOST_ROWS, Place, Table, Tables, letters
from waystation.kit.blind import found_blind
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import printable

_NO_TIME = datetime(1980, 1, 1)  # noqa: DTZ001  (the first that an archive can hold; it has no zones)
_LONGEST = 32_767  # characters that a cell of a workbook can hold
_LONGEST_CHOICE = 255  # characters that a list of allowed words can have
# What no XML can hold, and what spreadsheets take for the code of a character.
_NOT_HELD = re.compile("[\ufffe\uffff]|x[0-9A-Fa-f]{4}_")
_HELD = N_("text that a workbook can hold; YAML and CSV can hold any")


class _InMemory(ExcelWriter):  # type: ignore[misc]  # openpyxl has no types
    """The library's writer without its temporary files, in which names would stand in clear."""

    def write_worksheet(self, ws: Any) -> None:
        """Write one table straight into the archive."""
        out = BytesIO()
        writer = WorksheetWriter(ws, out)
        writer.write()
        ws._drawing, ws._rels = None, writer._rels  # noqa: SLF001  (as the method that this one replaces)
        self._archive.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)


def xlsx_bytes(tables: Tables, name: str) -> bytes:
    """Return the workbook that holds the tables; nothing touches the disk.

    Raises BadInput for a text that no workbook can hold, and where there is no table at all.
    """
    if not tables:
        raise BadInput.at(printable(name), _("nothing to write"), _("at least one table"))
    book = Workbook()
    book.remove(book.active)
    for title, table in tables.items():
        _write(book.create_sheet(title), table, name)
    book.properties.created = book.properties.modified = _NO_TIME
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        _InMemory(book, archive).save()
    return _without_times(held)


def _without_times(made: BytesIO) -> bytes:
    """Return the workbook without the times of its making: they would tell when the desk was awake."""
    held = BytesIO()
    with ZipFile(made) as old, ZipFile(held, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, _NO_TIME.timetuple()[:6]), old.read(name), ZIP_DEFLATED)
    return held.getvalue()


def _write(sheet: Any, table: Table, name: str) -> None:
    for row, cells in enumerate((table.headings, *table.rows), 1):
        for column, value in enumerate(cells, 1):
            if value is not None:
                place = Place(sheet.title, row, column - 1)
                _put(sheet.cell(row, column), _holdable(value, place, name))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = max(10, len(str(cell.value)) + 2)
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(table.headings):
        words = ",".join(table.choices.get(str(heading), ()))
        if words and len(words) <= _LONGEST_CHOICE:
            _offer(sheet, number, words)


def _put(cell: Any, value: Cell) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula or an error, whatever it looks like


def _offer(sheet: Any, column: int, words: str) -> None:
    """Let the spreadsheet offer the allowed words."""
    offer = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)
    offer.add(f"{letters(column)}2:{letters(column)}{MOST_ROWS}")
    sheet.add_data_validation(offer)


def _holdable(value: Cell, place: Place, name: str) -> Cell:
    """Return what the cell must hold, so that the same value is read back."""
    if isinstance(value, str) and (len(value) > _LONGEST or _NOT_HELD.search(value)):
        raise BadInput.at(place.within(name), found_blind(value), _(_HELD))
    if isinstance(value, float) and float(f"{value:.16g}") != value:  # the library writes 16 digits
        return guarded(repr(value))
    return value


def read_xlsx(data: bytes, name: str) -> Tables:
    """Return the tables of a workbook. Raises BadInput, in one sentence, where it may not be opened."""
    extent = require_harmless(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # dates that are none come back as errors, and are told as such
            book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
            return {sheet.title: _table(sheet, extent) for sheet in book.worksheets}
    except (MemoryError, RecursionError, IllegalCharacterError):
        raise
    except Exception:  # noqa: BLE001  (whatever the library stumbles over; its words could hold a cell's)
        found = _("a file that is no workbook, or a damaged one")
    raise BadInput.at(printable(name), found, _("a workbook of plain tables (.xlsx)"))


def _table(sheet: Any, extent: Extent) -> Table:
    sheet.reset_dimensions()  # what the file says of its size may be false
    cells = sheet.iter_rows(max_row=extent.rows, max_col=extent.columns)
    rows = [_trimmed(row) for row in islice(cells, extent.rows)]
    while rows and not rows[-1]:
        rows.pop()
    return Table(rows[0] if rows else [], rows[1:])


def _trimmed(row: Sequence[Any]) -> list[Any]:
    cells = list(_values(row))
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _values(row: Sequence[Any]) -> Iterator[Any]:
    for cell in row:
        match getattr(cell, "data_type", "n"):
            case "f":
                yield Unreadable("a formula")
            case "e":
                yield Unreadable("an error of the spreadsheet")
            case _:
                yield cell.value
