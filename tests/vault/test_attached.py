"""A file lives with the record that it belongs to: gets new keys with it, and dies with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.vault.office import Office, keep, note
from tests.vault.sound import check, everything

from waystation.domain.access import Attachment
from waystation.vault.attached import attach, open_attached, stream_of
from waystation.vault.attachments import PART, open_stream
from waystation.vault.backup import back_up
from waystation.vault.compartments import drop, withdraw
from waystation.vault.faults import Damaged, NotAllowed
from waystation.vault.finding import attached, could_open
from waystation.vault.records import shred
from waystation.vault.removal import remove
from waystation.vault.restore import drill
from waystation.vault.rotation import rotate
from waystation.vault.session import Session
from waystation.vault.work import Task, reading, writing

PHOTO = bytes(range(256)) * 300  # longer than one part


def with_photo(office: Office, *holders: str) -> tuple[str, str, str]:
    """A compartment, a record in it, and a file of the record."""
    case = office.compartment(*holders)
    (record,) = keep(office.anna, case, note("n1"))
    with writing(Task(office.anna, "attach file")) as work:
        return case, record.id, attach(work, case, record.id, "mill.jpg", [PHOTO[:100], PHOTO[100:]])


def opened(session: Session, file: str) -> tuple[Attachment, bytes]:
    with reading(Task(session, "open attachment"), [file]) as look:
        known, parts = open_attached(look, file)
        return known, b"".join(parts)


def test_a_file_is_found_by_its_record_and_comes_back_whole(office: Office) -> None:
    case, record, file = with_photo(office)
    known, data = opened(office.anna, file)
    assert data == PHOTO
    assert (known.record, known.name, known.size) == (record, "mill.jpg", len(PHOTO))
    assert [(each.id, each.compartment, each.listed.title) for each in attached(office.anna, {record})] == [
        (file, case, "mill.jpg")
    ]
    assert file not in {each.id for each in could_open(office.anna)}
    assert attached(office.anna, {file}) == []
    check(office.anna)


def test_nothing_is_attached_to_what_is_not_there_nor_to_a_file(office: Office) -> None:
    case, _record, file = with_photo(office)
    for nothing in ("00" * 16, file):
        with pytest.raises(NotAllowed), writing(Task(office.anna, "attach file")) as work:
            attach(work, case, nothing, "x", [b"x"])
    assert len(attached(office.anna)) == 1


def test_only_what_the_ledger_names_is_opened(office: Office) -> None:
    _case, record, file = with_photo(office)
    with reading(Task(office.anna, "open attachment"), [record]) as look, pytest.raises(NotAllowed):
        open_attached(look, file)


def test_with_its_record_a_file_is_gone(office: Office) -> None:
    case, record, _file = with_photo(office)
    with writing(Task(office.anna, "shred record")) as work:
        shred(work, case, [record])
    assert everything(office.vault)["attachments"] == []
    assert attached(office.anna) == []
    check(office.anna)


def test_a_file_is_destroyed_alone_and_its_record_stays(office: Office) -> None:
    case, record, file = with_photo(office)
    with writing(Task(office.anna, "drop attachment")) as work:
        shred(work, case, [file])
    assert everything(office.vault)["attachments"] == []
    assert record in {each.id for each in could_open(office.anna)}
    check(office.anna)


def test_with_its_compartment_a_file_is_gone(office: Office) -> None:
    case, *_ = with_photo(office)
    with writing(Task(office.anna, "drop compartment")) as work:
        drop(work, case)
    assert everything(office.vault)["attachments"] == []


@pytest.mark.parametrize("way", ["withdraw", "remove"])
def test_who_kept_the_key_of_a_file_and_gets_the_disk_opens_it_no_longer(office: Office, way: str) -> None:
    ben = office.join("Ben")
    case, _record, file = with_photo(office, "Ben")
    kept, data = opened(office.unlock("Ben"), file)
    assert data == PHOTO
    with writing(Task(office.anna, f"{way} member")) as work:
        if way == "withdraw":
            withdraw(work, case, ben.member_id)
        else:
            remove(work, ben.member_id)
    with office.vault.store.read() as tx, pytest.raises(Damaged):
        list(open_stream(tx, office.vault.id, stream_of(kept)))
    known, data = opened(office.anna, file)
    assert data == PHOTO
    assert {kept.stream, kept.key} & {known.stream, known.key} == set()
    assert len({row[0] for row in everything(office.vault)["attachments"]}) == 1


def break_file(office: Office, part: int) -> None:
    with office.vault.store.write() as tx:
        tx.run("DELETE FROM attachments WHERE part = ?", (part,))


def test_a_broken_file_keeps_nobody_from_getting_new_keys_and_nothing_half_is_left(office: Office) -> None:
    case, record, file = with_photo(office)
    break_file(office, 2)
    before = everything(office.vault)["attachments"]
    with writing(Task(office.anna, "rotate compartment")) as work:
        rotate(work, [case])
    assert everything(office.vault)["attachments"] == before
    with pytest.raises(Damaged):
        opened(office.anna, file)
    with writing(Task(office.anna, "shred record")) as work:
        shred(work, case, [record])
    assert everything(office.vault)["attachments"] == []


def test_a_backup_brings_files_back_and_a_drill_opens_them(office: Office, tmp_path: Path) -> None:
    with_photo(office)
    with writing(Task(office.anna, "back up")) as work:
        at = work.at
    back_up(office.anna, tmp_path / "good", [], at)
    assert drill(office.anna, tmp_path / "good").sealed == 0
    break_file(office, 1)
    back_up(office.anna, tmp_path / "bad", [], at)
    with pytest.raises(Damaged, match="attachment"):
        drill(office.anna, tmp_path / "bad")


def test_a_name_is_in_no_column(office: Office) -> None:
    with_photo(office)
    assert len(PHOTO) > PART
    cells = [cell for rows in everything(office.vault).values() for row in rows for cell in row]
    assert not [cell for cell in cells if isinstance(cell, bytes) and (b"mill" in cell or PHOTO[:64] in cell)]
