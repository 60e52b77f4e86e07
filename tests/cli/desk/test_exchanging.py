"""Do the commands that carry tables into the vault and out of it keep their promises?"""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
from tests.cli.desk.terminal import Terminal
from tests.domain.records import one_of_each
from tests.exchange.written import whole

from waystation.domain.kinds import data_of
from waystation.exchange import formats
from waystation.exchange.contents import Contents


def files(terminal: Terminal) -> tuple[str, str]:
    """The family's contents in a file, and the name of one to write."""
    formats.write(terminal.home / "in.xlsx", whole())
    return str(terminal.home / "in.xlsx"), str(terminal.home / "out.xlsx")


def test_tables_go_in_after_a_dry_run_and_come_out_with_a_second_member(desk: Terminal) -> None:
    desk.join("Bora", "coordinator")
    there, out = files(desk)
    case = desk.compartment()
    said = desk.done("vault", "import", there, "--dry-run")
    assert "- houses H1" in said
    assert said.rstrip().endswith("0 changed, 0 missing. Nothing was written.")
    assert desk.told("record", "list")["records"] == []
    assert "0 changed, 0 missing." in desk.done("vault", "import", there, "--in", case)
    assert desk.told("vault", "import", there)["changes"] == []
    alone = desk.type("vault", "export", out)
    assert alone.code == 2
    assert "a second member who agrees" in alone.err
    assert not Path(out).exists()
    ran = desk.type("vault", "export", out, "--second", who="bora")
    assert ran.code == 0
    assert "this leaves the vault in clear" in ran.err
    assert stat.S_IMODE(Path(out).stat().st_mode) == 0o600
    assert formats.read(out) == whole()


def test_an_export_can_be_sealed_and_can_be_of_one_kind(at_file: Terminal) -> None:
    at_file.join("Bora", "coordinator")
    there, _ = files(at_file)
    at_file.done("vault", "import", there, "--in", at_file.compartment())
    key, out = pyrage.x25519.Identity.generate(), at_file.home / "houses.xlsx.age"
    words = ("--kind", "house", "--recipient", str(key.to_public()), "--second")
    ran = at_file.type("vault", "export", str(out), *words, who="bora")
    assert (ran.code, ran.err) == (0, "")
    opened = pyrage.decrypt(out.read_bytes(), [key])
    assert formats.from_bytes(opened, "xlsx", "x") == Contents(records=whole().of_kind("house"))


def test_bad_tables_change_nothing_and_are_told_without_a_name(at_file: Terminal) -> None:
    there, _ = files(at_file)
    formats.write(at_file.home / "t", whole())
    people = at_file.home / "t" / "persons.csv"
    people.write_text(people.read_text().replace("female", "강영실 Kang"))
    ran = at_file.type("vault", "import", str(at_file.home / "t"), "--in", at_file.compartment())
    assert ran.code == 2
    assert "sheet persons row 2 column E (sex): found text of 8 characters" in ran.err
    assert "Kang" not in ran.err
    assert at_file.told("record", "list")["records"] == []
    ran = at_file.type("vault", "import", there)
    assert ran.code == 2
    assert "something new, and no compartment for it" in ran.err


def test_a_person_gets_a_page_and_the_same_as_json(at_file: Terminal) -> None:
    case = at_file.compartment()
    hers = [data_of(record) for record in one_of_each() if record.id in {"p1", "c1", "g1", "n1"}]
    at_file.save(case, *hers)
    (person,) = [r["id"] for r in at_file.told("record", "list", "--kind", "person")["records"]]
    page, data = at_file.home / "p1.html", at_file.home / "p1.json"
    ran = at_file.type("vault", "person", person[:8], str(page))
    assert ran.code == 0
    assert "Read it before you hand it over" in ran.out
    assert "a man answers for her" in page.read_text()
    at_file.done("vault", "person", person[:8], str(data), "--everywhere", "--why", say="she asked\n")
    assert {e["kind"] for e in json.loads(data.read_text())["entries"]} == {"person", "case", "group", "note"}
    assert at_file.type("vault", "person", person[:8], str(at_file.home / "p1.txt")).code == 2
    assert at_file.type("vault", "person", "ffffffff", str(page)).code == 2
