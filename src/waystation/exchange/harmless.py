"""Is a workbook what it says, small, and without anything that acts? Asked before anything of it is opened.

A workbook is a ZIP archive of XML. It may be an archive that unpacks to terabytes, an XML file whose entities
multiply, a table that claims a billion cells, or it may carry programs and links that fetch from elsewhere.
Each part is unpacked as a stream and given up at the first byte too many; nothing is built from it.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any, NamedTuple, NoReturn
from xml.parsers import expat

from waystation.exchange.tables import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from waystation.kit.errors import BadInput
from waystation.kit.shown import printable

MAX_BYTES = 10_000_000  # as it stands on the disk
MAX_UNPACKED = 40_000_000
MOST_ELEMENTS = 1_500_000
_LONGEST_ATTRIBUTE = 10_000  # characters
MOST_PARTS = 1_000
_CHUNK = 65_536
_OLD = b"\xd0\xcf\x11\xe0"  # the container of old and of encrypted workbooks
_ACTS = ("vbaproject", "/activex/", "/embeddings/", "/externallinks/", "connections.xml", "/querytables/",
         "/ctrlprops/", "/macrosheets/", "/dialogsheets/", "/model/", "/customui/")  # fmt: skip
_SANE = "a workbook of plain tables (.xlsx)"


class Extent(NamedTuple):
    """Up to which row and column values stand, in whichever table."""

    rows: int
    columns: int


def require_harmless(data: bytes, name: str) -> Extent:
    """Return up to where values stand. Raises BadInput, in one sentence, for what is no harmless workbook."""
    where = printable(name)
    if data.startswith(_OLD):
        raise BadInput.at(where, "a workbook that is locked or of the old kind (.xls)", _SANE)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _look_through(archive, where)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, BadInput):
            raise
        raise BadInput.at(where, "a file that is no workbook, or a damaged one", _SANE) from None


def _look_through(archive: zipfile.ZipFile, where: str) -> Extent:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or len({part.filename.lower() for part in parts}) != len(parts):
        raise BadInput.at(where, "an archive of too many parts, or of two with one name", _SANE)
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        _refuse_size(where)
    for part in parts:
        name = f"/{part.filename.lower()}"
        if any(word in name for word in _ACTS):
            raise BadInput.at(where, "a workbook with programs, links or embedded files", _SANE)
    left, extent = MAX_UNPACKED, Extent(1, 1)
    for part in parts:
        look = _Look(where)
        left -= look.through(archive, part, left)
        extent = Extent(*map(max, extent, look.extent))
    return extent


def _refuse_size(where: str) -> NoReturn:
    found = "a workbook that unpacks to more than it should"
    raise BadInput.at(where, found, f"at most {MAX_UNPACKED // 1_000_000} MB unpacked")


class _Look:
    """One part of the archive, as its XML goes by."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.elements = self.cells = self.row = 0
        self.cell_at = (0, 0)
        self.extent = Extent(0, 0)

    def through(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
        """Read a part to its end and return its size."""
        parser = self._parser() if part.filename.endswith((".xml", ".rels", ".vml")) else None
        size = 0
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > left:
                    _refuse_size(self.where)
                self._feed(parser, chunk, final=False)
        self._feed(parser, b"", final=True)
        return size

    def _feed(self, parser: Any, chunk: bytes, *, final: bool) -> None:
        if parser is None:
            return
        try:
            parser.Parse(chunk, final)
        except expat.ExpatError:
            raise BadInput.at(self.where, "a file that is no workbook, or a damaged one", _SANE) from None

    def _parser(self) -> Any:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._element
        return parser

    def _doctype(self, *_declared: Any) -> None:
        raise BadInput.at(self.where, "a workbook with XML entities of its own", _SANE)

    def _element(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS or any(len(v) > _LONGEST_ATTRIBUTE for v in attributes.values()):
            raise BadInput.at(self.where, "a workbook with more in it than tables have", _SANE)
        if handle := _ELEMENTS.get(tag.rpartition(":")[2]):
            handle(self, attributes)

    def relation(self, attributes: dict[str, str]) -> None:
        """Refuse what points out of the file; an address to click on does not act by itself."""
        if attributes.get("TargetMode") == "External" and not attributes.get("Type", "").endswith(
            "/hyperlink"
        ):
            raise BadInput.at(self.where, "a workbook that fetches something from elsewhere", _SANE)

    def content(self, attributes: dict[str, str]) -> None:
        """Refuse what says that it holds programs."""
        if "macro" in attributes.get("ContentType", "").lower():
            raise BadInput.at(self.where, "a workbook with macros", _SANE)

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
            found = "a table that is too large, or cells far away from it"
            raise BadInput.at(self.where, found, f"at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns")
        self.extent = Extent(max(self.extent.rows, row), max(self.extent.columns, column))


_ELEMENTS: dict[str, Callable[[_Look, dict[str, str]], None]] = {
    "Relationship": _Look.relation,
    "Override": _Look.content,
    "Default": _Look.content,
    "row": _Look.begin_row,
    "c": _Look.begin_cell,
    "v": _Look.value,
    "is": _Look.value,
    "f": _Look.value,
}


def _reference(text: str) -> tuple[int, int]:
    """Return column and row of `BC12`, from 1; zeros where there is none."""
    column = 0
    digits = text.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for letter in text[: len(text) - len(digits)][:8]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(digits[:12]) if digits.isdecimal() else 0
