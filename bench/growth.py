"""How do seconds, labels and memory grow with the network: random geometric ones of 100, 1000, 10 000 places?

    python -m bench.growth [LARGEST [SEEDS]]

The front with three objectives (exact, or with its slack) and the policy with its bounds, each with 60 s of
the clock; what is shown are processor seconds. Every network has a process of its own, so that its memory is
its own. The exponent b of a quantity is that of the curve c n^b that fits best.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np
from bench.table import fresh, report

SIZES = 100, 300, 1000, 3000, 10_000
Row = dict[str, Any]


def exponent(rows: list[Row], key: str) -> float | None:
    """Return b of the best fit c n^b by least squares of logarithms; None with fewer than two sizes."""
    pairs = [(row["places"], row[key]) for row in rows if row[key] > 0]
    if len({places for places, _ in pairs}) < 2:
        return None
    n, value = np.log(np.array(pairs, dtype=float)).T
    return float(np.polyfit(n, value, 1)[0])


def main(largest: int, seeds: int) -> None:
    """Measure every size and report; fronts that are not exact are left out of the exponents."""
    rows: list[Row] = []
    for places in (size for size in SIZES if size <= largest):
        for seed in range(seeds):
            rows.append(fresh(["-m", "bench.growing", str(places), str(seed)])[0])
            print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    exact = [row for row in rows if row["slack, nats"] == 0.0]
    keys = "front s", "labels", "front MB"
    fits = {f"exponent of {key} (exact fronts)": exponent(exact, key) for key in keys}
    report("growth", rows, **fits, **{"exponent of policy s": exponent(rows, "policy s")})


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:]]
    main(*numbers, *(10_000, 1)[len(numbers) :])
