"""How is a measurement taken, shown and kept: seconds, processor seconds, memory; a table and a JSON file?"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, TypeVar

T = TypeVar("T")
Row = Mapping[str, Any]
RESULTS = Path(__file__).with_name("results")  # not part of the repository: figures belong to one machine
PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024  # the system's unit of memory in a megabyte


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the wall, processor seconds of all threads, and the most memory the process held, in MB."""

    wall: float
    cpu: float
    peak_mb: float


def _of(usage: resource.struct_rusage) -> tuple[float, float]:
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / PER_MB


def timed(call: Callable[[], T]) -> tuple[T, Spent]:
    """Return what a call answers and what it took, in this process: warm, if it was called before.

    The memory is the most that the process has ever held; only a fresh process tells what one call needs.
    """
    before, _ = _of(resource.getrusage(resource.RUSAGE_SELF))
    began = time.perf_counter()
    answer = call()
    wall = time.perf_counter() - began
    after, peak = _of(resource.getrusage(resource.RUSAGE_SELF))
    return answer, Spent(wall, after - before, peak)


def fresh(arguments: Sequence[str], settings: Mapping[str, str] | None = None) -> tuple[Any, Spent]:
    """Return the JSON that a fresh Python prints when run with these arguments, and what it all took: cold.

    `settings` are added to its environment, for instance a cache folder of its own. Raises RuntimeError with
    the exit code if it fails. A child is said to hold at least what its parent held when it began: to measure
    memory, call this from a process that has loaded no engine.
    """
    began = time.perf_counter()
    environment = os.environ | dict(settings or {})
    with (
        TemporaryFile() as out,
        subprocess.Popen([sys.executable, *arguments], stdout=out, env=environment) as child,
    ):
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        out.seek(0)
        text = out.read()
    if child.returncode != 0:
        raise RuntimeError(f"{' '.join(arguments)}: exit code {child.returncode}")
    return json.loads(text), Spent(wall, *_of(usage))


def text_of(value: Any) -> str:
    """Return a value as it stands in a table: three significant digits of a decimal number, - for nothing."""
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return str(value)


def table(rows: Sequence[Row]) -> str:
    """Return rows as aligned text, a column for each key in the order of first use; numbers to the right."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[text_of(row.get(key)) for key in keys] for row in rows]
    widths = [max(map(len, column)) for column in zip(keys, *cells, strict=True)]
    right = [all(isinstance(row.get(key), int | float | None) for row in rows) for key in keys]

    def line(texts: Sequence[str]) -> str:
        aligned = zip(texts, widths, right, strict=True)
        return "  ".join(
            text.rjust(width) if number else text.ljust(width) for text, width, number in aligned
        )

    return "\n".join([line(keys).rstrip(), *(line(row).rstrip() for row in cells)])


def report(name: str, rows: Sequence[Row], **notes: Any) -> Path:
    """Print rows as a table, keep them with notes and the kind of machine as JSON, and return the file."""
    print(f"\n{name}\n{table(rows)}")
    for note, value in notes.items():
        print(f"{note}: {text_of(value)}")
    machine = {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name.replace(' ', '-')}.json"
    kept = {"name": name, "machine": machine, "rows": list(rows), "notes": notes}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return path
