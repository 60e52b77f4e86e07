"""Is a workbook that was made to do harm refused in one sentence, within a second, before it is opened?"""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.exchange.written import instance

from waystation.exchange import formats
from waystation.exchange.looking import MAX_UNPACKED
from waystation.exchange.xlsx import read_xlsx
from waystation.kit.errors import BadInput

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
SECOND = 1.0


def book() -> bytes:
    """A harmless workbook as a spreadsheet program writes it, with a table of places."""
    made, held = Workbook(), io.BytesIO()
    sheet = made.active
    assert sheet is not None
    sheet.title = "places"
    sheet.append(["id", "kind"])
    sheet.append(["A", "safety"])
    made.save(held)
    return held.getvalue()


def with_part(name: str, content: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The harmless workbook with one part put in, or in the place of its own."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(held, "w", packing) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return held.getvalue()


def sheet_xml(rows: str, before: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'.encode()


def sheet(rows: str, before: str = "") -> bytes:
    return with_part(SHEET, sheet_xml(rows, before))


def renamed(name: str, content: bytes) -> bytes:
    """The harmless workbook with its sheet in a part of another name, to which the workbook refers."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(held, "w") as new:
        for part in old.namelist():
            if part != SHEET:
                data = old.read(part).replace(b"xl/worksheets/sheet1.xml", name.encode())
                new.writestr(part, data.replace(b"worksheets/sheet1.xml", name.removeprefix("xl/").encode()))
        new.writestr(name, content)
    return held.getvalue()


def lying_bomb() -> bytes:
    """A part that unpacks to more than its header says."""
    data = with_part("xl/media/big.bin", b"\0" * (MAX_UNPACKED + 1))
    size = (MAX_UNPACKED + 1).to_bytes(4, "little")
    return data.replace(size, (1000).to_bytes(4, "little"))


def many_entities() -> bytes:
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 9))
    text = f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><sst xmlns="{MAIN}"><si><t>&e8;</t></si></sst>'
    return with_part("xl/sharedStrings.xml", text.encode())


def relation(kind: str) -> bytes:
    rels = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" TargetMode="External" '
        f'Target="https://example.org/x" Type="{kind}"/></Relationships>'
    )
    return with_part("xl/worksheets/_rels/sheet1.xml.rels", rels.encode())


def macros() -> bytes:
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    )
    return with_part("[Content_Types].xml", types.encode())


def _zip(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def _parts(number: int) -> bytes:
    return _zip({f"xl/{i}.xml": b"<x/>" for i in range(number)})


def _twins() -> bytes:
    return _zip({"xl/workbook.xml": b"<x/>", "XL/workbook.xml": b"<y/>"})


HOSTILE: dict[str, Callable[[], bytes]] = {
    "an archive that unpacks to 200 megabytes": lambda: with_part("xl/media/a.bin", bytes(200_000_000)),
    "an archive whose headers lie about the size": lying_bomb,
    "entities that multiply": many_entities,
    "an entity that reads a file": lambda: with_part(
        SHEET, b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    ),
    "an entity in a part that is not called XML": lambda: renamed(
        "xl/worksheets/sheet1.png", b'<!DOCTYPE x [<!ENTITY e "ha">]><x>&e;</x>'
    ),
    "an entity in UTF-16": lambda: with_part(SHEET, '<!DOCTYPE x [<!ENTITY e "ha">]><x/>'.encode("utf-16")),
    "a cell far out in a part that is not called XML": lambda: renamed(
        "xl/worksheets/sheet1", sheet_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    ),
    "a cell in the last corner": lambda: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "a value in a row beyond all tables": lambda: sheet('<row r="99999999999"><c><v>1</v></c></row>'),
    "a value in a column beyond all tables": lambda: sheet(f"<row>{'<c/>' * 300}<c><v>1</v></c></row>"),
    "a million values": lambda: sheet(f"<row>{'<c><v>1</v></c>' * 1_000_000}</row>"),
    "elements without end": lambda: sheet("<a/>" * 2_500_000),
    "an attribute without end": lambda: sheet(f'<row r="{"1" * 100_000}"/>'),
    "macros by their part": lambda: with_part("xl/vbaProject.bin", b"x"),
    "macros by the type": macros,
    "a link to another workbook": lambda: with_part("xl/externalLinks/externalLink1.xml", b"<x/>"),
    "a template from elsewhere": lambda: relation("http://x/attachedTemplate"),
    "an embedded program": lambda: with_part("xl/embeddings/oleObject1.bin", b"x"),
    "a data connection": lambda: with_part("xl/connections.xml", b"<x/>"),
    "ten thousand parts": lambda: _parts(10_000),
    "two parts of one name": _twins,
    "a locked workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000),
    "no archive at all": lambda: b"PK\x03\x04 not really",
    "nothing": lambda: b"",
    "a truncated one": lambda: book()[: len(book()) // 2],
    "an archive of something else": lambda: _zip({"a.txt": b"x"}),
    "XML that is none": lambda: with_part(SHEET, b"<worksheet><row></worksheet>"),
    "a sheet that is not there": lambda: with_part("xl/_rels/workbook.xml.rels", b"<Relationships/>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_one_sentence_within_a_second(name: str) -> None:
    data = HOSTILE[name]()
    began = time.process_time()
    with pytest.raises(BadInput) as refused:
        read_xlsx(data, "hostile.xlsx")
    assert time.process_time() - began < SECOND
    assert len(refused.value.faults) == 1
    assert refused.value.faults[0].where == "hostile.xlsx"
    assert refused.value.__context__ is None or refused.value.__suppress_context__


def test_what_only_looks_odd_is_read() -> None:
    """A last row without cells, as LibreOffice writes it; a coloured cell far out; an address to click on."""
    far = (
        '<row r="2"><c r="A2" t="inlineStr"><is><t>A</t></is></c><c r="XFD2" s="0"/></row><row r="1048576"/>'
    )
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
    table = read_xlsx(sheet(head + far, '<dimension ref="A1:XFD1048576"/>'), "odd.xlsx")["places"]
    assert (table.headings, table.rows) == (["id"], [["A"]])
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    assert read_xlsx(relation(kind), "odd.xlsx")["places"].rows == [["A", "safety"]]


SOUND = formats.to_bytes(instance(1), "xlsx", "x")


@given(st.data())
@settings(max_examples=50)
def test_any_damage_is_refused_or_read_and_nothing_else(data: st.DataObject) -> None:
    good = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(good) - 1))
        good[at] = data.draw(st.integers(0, 255))
    try:
        formats.from_bytes(bytes(good), "xlsx", "damaged.xlsx")
    except BadInput as error:
        assert error.faults  # noqa: PT017  # either is right


def test_nothing_of_a_workbook_touches_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names would stand there in clear, also after the file has been sealed or removed."""

    def refuse(*_args: object, **_more: object) -> None:
        pytest.fail("a file was opened")

    contents = instance(2)
    formats.from_bytes(formats.to_bytes(contents, "xlsx", "x"), "xlsx", "x")  # everything is imported
    for name in ("builtins.open", "io.open", "os.open", "tempfile.mkstemp", "tempfile.NamedTemporaryFile"):
        monkeypatch.setattr(name, refuse)
    assert formats.from_bytes(formats.to_bytes(contents, "xlsx", "x"), "xlsx", "x") == contents
