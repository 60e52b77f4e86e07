"""How long does what if take, beside a full decision of the same case?

    python -m bench.whatif

Every documented case on its own network, and on the large example of 200 legs. For each: all that
can be supposed (every condition up, every kind of danger doubled, without each helper, place and leg, a day
later, twice as dear), one after the other, warm, in processor seconds; beside it one decision with all
reasons, and one without them. An answer is wanted in under a second.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench.table import report

import waystation
from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.plan.suppose import Supposed, hazards_of
from waystation.plan.warm import compile_all
from waystation.plan.whatif import what_if

EXAMPLES = Path(__file__).parents[1] / "examples"
LARGE = EXAMPLES / "six-countries" / "network.yaml"
FEW = 24  # of the suppositions on the large example
Row = dict[str, Any]


def suppositions(network: Network, case: Case) -> Iterator[Supposed]:
    """Yield everything that the page can ask for, one thing at a time."""
    yield from (Supposed("condition", each.id, 1.0) for each in network.conditions)
    yield from (Supposed("hazard", kind, 2.0) for kind in hazards_of(network))
    yield from (Supposed("helper", each.id) for each in network.helpers)
    yield from (Supposed("place", each.id) for each in network.places if each.id != case.from_)
    yield from (Supposed("leg", each.id) for each in network.legs)
    yield from (Supposed("later", "", 24.0), Supposed("price", "", 2.0))


def spent(act: Callable[[], object]) -> float:
    """Return the processor seconds that something takes."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def measured(name: str, network: Network, case: Case, most: int | None = None) -> Row:
    """Return what one case takes."""
    asked = list(suppositions(network, case))
    every = max(1, len(asked) // most) if most else 1
    taken = [spent(lambda each=each: what_if(network, case, [each])) for each in asked[::every]]  # type: ignore[misc]
    return {
        "case": name,
        "legs": len(network.legs),
        "suppositions": len(taken),
        "median s": median(taken),
        "worst s": max(taken),
        "decide s": spent(lambda: waystation.decide(network, case)),
        "without reasons s": spent(lambda: waystation.decide(network, case, reasons=False)),
    }


def main() -> None:
    """Measure every documented case and report."""
    compile_all()
    large = waystation.load_network(LARGE)
    rows = []
    for path in sorted(EXAMPLES.glob("*/*.yaml")):
        if path.name.startswith("network") or not (path.parent / "network.yaml").is_file():
            continue  # no case
        case = waystation.load_case(path)
        after = path.parent / "network-after.yaml"
        own = after if "after" in path.stem or "together" in path.stem else path.parent / "network.yaml"
        rows.append(measured(f"{path.parent.name} {path.stem}", waystation.load_network(own), case))
        rows.append(measured(f"{path.parent.name} {path.stem}, large", large, case, FEW))
    report("whatif", rows, worst=max(row["worst s"] for row in rows))


if __name__ == "__main__":
    main()
