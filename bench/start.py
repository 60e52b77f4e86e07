"""How long does a person wait before anything is planned: for the help page, for a file, for a refusal?

    python -m bench.start

Cold starts are whole commands, beside an empty Python in the same run; files are loaded or refused in a warm
process. Seconds of the clock, the best of nine.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.decide import LARGE
from bench.table import Row, report

from waystation.kit.errors import BadInput
from waystation.plan.load import load_network

HELP = "import sys; from waystation.cli.main import run; sys.exit(run(['--help']))"
TIMES = 9


def best(call: Callable[[], object]) -> float:
    """Return the least seconds that a call takes."""
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def _python(program: str) -> None:
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL)


def _refused(path: Path) -> None:
    try:
        load_network(path)
    except BadInput:
        return
    raise AssertionError(f"{path.name} was loaded")


def measured(folder: Path) -> list[Row]:
    """Return a row for each thing that somebody waits for; `folder` takes the files made for it."""
    large, deep = folder / "large.yaml", folder / "deep.json"
    large.write_bytes(b"a: " + b"x" * 50_000_000)
    deep.write_text("[" * 10_000 + "]" * 10_000)
    empty = best(lambda: _python("pass"))
    return [
        {"what": "an empty Python", "s": empty, "allowed s": None, "ratio": 1.0},
        {
            "what": "waystation --help",
            "s": (s := best(lambda: _python(HELP))),
            "allowed s": 0.3,
            "ratio": s / empty,
        },
        {"what": "load 200 legs", "s": best(lambda: load_network(LARGE))},
        {"what": "refuse 50 MB", "s": best(lambda: _refused(large)), "allowed s": 1.0},
        {"what": "refuse 10,000 levels", "s": best(lambda: _refused(deep)), "allowed s": 1.0},
    ]


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        report("start", measured(Path(name)))
