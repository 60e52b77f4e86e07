"""Is everything wrong in a table told at once, with its cell, and without a word of what stands there?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.exchange.written import whole

from waystation.exchange import formats
from waystation.exchange.contents import Contents
from waystation.exchange.filling import tables_of
from waystation.exchange.tables import Table, letters
from waystation.kit.errors import BadInput

CANARY = "강영실 Kang"
Grid = list[list[Any]]


@pytest.fixture
def grids() -> dict[str, Grid]:
    """All tables as lists that a test may change; the first row is the heading."""
    tables = tables_of(whole())
    return {name: [list(table.headings), *map(list, table.rows)] for name, table in tables.items()}


def faults(grids: dict[str, Grid]) -> list[str]:
    tables = {name: Table(grid[0], grid[1:]) for name, grid in grids.items()}
    with pytest.raises(BadInput) as refused:
        formats.from_tables(tables, "tables.xlsx")
    return [str(fault).removeprefix("tables.xlsx sheet ") for fault in refused.value.faults]


def put(grids: dict[str, Grid], table: str, row: int, heading: str, value: Any) -> None:
    grids[table][row - 1][grids[table][0].index(heading)] = value


def test_a_wrong_cell_is_named_with_sheet_row_and_column(grids: dict[str, Grid]) -> None:
    put(grids, "legs", 2, "hours", "five hours")
    put(grids, "places", 3, "kind", CANARY)
    put(grids, "legs.hazards", 2, "p", 1.4)
    assert faults(grids) == [
        (
            "places row 3 column B (kind): found text of 8 characters; "
            "allowed: origin, safe_house, stop, crossing or safety"
        ),
        "legs row 2 column E (hours): found text of 10 characters; allowed: a number above 0",
        "legs.hazards row 2 column D (p): found 1.4; allowed: a number from 0 to 1, or {harmed, attempts}",
    ]


def test_a_missing_value_and_a_missing_column_are_told_alike(grids: dict[str, Grid]) -> None:
    put(grids, "legs", 2, "hours", None)
    at = grids["persons.agreements"][0].index("language")
    grids["persons.agreements"] = [row[:at] + row[at + 1 :] for row in grids["persons.agreements"]]
    first, second = faults(grids)
    assert first == "legs row 2 column E (hours): found nothing; allowed: a number above 0"
    assert second == ("persons.agreements row 2 (language): found nothing; allowed: text such as ko")


def test_ids_that_are_unknown_or_stand_twice_are_told_without_saying_them(grids: dict[str, Grid]) -> None:
    put(grids, "legs", 2, "from", CANARY)
    put(grids, "legs", 2, "helpers", f"bo; {CANARY}")
    put(grids, "places", 3, "id", "A")
    grids["houses"].append(list(grids["houses"][1]))
    assert faults(grids) == [
        "places row 3 column A (id): found an id again; allowed: an id that no other place has",
        (
            "legs row 2 column B (from): found an id that no place has; "
            "allowed: the id of a place of the network"
        ),
        "legs row 2 column C (to): found an id that no place has; allowed: the id of a place of the network",
        (
            "legs row 2 column H (helpers): found an id that no helper has; "
            "allowed: the id of a helper of the network"
        ),
        (
            "legs row 3 column B (from): found an id that no place has; "
            "allowed: the id of a place of the network"
        ),
        "houses row 3 column A (id): found an id again; allowed: an id that stands once among the houses",
    ]


def test_a_row_that_belongs_to_nothing_is_told(grids: dict[str, Grid]) -> None:
    put(grids, "legs.slower", 2, "legs", CANARY)
    put(grids, "legs.hazards.odds", 2, "hazards", 7)
    assert faults(grids) == [
        (
            "legs.slower row 2 column A (legs): found text of 8 characters; "
            "allowed: the id of a row of the sheet legs"
        ),
        (
            "legs.hazards.odds row 2 column B (hazards): found 7; "
            "allowed: the number of a row of the sheet legs.hazards"
        ),
    ]


def test_headings_that_are_unknown_or_missing_or_double_are_told(grids: dict[str, Grid]) -> None:
    grids["helpers"][0][1] = CANARY
    grids["conditions"][0] = ["id", "id"]
    grids["houses.nights"][0][1] = None
    said = faults(grids)
    assert said[0].startswith("helpers row 1 column B: found an unknown heading; allowed: id, role,")
    assert said[1].startswith("conditions row 1 column B: found a heading that stands there twice")
    assert said[2].startswith("houses.nights row 1 column B: found no heading above cells")
    assert CANARY not in "".join(said)


def test_an_unknown_sheet_is_told_by_its_number(grids: dict[str, Grid]) -> None:
    grids[CANARY] = [["id"]]
    said = faults(grids)
    assert len(said) == 1
    assert said[0].startswith(f"number {len(grids)}: found a sheet of an unknown name; allowed: network,")


def test_counts_stand_in_the_place_of_a_number_not_beside_it(grids: dict[str, Grid]) -> None:
    put(grids, "legs", 2, "block.blocked", 3)
    assert faults(grids) == [
        "legs row 2 column L (block.blocked): found counts beside a number; allowed: the number or the counts"
    ]


def test_a_formula_or_an_error_of_the_spreadsheet_is_no_value(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "places"
    sheet.append(["id", "worth", "capacity"])
    sheet.append(["A", "=1+1", "#REF!"])
    book.save(tmp_path / "f.xlsx")
    with pytest.raises(BadInput) as refused:
        formats.read(tmp_path / "f.xlsx")
    said = [f"{fault.where.rpartition('sheet ')[2]}: {fault.found}" for fault in refused.value.faults]
    assert "places row 2 column B (worth): a formula" in said
    assert "places row 2 column C (capacity): an error of the spreadsheet" in said


def test_what_a_spreadsheet_makes_of_numbers_and_days_is_understood(grids: dict[str, Grid]) -> None:
    put(grids, "helper_records.steps", 2, "rules", 7)
    put(grids, "helper_records.steps", 2, "day", datetime(2026, 1, 1))  # noqa: DTZ001  (as a spreadsheet has it)
    put(grids, "legs", 2, "hours", " 5.5 ")
    put(grids, "cases.left_behind", 2, "told", "FALSE")
    tables = {name: Table(grid[0], grid[1:]) for name, grid in grids.items()}
    contents = formats.from_tables(tables, "x")
    step = next(record for record in contents.of_kind("helper")).steps[0]  # type: ignore[attr-defined]
    assert (step.rules, step.day.isoformat()) == ("7", "2026-01-01")
    assert contents.network is not None
    assert contents.network.legs[0].hours == 5.5
    assert contents.cases[0].left_behind[0].told is False


def test_columns_may_stand_in_any_order_and_rows_may_be_empty(grids: dict[str, Grid]) -> None:
    for name, grid in grids.items():
        turned = [[*reversed(row)] for row in grid]
        grids[name] = [turned[0], [], *(line for row in turned[1:] for line in (row, [None, " "]))]
    tables = {name: Table(grid[0], grid[1:]) for name, grid in grids.items()}
    assert formats.from_tables(tables, "x") == whole()


def cells() -> Iterator[tuple[str, int, int]]:
    for name, table in tables_of(whole()).items():
        for row in range(len(table.rows) + 1):
            yield from ((name, row, column) for column in range(len(table.headings)))


CELLS = list(cells())
DATE = datetime(2026, 1, 2)  # noqa: DTZ001  (as a spreadsheet has it)
VALUES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4)
    | st.sampled_from([CANARY, f"{CANARY}; {CANARY}", f'"{CANARY}', "A", "crossing", 1, 2, "1", DATE])
)  # fmt: skip


@settings(max_examples=80)
@given(changes=st.lists(st.tuples(st.sampled_from(CELLS), VALUES), min_size=1, max_size=4))
def test_any_cell_is_read_or_told_and_never_repeated(changes: list[tuple[tuple[str, int, int], Any]]) -> None:
    grids = {
        name: [list(table.headings), *map(list, table.rows)] for name, table in tables_of(whole()).items()
    }
    for (name, row, column), value in changes:
        grids[name][row][column] = value
    try:
        formats.from_tables({name: Table(grid[0], grid[1:]) for name, grid in grids.items()}, "f.xlsx")
    except BadInput as error:
        for fault in error.faults:
            assert "Kang" not in str(fault)
            assert str(fault).isprintable()
            assert fault.allowed
            assert re.match(r"f\.xlsx sheet [a-z_.]+ row \d+( column [A-Z]+)?( \(.+\))?$", fault.where), (
                fault.where
            )
        assert error.__context__ is None or error.__suppress_context__  # noqa: PT017


@given(text=st.text(max_size=300))
def test_any_csv_is_read_or_told(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("csv")
    (folder / "places.csv").write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        formats.read(folder)
    except BadInput as error:
        assert error.faults  # noqa: PT017


def test_a_table_from_a_country_with_decimal_commas_is_read(tmp_path: Path) -> None:
    """Its spreadsheets put semicolons between the cells."""
    (tmp_path / "cases.csv").write_text(
        "id;from;group.persons;deadline;group.traits\r\nc1;A;5;240;infant, elderly\r\n"
    )
    contents = formats.read(tmp_path)
    assert contents.cases[0].group.traits == ("infant", "elderly")


def test_no_more_faults_are_told_than_anybody_reads(grids: dict[str, Grid]) -> None:
    row = grids["persons"][1]
    grids["persons"] += [[f"x{i}", *["wrong"] * (len(row) - 1)] for i in range(3000)]
    said = faults(grids)
    assert len(said) == 501
    assert "more than 500 faults" in said[-1]


@pytest.mark.parametrize(
    ("column", "text"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_the_letters_of_a_spreadsheet(column: int, text: str) -> None:
    assert letters(column) == text


def test_yaml_faults_name_the_line_and_no_name(tmp_path: Path) -> None:
    file = tmp_path / "all.yaml"
    formats.write(file, whole())
    text = (
        file.read_text()
        .replace("sex: female", f"sex: {CANARY}")
        .replace("  fees: {bo: 900}", f"  fees: {{{CANARY}: 900}}")
    )
    file.write_text(text)
    line = 1 + text[: text.index("sex:")].count("\n")
    with pytest.raises(BadInput) as refused:
        formats.read(file)
    said = [str(fault) for fault in refused.value.faults]
    assert f"{file}:{line} persons[0].sex: found text of 8 characters; allowed: female, male or other" in said
    assert "Kang" not in "".join(said)


@pytest.mark.parametrize(
    "text", ["[1, 2]", "a: 1", "records: []", "network: 5", "cases: {a: 1}", "houses: [5]"]
)
def test_a_file_of_something_else_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(BadInput):
        formats.read(tmp_path / "x.yaml")


def test_records_in_a_file_may_say_their_form_and_a_newer_one_is_refused(tmp_path: Path) -> None:
    items = ("{id: p1, schema: 1}", "{id: p2, kind: person}", "{id: p3, schema: 2}", "{id: p4, kind: house}")
    (tmp_path / "x.yaml").write_text("persons:\n" + "".join(f"- {item}\n" for item in items))
    with pytest.raises(BadInput) as refused:
        formats.read(tmp_path / "x.yaml")
    assert [str(fault).partition("x.yaml:")[2] for fault in refused.value.faults] == [
        "4 persons[2]: found 2; allowed: 1 to 1, or a newer program",
        "5 persons[3].kind: found text of 5 characters; allowed: text 'person'",
    ]


def test_nothing_is_written_where_there_is_nothing() -> None:
    with pytest.raises(BadInput, match="nothing to write"):
        formats.to_bytes(Contents(), "xlsx", "x.xlsx")
