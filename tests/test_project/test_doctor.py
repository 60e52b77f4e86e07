"""Does `waystation doctor` find what is unsafe about an installation, and say what to do?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.vault.office import BURN, Office, cheap

from waystation.doctor.examine import examine
from waystation.doctor.findings import Finding, Installation
from waystation.vault.burnfile import written


@pytest.fixture
def installed(tmp_path: Path) -> Installation:
    cheap()
    folder = tmp_path / "vault"
    folder.mkdir(mode=0o700)
    Office.founded(folder / "vault").vault.close()
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "burn-secret").write_bytes(written(BURN))
    (stick / "burn-secret").chmod(0o600)
    return Installation(str(folder / "vault"), stick / "burn-secret", tmp_path / "none")


def about(found: list[Finding], word: str) -> list[tuple[str, str]]:
    return [(each.grade, each.says) for each in found if each.about == word]


def test_a_sound_vault_is_said_to_be_one(installed: Installation) -> None:
    found = examine(installed)
    assert ("good", "It opens as a database.") in about(found, "vault")
    assert not [each for each in found if each.about == "vault" and each.grade == "unsafe"]


def test_files_that_others_can_read_are_found(installed: Installation) -> None:
    Path(installed.vault).chmod(0o644)
    installed.burn.chmod(0o644)
    found = examine(installed)
    assert any(grade == "unsafe" for grade, _says in about(found, "vault"))
    assert any("burn-secret" in says and grade == "unsafe" for grade, says in about(found, "burn secret"))


def test_a_burn_secret_on_the_disk_of_the_vault_is_unsafe(installed: Installation) -> None:
    assert any("same disk" in says for _grade, says in about(examine(installed), "burn secret"))


def test_a_database_server_far_away_needs_a_checked_way() -> None:
    far = "postgresql://desk@db.example.org/waystation"
    nothing = Path("/nowhere")
    found = examine(Installation(far, nothing, nothing, "http://desk.example.org"))
    assert any(grade == "unsafe" for grade, _says in about(found, "database"))
    assert any(grade == "unsafe" for grade, _says in about(found, "address"))


def test_what_is_unsafe_comes_first_and_ends_with_code_1(installed: Installation, tmp_path: Path) -> None:
    Path(installed.vault).chmod(0o644)
    command = [sys.executable, "-c", "from waystation.cli.main import main; main()", "doctor", "--json"]
    where = ["--vault", installed.vault, "--burn-secret", str(installed.burn)]
    said = subprocess.run(
        [*command, *where],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"HOME": str(tmp_path)},
    )
    grades = [each["grade"] for each in json.loads(said.stdout)["findings"]]
    assert said.returncode == 1
    assert grades == sorted(grades, key=["unsafe", "look", "good"].index)
    assert "Traceback" not in said.stderr


def test_a_vault_that_is_none_is_one_finding_and_no_traceback(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing"
    found = examine(Installation(str(nothing), nothing, nothing))
    assert any(grade == "unsafe" for grade, _says in about(found, "vault"))
