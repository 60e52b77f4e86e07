"""What does the doctor say of the door's folder?"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from waystation.doctor.door import door
from waystation.doctor.findings import Installation
from waystation.letters.spool import Spool


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    made = Spool(tmp_path / "spool", room=0)
    made.prepare()
    return made


def found(spool: Spool) -> list[tuple[str, str]]:
    what = Installation(
        str(spool.folder.parent / "elsewhere" / "vault"), Path("x"), Path("x"), None, spool.folder
    )
    return [(each.grade, each.says) for each in door(what)]


def test_a_folder_that_is_private_and_collected_is_good(spool: Spool) -> None:
    assert found(spool) == [("good", "0 letters wait at the door.")]
    spool.put(b"x")
    assert found(spool) == [("good", "1 letter waits at the door.")]


def test_letters_that_nobody_collects_are_said(spool: Spool) -> None:
    name = spool.put(b"x")
    old = time.time() - 3 * 24 * 3600
    os.utime(spool.folder / "in" / name, (old, old))
    assert found(spool) == [("unsafe", "Letters have been waiting for days.")]


def test_a_folder_that_others_look_into_is_unsafe(spool: Spool) -> None:
    (spool.folder / "in").chmod(0o755)
    assert ("unsafe", "Others may look into the folder of the door.") in found(spool)


def test_what_was_no_letter_is_said(spool: Spool) -> None:
    spool.set_aside(spool.put(b"junk"))
    assert ("look", "1 file was no letter for us.") in found(spool)


def test_a_folder_beside_the_vault_is_looked_at_and_none_says_nothing(tmp_path: Path) -> None:
    what = Installation(str(tmp_path / "vault"), Path("x"), Path("x"))
    assert list(door(what)) == []
    Spool(tmp_path / "door").prepare()
    assert [(each.grade, each.says) for each in door(what)][-1] == (
        "look",
        "The folder of the door lies beside the vault.",
    )
