"""Does the command answer at once? Somebody may wait for it at night on an old laptop."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).parent / "waystation")
HEAVY = {"numba", "llvmlite", "numpy", "pydantic", "ruamel", "yaml12", "pyrage", "rich.progress"}


def seconds(*command: str) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def test_help_comes_in_less_than_a_third_of_a_second() -> None:
    """Best of five; on a machine that is busy or slow, measured by what an empty Python takes there."""
    empty = min(seconds(sys.executable, "-c", "pass") for _ in range(5))
    answer = min(seconds(COMMAND, "--help") for _ in range(5))
    assert answer < max(0.3, 15 * empty)


@pytest.mark.parametrize("program", ["import waystation", "import waystation.cli.main"])
def test_nothing_heavy_is_loaded_before_it_is_needed(program: str) -> None:
    printed = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys\nprint(*sys.modules)"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    loaded = set(printed.split())
    assert "waystation" in loaded
    assert not HEAVY & loaded
