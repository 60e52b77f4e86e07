"""Files that are kept with records, and compartments and backups that have to be mended, at a terminal."""

from __future__ import annotations

import stat
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest
from tests.cli.desk.terminal import Terminal, note

from waystation.vault.opening import closing, open_vault


@pytest.fixture
def receipt(desk: Terminal) -> Path:
    path = desk.home / "receipt.jpg"
    path.write_bytes(b"five for the driver" * 10_000)
    return path


def test_a_file_goes_in_and_comes_out_only_where_it_was_asked_for(desk: Terminal, receipt: Path) -> None:
    (saved,) = desk.save(desk.compartment(), note("n1"))
    file = desk.done("record", "attach", saved, str(receipt)).split()[2].rstrip(".")
    assert "receipt.jpg" in desk.done("record", "attachments", saved)
    assert "1 file is kept with it" in desk.done("record", "show", saved)
    assert "receipt.jpg" not in desk.done("record", "list")
    before = sorted(desk.home.rglob("*.jpg"))
    out = desk.home / "out.jpg"
    desk.done("record", "fetch", file, str(out))
    assert out.read_bytes() == receipt.read_bytes()
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert sorted(desk.home.rglob("*.jpg")) == sorted([*before, out])
    assert desk.done("record", "detach", file, say="another's") == "It is gone.\n"
    assert desk.type("record", "fetch", file, str(out)).code == 2


def test_a_file_leaves_sealed_for_an_age_key(desk: Terminal, receipt: Path) -> None:
    (saved,) = desk.save(desk.compartment(), note("n1"))
    desk.done("record", "attach", saved, str(receipt))
    (listed,) = desk.told("record", "attachments", saved)["attachments"]
    key, out = pyrage.x25519.Identity.generate(), desk.home / "out.jpg.age"
    desk.done("record", "fetch", listed["id"], str(out), "--recipient", str(key.to_public()))
    assert pyrage.decrypt(out.read_bytes(), [key]) == receipt.read_bytes()


def test_what_cannot_be_read_or_is_not_there_is_said_and_nothing_is_kept(desk: Terminal) -> None:
    (saved,) = desk.save(desk.compartment(), note("n1"))
    nothing = desk.type("record", "attach", saved, str(desk.home / "nothing.jpg"))
    folder = desk.type("record", "attach", saved, str(desk.home))
    assert (nothing.code, folder.code) == (2, 2)
    assert "no such file" in nothing.err
    assert "a folder" in folder.err
    assert desk.told("record", "attachments", saved)["attachments"] == []
    assert desk.type("record", "fetch", "abcd", str(desk.home / "x")).code == 2
    assert not (desk.home / "x").exists()


def test_a_bundle_says_that_files_stay_behind(desk: Terminal, receipt: Path) -> None:
    bora = desk.join("Bora", "coordinator")
    (saved,) = desk.save(desk.compartment(), note("n1"))
    desk.done("record", "attach", saved, str(receipt))
    said = desk.done("bundle", "make", str(desk.home / "b.age"), saved, "--member", bora)
    assert "1 file that is kept with them does not travel" in said


def test_whoever_is_given_her_own_records_is_told_of_her_files(desk: Terminal, receipt: Path) -> None:
    person = {"kind": "person", "schema": 1, "id": "p1", "names": [{"text": "Halmoni"}]}
    her, other = desk.save(desk.compartment(), person, note("n1"))
    for each in (her, other):
        desk.done("record", "attach", each, str(receipt))
    said = desk.done("vault", "person", her, str(desk.home / "hers.html"))
    assert "1 file is kept with these records" in said
    assert said.count("receipt.jpg") == 1


def test_a_damaged_compartment_is_left_out_loudly_and_rebuilt_by_two(desk: Terminal) -> None:
    desk.join("Bora", "coordinator")
    case, other = desk.compartment("the river"), desk.compartment("the mill")
    (saved,) = desk.save(case, note("n1", "they wait"))
    desk.save(other, note("n2"))
    with closing(open_vault(desk.vault)) as vault, vault.store.write() as tx:
        full = next(row[0] for row in tx.rows("SELECT id FROM compartments") if row[0].hex().startswith(case))
        tx.run("UPDATE compartments SET blob = ? WHERE id = ?", (b"", full))
    ran = desk.type("record", "list")
    assert "n2" in ran.out
    assert "n1" not in ran.out
    assert f"1 compartment is damaged and was left out: {case}" in ran.err
    assert case in desk.type("compartment", "list").err
    words = ("compartment", "rebuild", case, "case")
    alone = desk.type(*words, say="the river\ndisk\n")
    assert (alone.code, "second member" in alone.err) == (2, True)
    said = desk.done(*words, "--second", who="bora", say="the river\ndisk\n")
    assert "Built again: 1 record" in said
    assert "held by: Anna\n" in said
    assert "older state" in said
    assert "they wait" in desk.done("record", "show", saved)
    assert desk.type("record", "list").err == ""


def test_older_backups_go_once_the_newest_has_been_tried(desk: Terminal) -> None:
    folder = desk.home / "backup"
    for more in ((), (), ("--full",)):
        desk.save(desk.compartment(), note("n1"))
        desk.done("backup", "make", str(folder), *more)
    assert len(list(folder.glob("*-*.age"))) == 3
    newest = max(folder.glob("*-*.age"))
    whole = newest.read_bytes()
    newest.write_bytes(whole[:-100])
    assert desk.type("backup", "forget", str(folder)).code == 2
    assert len(list(folder.glob("*-*.age"))) == 3
    newest.write_bytes(whole)
    assert "2 files of older" in desk.done("backup", "forget", str(folder))
    assert [newest] == list(folder.glob("*-*.age"))
    desk.done("backup", "make", str(folder))
    desk.done("backup", "drill", str(folder))
