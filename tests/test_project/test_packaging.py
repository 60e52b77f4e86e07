"""Does the package that others install hold everything that works in the checkout?"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def packed(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built by the locked backend, without asking an index for anything."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=checkout, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


@pytest.mark.parametrize(
    ("folder", "inside"), [("src/waystation", "waystation"), ("examples", "waystation/examples")]
)
def test_every_file_is_in_the_wheel(
    checkout: Path, packed: zipfile.ZipFile, folder: str, inside: str
) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=checkout / folder, check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    assert tracked
    assert not {f"{inside}/{name}" for name in tracked} - set(packed.namelist())


def test_the_wheel_brings_the_command_the_types_and_the_licence(packed: zipfile.ZipFile) -> None:
    info = next(name.partition("/")[0] for name in packed.namelist() if ".dist-info/" in name)
    assert b"waystation = waystation.cli.main:main" in packed.read(f"{info}/entry_points.txt")
    assert "waystation/py.typed" in packed.namelist()
    assert b"GNU AFFERO GENERAL PUBLIC LICENSE" in packed.read(f"{info}/licenses/LICENSE")
