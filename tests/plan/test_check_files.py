"""Does a check of files name both files, their lines, and what stands in clear?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest
from tests.plan.written import CASE, NETWORK

from waystation.plan.check import check_files
from waystation.plan.files.sealed import opener


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "network.yaml").write_text(NETWORK)
    (tmp_path / "case.yaml").write_text(CASE)
    return tmp_path / "network.yaml", tmp_path / "case.yaml"


def edit(file: Path, old: str, new: str) -> int:
    """Change a file; return the line of the change."""
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    return text.split(old)[0].count("\n") + 1


def test_sound_files_leave_nothing_to_say(files: tuple[Path, Path]) -> None:
    found = check_files(*files)
    assert (found.faults, found.cautions) == ((), ())
    assert check_files(files[0]).faults == ()


def test_the_faults_of_both_files_come_together(files: tuple[Path, Path]) -> None:
    net, case = files
    first, second = edit(net, "p: 0.04", "p: 4"), edit(case, "deadline: 240", "deadline: late")
    assert [fault.where for fault in check_files(net, case).faults] == [
        f"{net}:{first} legs[0].hazards[0].p",
        f"{case}:{second} deadline",
    ]


def test_what_only_both_together_show_has_its_line_too(files: tuple[Path, Path]) -> None:
    net, case = files
    line, persons = (
        edit(net, "    capacity: 6\n", "    capacity: 4\n"),
        edit(case, "persons: 5", "persons: 5"),
    )
    assert [fault.where for fault in check_files(net, case).faults] == [
        f"{case}:{persons} group",
        f"{net}:{line} legs[0].capacity",
    ]


def test_a_file_that_cannot_be_read_is_a_fault_beside_those_of_the_other(files: tuple[Path, Path]) -> None:
    net, case = files
    edit(case, "deadline: 240", "deadline: late")
    found = check_files(net.with_name("missing.yaml"), case)
    assert [fault.found for fault in found.faults] == ["no such file or folder", "text 'late'"]


def test_real_people_in_a_plain_file_are_a_caution_for_each_file(files: tuple[Path, Path]) -> None:
    for file in files:
        edit(file, "fictional: true", "fictional: false")
    told = list(map(str, check_files(*files).cautions))
    assert [sentence.partition(": ")[0] for sentence in told] == [f"{file}:1" for file in files]
    assert all("real people belong in a vault or an age file, not on a disk in clear" in s for s in told)


def test_in_a_sealed_file_they_are_none(files: tuple[Path, Path], tmp_path: Path) -> None:
    edit(files[0], "fictional: true\n", "")
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(str(key))
    sealed = tmp_path / "network.yaml.age"
    sealed.write_bytes(pyrage.encrypt(files[0].read_bytes(), [key.to_public()]))
    assert not check_files(sealed, open_sealed=opener([tmp_path / "key"])).cautions
    assert check_files(files[0]).cautions


def test_to_load_and_check_needs_no_arrays_and_no_compiler() -> None:
    ours = ", ".join(f"waystation.plan.{name}" for name in ("load", "check", "files.schema"))
    program = f"import {ours}, sys; print(*sys.modules)"
    printed = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout
    assert not {"numpy", "numba", "pyrage", "rich", "click"} & set(printed.split())
