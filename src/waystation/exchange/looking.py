"""What goes by in one part of a workbook, and is it more than a table of values has?"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from typing import Any, NamedTuple, NoReturn
from xml.parsers import expat

from waystation.exchange.tables import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _

MAX_UNPACKED = 40_000_000
MOST_ELEMENTS = 1_500_000
SANE = N_("a workbook of plain tables (.xlsx)")
_LONGEST_ATTRIBUTE = 10_000  # characters
_CHUNK = 65_536
_XML = (".xml", ".rels", ".vml")
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"  # byte order marks and blanks


class Extent(NamedTuple):
    """Up to which row and column values stand, in whichever table."""

    rows: int
    columns: int


def refuse_size(where: str) -> NoReturn:
    """Raise BadInput for a workbook that unpacks to too much."""
    found = _("a workbook that unpacks to more than it should")
    raise BadInput.at(where, found, _("at most {size} MB unpacked").format(size=MAX_UNPACKED // 1000000))


class Look:
    """One part of the archive, as its XML goes by."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.elements = self.cells = self.row = 0
        self.cell_at = (0, 0)
        self.extent = Extent(0, 0)

    def through(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
        """Read a part to its end and return its size."""
        parser, size = None, 0
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                if size == 0 and (part.filename.endswith(_XML) or chunk.lstrip(_BEFORE_XML)[:1] == b"<"):
                    parser = self._parser()  # whatever it is called: the library goes by what refers to it
                size += len(chunk)
                if size > left:
                    refuse_size(self.where)
                self._feed(parser, chunk, final=False)
        self._feed(parser, b"", final=True)
        return size

    def _feed(self, parser: Any, chunk: bytes, *, final: bool) -> None:
        if parser is None:
            return
        try:
            parser.Parse(chunk, final)
        except expat.ExpatError:
            raise BadInput.at(
                self.where, _("a file that is no workbook, or a damaged one"), _(SANE)
            ) from None

    def _parser(self) -> Any:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._element
        return parser

    def _doctype(self, *_declared: Any) -> None:
        raise BadInput.at(self.where, _("a workbook with XML entities of its own"), _(SANE))

    def _element(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        longest = max(map(len, attributes.values())) if attributes else 0
        if self.elements > MOST_ELEMENTS or longest > _LONGEST_ATTRIBUTE:
            raise BadInput.at(self.where, _("a workbook with more in it than tables have"), _(SANE))
        if handle := _ELEMENTS.get(tag.rpartition(":")[2]):
            handle(self, attributes)

    def relation(self, attributes: dict[str, str]) -> None:
        """Refuse what points out of the file; an address to click on does not act by itself."""
        if attributes.get("TargetMode") == "External" and not attributes.get("Type", "").endswith(
            "/hyperlink"
        ):
            raise BadInput.at(self.where, _("a workbook that fetches something from elsewhere"), _(SANE))

    def content(self, attributes: dict[str, str]) -> None:
        """Refuse what says that it holds programs."""
        if "macro" in attributes.get("ContentType", "").lower():
            raise BadInput.at(self.where, _("a workbook with macros"), _(SANE))

    def begin_row(self, attributes: dict[str, str]) -> None:
        """Note in which row the next cells stand."""
        self.row = _reference(attributes["r"])[1] if "r" in attributes else self.row + 1
        self.cell_at = (0, self.row)

    def begin_cell(self, attributes: dict[str, str]) -> None:
        """Note where the cell stands."""
        self.cells += 1
        before = self.cell_at[0]
        self.cell_at = _reference(attributes["r"]) if "r" in attributes else (before + 1, self.row)

    def value(self, _attributes: dict[str, str]) -> None:
        """Refuse too many cells, and values that stand far out; empty cells may have a colour anywhere."""
        column, row = self.cell_at
        if self.cells > MOST_CELLS or row > MOST_ROWS or column > MOST_COLUMNS:
            found = _("a table that is too large, or cells far away from it")
            raise BadInput.at(
                self.where,
                found,
                _("at most {most_rows:,} rows and {most_columns} columns").format(
                    most_rows=MOST_ROWS, most_columns=MOST_COLUMNS
                ),
            )
        if row > self.extent.rows or column > self.extent.columns:
            self.extent = Extent(max(self.extent.rows, row), max(self.extent.columns, column))


_ELEMENTS: dict[str, Callable[[Look, dict[str, str]], None]] = {
    "Relationship": Look.relation,
    "Override": Look.content,
    "Default": Look.content,
    "row": Look.begin_row,
    "c": Look.begin_cell,
    "v": Look.value,
    "is": Look.value,
    "f": Look.value,
}


def _reference(text: str) -> tuple[int, int]:
    """Return column and row of `BC12`, from 1; zeros where there is none."""
    column = 0
    digits = text.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for letter in text[: len(text) - len(digits)][:8]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(digits[:12]) if digits.isdecimal() else 0
