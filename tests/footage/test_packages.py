"""Does the page about packages name every library that comes along, so that nobody shares one unknowingly?"""

from __future__ import annotations

import re
from importlib.metadata import distributions, files
from pathlib import Path

import pytest


@pytest.mark.parametrize("package", ["av", "pillow-heif"])
def test_every_library_inside_a_wheel_is_listed_with_its_licence(checkout: Path, package: str) -> None:
    page = (checkout / "docs/decisions/footage-packages.md").read_text()
    listed = set(re.findall(r"lib[\w-]+", page.partition("## Libraries")[2]))
    bundled = {
        re.sub(r"(-[0-9a-f]{8})?[.]so.*", "", file.name)
        for file in files(package) or ()
        if ".libs" in file.parts[0] and ".so" in file.name
    }
    assert bundled, "the wheel holds no libraries: look at it again"
    assert bundled <= listed


def test_only_one_opencv_is_installed_and_no_torch() -> None:
    names = {(found.metadata["Name"] or "").lower() for found in distributions()}
    assert not names & {"opencv-python", "opencv-contrib-python", "torch", "imageio-ffmpeg"}
