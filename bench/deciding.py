"""What does one instance take, warm? Prints JSON; called by decide.py in a process of its own.

python -m bench.deciding NETWORK CASE
"""

from __future__ import annotations

import json
import sys
from typing import Any

from bench.table import timed

from waystation import decide, load_case, load_network
from waystation.domain.route import OBJECTIVES
from waystation.plan.hazard import timetable
from waystation.plan.policy import best_start, prepare
from waystation.plan.routes import front
from waystation.plan.warm import compile_all

SECONDS = 60.0


def warm(network_file: str, case_file: str) -> dict[str, Any]:
    """Return what one instance takes in this process once every kernel has been used."""
    network, case = load_network(network_file), load_case(case_file)
    compile_all()
    table = timetable(network, case)
    routes, routing = timed(lambda: front(table, OBJECTIVES))
    search, preparing = timed(lambda: prepare(table))
    start, searching = timed(lambda: best_start(search, 0, table.last + 1, SECONDS))
    verdict, deciding = timed(lambda: decide(network, case, reasons=False))
    _, reasoning = timed(lambda: decide(network, case))
    return {
        "routes": len(routes.routes),
        "exact": routes.exact,
        "front s": routing.cpu,
        "policy s": preparing.cpu + searching.cpu,
        "gap": max(start.high - start.low, verdict.plan.policy.gap),
        "verdict s": deciding.cpu,
        "planned s": routing.cpu + deciding.cpu,
        "reasons s": reasoning.cpu,
        "verdict": verdict.by_figures,
    }


if __name__ == "__main__":
    print(json.dumps(warm(*sys.argv[1:])))
