"""Do lists of people come in whole from every form, and does refusing a faulty one tell nothing of them?"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pyrage  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.tracing.made import OPEN, portraits

from waystation.domain.tracing import Portrait, TracingRecord
from waystation.kit.errors import BadInput
from waystation.plan.files.sealed import opener, sealer
from waystation.tracing.files import ftm, pfif
from waystation.tracing.files.columns import COLUMNS
from waystation.tracing.files.plain import load_accounts, load_sought
from waystation.tracing.files.records import read_records

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ROW = {
    "id": "r1",
    "names": "이소연; Lee So-yeon alias Wang Fang",
    "born": "lunar 1999-08-15",
    "age": "18-20",
    "age_on": "2019",
    "counting": "korean",
    "sex": "Female",
    "origin": "KP > North Hamgyong",
    "seen": "2019-03 @ China > Jilin; Laos",
    "relatives": "mother: Kim Ok-sun / 김옥순; brother:",
    "marks": "a scar; =cmd|' /C calc'!A0",
    "languages": "Korean",
    "contact": "house",
    "consent": "all",
    "until": "2199-01-01",
    "withdrawn": "no",
    "barred": "Han Mi-rae; Pak Chol",
}
ROW_READ = {
    "id": "r1",
    "person": {
        "names": ("이소연", "Lee So-yeon", "Wang Fang"),
        "born": "lunar 1999-08-15",
        "ages": ({"years": (18, 20), "counting": "korean", "on": "2019"},),
        "sex": "female",
        "origin": ("KP", "North Hamgyong"),
        "seen": ({"when": "2019-03", "place": ("China", "Jilin")}, {"place": ("Laos",)}),
        "relatives": ({"kin": "mother", "names": ("Kim Ok-sun", "김옥순")}, {"kin": "brother"}),
        "marks": ("a scar", "=cmd|' /C calc'!A0"),
        "languages": ("Korean",),
    },
    "contact": "house",
}


def as_csv(path: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_xlsx(path: Path, *rows: dict[str, Any]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([row.get(column) for column in COLUMNS])
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s" if isinstance(cell.value, str) and row.get("plain") else cell.data_type
    book.save(path)
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(BadInput) as caught:
        list(read_records(path))
    return [str(fault) for fault in caught.value.faults]


def test_a_row_of_csv_says_all_that_a_record_can_hold(tmp_path: Path) -> None:
    (record,) = read_records(as_csv(tmp_path / "r.csv", ROW))
    assert record.model_dump(exclude_defaults=True, exclude={"consent"}) == ROW_READ
    assert record.consent
    assert record.consent.barred == ("Han Mi-rae", "Pak Chol")
    assert len(record.consent.shares) == 9


def test_xlsx_says_the_same_as_csv(tmp_path: Path) -> None:
    row = {**ROW, "marks": "a scar", "born": "1999"}
    typed = {**row, "born": 1999}
    assert list(read_records(as_xlsx(tmp_path / "r.xlsx", typed))) == list(
        read_records(as_csv(tmp_path / "r.csv", row))
    )


def test_a_formula_is_refused_and_not_worked_out(tmp_path: Path) -> None:
    said = faults(as_xlsx(tmp_path / "r.xlsx", {**ROW, "marks": "=HYPERLINK(1)"}))
    assert len(said) == 1
    assert "r.xlsx:2" in said[0]
    assert "a formula" in said[0]
    assert "HYPERLINK" not in said[0]


def test_a_sealed_list_is_read_without_touching_the_disk(tmp_path: Path) -> None:
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(str(key))
    plain = as_csv(tmp_path / "r.csv", ROW)
    sealed = tmp_path / "s.csv.age"
    sealed.write_bytes(sealer([str(key.to_public())])(plain.read_bytes(), "s"))
    assert list(read_records(sealed, opener([tmp_path / "key"]))) == list(read_records(plain))


@pytest.mark.parametrize("cell", ["", "no", "none", "No"])
def test_of_a_row_without_consent_not_even_a_fault_is_told(tmp_path: Path, cell: str) -> None:
    broken = {**ROW, "consent": cell, "born": "yesterday", "sex": "?", "id": ""}
    assert list(read_records(as_csv(tmp_path / "r.csv", broken, ROW))) == list(
        read_records(as_csv(tmp_path / "s.csv", ROW))
    )


SECRET = "Quetzalcoatl"  # noqa: S105
FAULTY = dict.fromkeys(("born", "age", "counting", "sex", "consent", "until", "withdrawn"), SECRET)
FAULTY |= {
    "id": "",
    "relatives": f"{SECRET}: Kim",
    "seen": f"{SECRET} @ China",
    "age_on": SECRET,
    "names": "a\x00b",
}


@pytest.mark.parametrize("column", FAULTY)
def test_a_fault_names_the_row_and_the_column_and_not_what_stands_there(tmp_path: Path, column: str) -> None:
    (said,) = faults(as_csv(tmp_path / "r.csv", ROW, {**ROW, "id": "r2", column: FAULTY[column]}))
    assert f"r.csv:3 {column}: found" in said
    assert "allowed: " in said
    assert SECRET not in said


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    rows = [{**ROW, "id": f"r{n}", "born": "once"} for n in range(5)]
    assert len(faults(as_csv(tmp_path / "r.csv", *rows))) == 5


def test_two_rows_with_one_id_are_refused(tmp_path: Path) -> None:
    assert "r.csv:3 id" in faults(as_csv(tmp_path / "r.csv", ROW, ROW))[0]


def test_an_unknown_column_is_refused_because_it_may_be_a_misspelled_protection(tmp_path: Path) -> None:
    said = faults(as_csv(tmp_path / "r.csv", columns=(*COLUMNS[:-1], "bared")))
    assert "barred (was that meant?)" in said[0]
    assert "no column 'consent'" in " ".join(faults(as_csv(tmp_path / "s.csv", columns=("id", "names"))))


HOSTILE = {
    "empty.csv": b"",
    "latin.csv": ("id,consent\n" + "\u00e9" * 9).encode("latin-1"),
    "quote.csv": b'id,consent\n"a,b\n',
    "nul.csv": b"id,consent\nr\x00,all\n",
    "noise.xlsx": bytes(range(256)),
    "zip.xlsx": b"PK\x05\x06" + bytes(18),
    "noise.json": b"{{",
    "other.json": b'{"a": 1}',
    "deep.json": b"[" * 100_000,
    "noise.xml": b"<a",
    "other.xml": b"<a/>",
    "laughs.xml": b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>',
    "outside.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "unknown.txt": b"id,consent\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name])
    (said,) = faults(tmp_path / name)
    assert name in said
    assert ": found " in said


def test_a_workbook_that_grows_without_end_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("waystation.tracing.files.sheets.MAX_UNPACKED", 10_000)
    path = as_xlsx(tmp_path / "r.xlsx", ROW)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/more.xml", b"0" * 100_000)
    assert "when unpacked" in faults(path)[0]


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    assert faults(tmp_path / "nowhere.csv") == [
        f"{tmp_path}/nowhere.csv: found no such file or folder; allowed: the path of a file that exists"
    ]


@given(st.lists(st.tuples(portraits(), st.sampled_from(OPEN)), max_size=4))
def test_followthemoney_brings_back_what_it_can_say(drawn: list[Any]) -> None:
    records = [
        TracingRecord(id=f"r{n}", person=person, consent=consent) for n, (person, consent) in enumerate(drawn)
    ]
    again = list(ftm.read(io.BytesIO(ftm.write(records)), "x.json"))
    assert [record.id for record in again] == [record.id for record in records]
    for ours, theirs in zip(records, again, strict=True):
        assert theirs.consent == ours.consent
        for field in ("names", "born", "sex", "origin", "relatives"):
            assert getattr(theirs.person, field) == getattr(ours.person, field)
        assert set(theirs.person.marks) == set(ours.person.marks)


def test_followthemoney_is_what_its_model_says() -> None:
    record = TracingRecord(id="r", person=Portrait.model_validate(ROW_READ["person"]), consent=OPEN[0])
    entities = [json.loads(line) for line in ftm.write([record]).decode().splitlines()]
    assert [entity["schema"] for entity in entities] == ["Person", "Person", "Family", "Person", "Family"]
    assert entities[0]["properties"]["name"] == ["이소연"]
    assert all(isinstance(v, list) for e in entities for v in e["properties"].values())


@given(st.lists(st.tuples(portraits(), st.sampled_from(OPEN)), max_size=4))
def test_pfif_brings_back_what_it_can_say(drawn: list[Any]) -> None:
    records = [
        TracingRecord(id=f"r{n}", person=person, consent=consent) for n, (person, consent) in enumerate(drawn)
    ]
    again = list(pfif.read(io.BytesIO(pfif.write(records)), "x.xml"))
    for ours, theirs in zip(records, again, strict=True):
        assert theirs.id == ours.id
        assert theirs.consent
        assert ours.consent
        assert (theirs.consent.shares, theirs.consent.until) == (ours.consent.shares, ours.consent.until)
        for field in ("names", "born", "sex", "origin"):
            assert getattr(theirs.person, field) == getattr(ours.person, field)


def test_a_person_of_pfif_or_followthemoney_without_consent_is_not_there() -> None:
    entity = {"id": "r", "schema": "Person", "properties": {"name": ["이소연"]}}
    assert list(ftm.read(io.BytesIO(json.dumps(entity).encode()), "x.json")) == []
    person = "<p:person><p:person_record_id>r</p:person_record_id></p:person>"
    bare = f'<p:pfif xmlns:p="{pfif.PFIF}">{person}</p:pfif>'
    assert list(pfif.read(io.BytesIO(bare.encode()), "x.xml")) == []


BAD_YAML = {
    "empty": ("", "an empty file"),
    "list": ("[1, 2]", "the fields of"),
    "quote": (
        "waystation: 1\naccounts:\n- id: a\n  text: words\n  claims:\n  - quote: others\n",
        "words that stand in the text",
    ),
    "twice": ("waystation: 1\naccounts:\n- id: a\n- id: a\n", "an id that no other account has"),
    "date": ("waystation: 1\naccounts:\n- id: a\n  written: 2023-02-30\n", "a year, month or day"),
    "field": ("waystation: 1\naccounts:\n- id: a\n  clams: []\n", "claims (was that meant?)"),
}


@pytest.mark.parametrize("name", BAD_YAML)
def test_a_faulty_file_of_accounts_is_one_sentence_with_its_line(tmp_path: Path, name: str) -> None:
    text, allowed = BAD_YAML[name]
    (tmp_path / "a.yaml").write_text(text)
    with pytest.raises(BadInput) as caught:
        load_accounts(tmp_path / "a.yaml")
    (fault,) = caught.value.faults
    assert "a.yaml" in fault.where
    assert allowed in fault.allowed or allowed in fault.found


def test_a_search_needs_a_seeker(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("waystation: 1\nseeker: []\nperson: {}\n")
    with pytest.raises(BadInput) as caught:
        load_sought(tmp_path / "s.yaml")
    assert [fault.where.rpartition(" ")[2] for fault in caught.value.faults] == ["seeker"]


def test_the_examples_can_be_read() -> None:
    assert load_sought(EXAMPLES / "tracing" / "sought.yaml").fictional
    assert len(list(read_records(EXAMPLES / "tracing" / "records.csv"))) == 4
