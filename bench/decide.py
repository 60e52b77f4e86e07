"""How long does a decision take on the large example and on networks of its kind, and how much memory?

    python -m bench.decide [SEEDS]

The large example with every case that stands beside it, and SEEDS (20) regional networks: 240 steps of an
hour. Warm: the front with four objectives, the policy with gap 0, the verdict without and with all reasons.
"planned" is front and verdict together; the verdict makes a policy and a front of three objectives anew.
Cold: the whole command, from its start to its end, with compiled kernels in the cache. Memory is that of the
whole command with all reasons. Seconds are processor seconds, which are those of the clock where nothing
else runs: all of it uses one core.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench.instances import regional
from bench.table import fresh, report

EXAMPLES = Path(__file__).parents[1] / "examples"
LARGE = EXAMPLES / "six-countries" / "network.yaml"
LIMITS = {
    "planned s": (1.0, 5.0),
    "reasons s": (10.0, 10.0),
    "cold extra s": (3.0, 3.0),
    "MB": (300.0, 300.0),
}
COMMAND = "import sys; from waystation.cli.main import run; sys.exit(run(sys.argv[1:]))"
Row = dict[str, Any]


def instances(folder: Path, seeds: int) -> Iterator[tuple[str, Path, Path]]:
    """Yield name, network file and case file of everything that is measured."""
    for case in sorted(EXAMPLES.glob("*/*.yaml")):
        if not case.name.startswith("network"):
            yield f"{case.parent.name} {case.stem}", LARGE, case
    for seed in range(seeds):
        network, case = (folder / f"{name}-{seed}.json" for name in ("network", "case"))
        for path, data in zip((network, case), regional(seed), strict=True):
            path.write_text(json.dumps(data), encoding="utf-8")
        yield f"regional {seed}", network, case


def measured(name: str, network: Path, case: Path) -> Row:
    """Return what one instance takes, warm and cold, each in a process of its own."""
    warm, _ = fresh(["-m", "bench.deciding", str(network), str(case)])
    command = ["-c", COMMAND, "decide", str(network), str(case), "--json"]
    _, cold = fresh([*command, "--no-reasons"])
    _, whole = fresh(command)
    return {
        "instance": name,
        **warm,
        "cold s": cold.cpu,
        "cold extra s": cold.cpu - warm["verdict s"],
        "cold wall s": cold.wall,
        "MB": whole.peak_mb,
    }


def summary(rows: list[Row]) -> list[Row]:
    """Return median and worst of each quantity, beside the limits."""
    keys = [key for key, value in rows[0].items() if isinstance(value, float)]
    found = []
    for key in keys:
        values = [row[key] for row in rows]
        limits = LIMITS.get(key, (None, None))
        row = {"": key, "median": median(values), "allowed": limits[0]}
        found.append(row | {"worst": max(values), "worst allowed": limits[1]})
    return found


def main(seeds: int) -> None:
    """Measure everything and report: each instance, then median and worst beside the limits."""
    with TemporaryDirectory() as folder:
        todo = list(instances(Path(folder), seeds))
        measured(*todo[0])  # compiled, and in the cache
        rows = [measured(*item) for item in todo]
    report("decide", rows)
    report(
        "decide in short", summary(rows), instances=len(rows), inexact=sum(not row["exact"] for row in rows)
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
