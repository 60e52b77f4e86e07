"""Does the report say what a stranger sees on this disk, and what has to be mended, without a key?"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from tests.cli.desk.terminal import Terminal, note

from waystation.vault.ondisk import encrypted, file_seen, lines_in_histories, swap_in_clear
from waystation.vault.store import BY_FORMAT


def test_the_counts_and_sizes_are_those_in_the_database(at_file: Terminal) -> None:
    case, other = at_file.compartment(), at_file.compartment()
    at_file.save(case, note("n1"), note("n2", "x" * 3000))
    at_file.save(other, note("n3"))
    told = at_file.told("seizure-report")
    with sqlite3.connect(f"file:{at_file.vault}?mode=ro", uri=True) as database:
        for table, column in (("records", "blob"), ("compartments", "blob"), ("accounts", "slots")):
            sizes = [row[0] for row in database.execute(f"SELECT length({column}) FROM {table}")]  # noqa: S608
            assert told["tables"][table] == {
                "number": len(sizes), "total": sum(sizes), "least": min(sizes), "most": max(sizes),
                "different": len(set(sizes)),
            }  # fmt: skip
    assert {1, 2} <= set(told["records_in_compartments"])
    paths = {Path(file["path"]).name: file for file in told["files"]}
    assert paths["vault"]["size"] == Path(at_file.vault).stat().st_size
    assert paths["vault"]["mode"] == "0600"


def test_every_table_of_the_database_is_in_the_report(at_file: Terminal) -> None:
    """A new table shows something too; it must not be forgotten."""
    tables = {name for text in BY_FORMAT.values() for name in re.findall(r"CREATE TABLE (\w+)", text)}
    assert set(at_file.told("seizure-report")["tables"]) == tables - {"meta", "heartbeat"}  # one row of each


def test_it_needs_no_passphrase_and_says_no_name(desk: Terminal) -> None:
    case = desk.compartment("Kang Yong-sil of the yellow house")
    desk.save(case, note("Kang", "over the river at Hyesan"))
    desk.done("vault", "lock")
    for said in (desk.done("seizure-report"), desk.done("seizure-report", "--json")):
        for word in ("Kang", "Hyesan", "yellow", "Anna", "The Office"):
            assert word not in said
    said = desk.done("seizure-report")
    assert "records in each compartment, not whose it is" in said
    assert ("where the database server keeps them" in said) == (desk.place is not None)


def test_what_has_to_be_mended_is_said(at_file: Terminal) -> None:
    said = " ".join(at_file.done("seizure-report").split())
    assert "The burn secret is there" in said
    assert "The vault is unlocked on this terminal" in said
    at_file.done("vault", "lock")
    stick = at_file.home / "stick"
    at_file.burn_secret.rename(stick)
    Path(at_file.vault).chmod(0o644)
    (at_file.home / ".bash_history").write_text("ls\nwaystation vault status\nwaystation record list\n")
    said = " ".join(at_file.done("seizure-report").split())
    assert "The burn secret is there" not in said
    assert "unlocked on this terminal" not in said
    assert "Other users of this machine can read" in said
    assert "2 lines in the history of your shell show that Waystation is used." in said


def test_it_is_said_in_korean_too(at_file: Terminal) -> None:
    assert "이 디스크를 가져간 사람이 보는 것" in at_file.done("seizure-report", "--lang", "ko")


def block(root: Path, name: str, uuid: str = "", below: tuple[str, ...] = ()) -> Path:
    made = root / "blocks" / name
    (made / "slaves").mkdir(parents=True)
    if uuid:
        (made / "dm").mkdir()
        (made / "dm/uuid").write_text(uuid)
    for each in below:
        (made / "slaves" / each).symlink_to(root / "blocks" / each)
    return made


@pytest.mark.parametrize(
    ("uuid", "below", "answer"),
    [("CRYPT-LUKS2-x", (), True), ("LVM-x", ("luks",), True), ("LVM-x", ("plain",), False),
     ("", (), False), ("LVM-x", ("luks", "plain"), False)],
)  # fmt: skip
def test_a_disk_is_encrypted_where_all_below_it_is(
    tmp_path: Path,
    uuid: str,
    below: tuple[str, ...],
    answer: bool,  # noqa: FBT001  (what is expected)
) -> None:
    block(tmp_path, "luks", "CRYPT-LUKS1-y", ("plain",))
    block(tmp_path, "plain")
    top = block(tmp_path, "top", uuid, below)
    device = tmp_path.stat().st_dev
    named = tmp_path / "sys/dev/block" / f"{device >> 8 & 0xFFF}:{device & 0xFF}"
    named.parent.mkdir(parents=True)
    named.symlink_to(top)
    assert encrypted(tmp_path, tmp_path) is answer


def test_what_nobody_can_tell_is_not_told(tmp_path: Path) -> None:
    assert encrypted(tmp_path, tmp_path) is None
    assert encrypted(tmp_path / "nowhere", tmp_path) is None
    assert swap_in_clear(tmp_path) is None
    assert file_seen(tmp_path / "nowhere") is None
    assert lines_in_histories(tmp_path) == 0


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        ("", False),
        ("/dev/zram0 partition 1 0 100\n", False),
        ("/dev/sda2 partition 1 0 1\n", True),
        ("/dev/dm-1 partition 1 0 1\n", False),
        ("/swapfile file 1 0 1\n", True),
    ],
)
def test_swap_is_in_clear_unless_it_is_memory_or_encrypted(tmp_path: Path, lines: str, answer: bool) -> None:  # noqa: FBT001
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc/swaps").write_text(f"Filename Type Size Used Priority\n{lines}")
    (tmp_path / "sys/class/block").mkdir(parents=True)
    (tmp_path / "sys/class/block/dm-1").symlink_to(block(tmp_path, "swap", "CRYPT-PLAIN-z"))
    assert swap_in_clear(tmp_path) is answer


def test_records_die_by_command_with_a_reason(at_file: Terminal) -> None:
    case = at_file.compartment()
    at_file.save(case, {**note("n1"), "keep_until": "2020-01-01"}, note("n2"))
    assert at_file.told("vault", "retention") == {
        "waystation": 1, "kind": "retention", "died": False, "records": {"note": 1},
    }  # fmt: skip
    nowhere = at_file.type("vault", "retention", "--now", say="its day\n")
    assert nowhere.code == 2
    assert "no record for the counts" in nowhere.err
    said = at_file.done("vault", "retention", "--now", "--counts-in", case, say="its day\n")
    assert "have died" in said
    assert {each["key"] for each in at_file.told("record", "list")["records"]} == {"n2", "tally"}
    assert "No record that you hold is past its day." in at_file.done("vault", "retention")
