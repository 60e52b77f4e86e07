"""Does `waystation compile`, which `./run` calls, leave nothing to compile for the first plan?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TRACING = Path(__file__).resolve().parents[2] / "examples" / "tracing"
COMMAND = str(Path(sys.executable).parent / "waystation")


def compiled(cache: Path) -> set[str]:
    return {path.name for path in cache.rglob("*.nbc")}


@pytest.mark.slow
def test_after_compiling_beforehand_the_first_decision_compiles_nothing(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o700)
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    subprocess.run([COMMAND, "compile"], env=environment, check=True, capture_output=True)
    beforehand = compiled(cache)
    assert beforehand
    subprocess.run([COMMAND, "demo"], env=environment, check=True, capture_output=True)
    subprocess.run([COMMAND, "names", "Yi Il", "이일"], env=environment, check=True, capture_output=True)
    trace = [COMMAND, "trace", str(TRACING / "sought.yaml"), str(TRACING / "records.csv")]
    subprocess.run(trace, env=environment, check=True, capture_output=True)
    assert compiled(cache) == beforehand
