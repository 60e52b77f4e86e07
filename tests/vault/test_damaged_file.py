"""A vault whose file was cut off or garbled opens as it once was, or says that it is damaged."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from tests.vault.office import Office, credentials, keep, look_at, note
from tests.vault.sound import check

from waystation.domain.access import Head
from waystation.kit.errors import BadInput
from waystation.vault import ledger
from waystation.vault.faults import Broken, Damaged
from waystation.vault.login import unlock
from waystation.vault.opening import open_vault
from waystation.vault.store import Store

WAL_HEADER, FRAME = 32, 24 + 4096


class Disk:
    """The files of a vault as a crash left them: the last writes are in the write-ahead log."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.ids = [
            keep(office.anna, office.compartment(), note(f"n{i}", f"text {i}"))[0].id for i in range(12)
        ]
        with office.vault.store.read() as tx:
            self.head: Head = ledger.head(tx)
        source = Path(office.where)
        self.file, self.log = folder / "copy.vault", folder / "copy.vault-wal"
        shutil.copy(source, self.file)
        shutil.copy(source.with_name(source.name + "-wal"), self.log)


@pytest.fixture
def disk(in_file: Office, tmp_path: Path) -> Disk:
    in_file.vault.store.tidy()
    return Disk(in_file, tmp_path)


def open_what_is_left(disk: Disk) -> int | None:
    """How many of the records are there, all of them right; None where the vault refuses in so many words."""
    try:
        vault = open_vault(disk.file)
    except Damaged:
        return None
    try:
        anna = unlock(vault, credentials("Anna"))
        check(anna)
        there = ids_in(vault.store) & set(disk.ids)
        values = {each.id: each.value for each in look_at(anna, sorted(there))}
        assert values == {
            each: note(f"n{i}", f"text {i}") for i, each in enumerate(disk.ids) if each in there
        }
        with vault.store.read() as tx:
            if len(there) == len(disk.ids):
                ledger.verify(tx, [disk.head])
            else:
                with pytest.raises(Broken):
                    ledger.verify(tx, [disk.head])
    except BadInput:  # an account whose row is garbled is one that is not there
        return None
    else:
        return len(there)
    finally:
        vault.close()


def ids_in(store: Store) -> set[str]:
    with store.read() as tx:
        return {bytes(row[0]).hex() for row in tx.rows("SELECT id FROM records")}


def test_a_copy_of_file_and_log_holds_everything_that_was_acknowledged(disk: Disk) -> None:
    assert open_what_is_left(disk) == 12


@pytest.mark.parametrize("seed", range(12))
def test_a_log_that_was_cut_off_leaves_the_vault_as_it_once_was(disk: Disk, seed: int) -> None:
    size = disk.log.stat().st_size
    with disk.log.open("r+b") as log:
        log.truncate(random.Random(seed).randrange(size))
    left = open_what_is_left(disk)
    assert left is not None
    assert left < 12


def test_a_log_that_is_missing_leaves_the_vault_as_it_once_was(disk: Disk) -> None:
    disk.log.unlink()
    assert open_what_is_left(disk) == 0


@pytest.mark.parametrize("seed", range(12))
def test_a_garbled_log_is_read_up_to_where_it_is_garbled(disk: Disk, seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(disk.log.read_bytes())
    at = dice.randrange(WAL_HEADER, len(data))
    data[at : at + 40] = dice.randbytes(len(data[at : at + 40]))
    disk.log.write_bytes(data)
    left = open_what_is_left(disk)
    assert left is not None
    assert left < 12


@pytest.mark.parametrize("seed", range(25))
def test_a_garbled_file_is_never_taken_for_a_sound_one_with_other_contents(disk: Disk, seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(disk.file.read_bytes())
    for _spot in range(4):
        at = dice.randrange(100, len(data) - 64)
        data[at : at + 64] = dice.randbytes(64)
    disk.file.write_bytes(data)
    open_what_is_left(disk)  # whatever is left is right; it may also say that it is damaged


@pytest.mark.parametrize("content", [b"", b"no vault at all", b"SQLite format 3\0" + bytes(4096)])
def test_a_file_that_is_no_vault_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.vault"
    file.write_bytes(content)
    with pytest.raises(BadInput) as refused:
        open_vault(file)
    assert len(refused.value.faults) == 1
