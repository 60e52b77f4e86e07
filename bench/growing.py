"""What does one random geometric network take? Prints JSON; called by growth.py in a process of its own.

python -m bench.growing PLACES SEED
"""

from __future__ import annotations

import json
import sys
from typing import Any

from bench.counted import counting
from bench.instances import geometric
from bench.table import timed

from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.plan.hazard import timetable
from waystation.plan.policy import best_start, prepare
from waystation.plan.routes import Budget, front

SECONDS = 60.0
Row = dict[str, Any]


def measured(places: int, seed: int) -> Row:
    """Return what was measured on one network in this process; every kernel has been used before."""
    _answered(50, 0)
    return _answered(places, seed)


def _answered(places: int, seed: int) -> Row:
    network, case = geometric(places, seed)
    table, reading = timed(lambda: timetable(Network.model_validate(network), Case.model_validate(case)))
    with counting() as labels:
        routes, routing = timed(lambda: front(table, budget=Budget(SECONDS)))
    search, preparing = timed(lambda: prepare(table))
    start, searching = timed(lambda: best_start(search, 0, table.last + 1, SECONDS))
    return {
        "places": places,
        "seed": seed,
        "steps": table.last,
        "read s": reading.cpu,
        "front s": routing.cpu,
        "routes": len(routes.routes),
        "slack, nats": routes.slack.risk,
        "labels": labels.last,
        "labels of all attempts": labels.all,
        "front MB": routing.peak_mb,
        "policy s": preparing.cpu + searching.cpu,
        "P(safe)": start.low,
        "gap": start.high - start.low,
        "MB": searching.peak_mb,
    }


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]))))
