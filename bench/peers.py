"""How much faster is the route search than plain dominance, and than CP-SAT finding only the safest route?

    python -m bench.peers [SEEDS [SECONDS]]

Regional networks, from their origin and from nearer to safety (smaller, where the peers end within their
limit), each answer beside ours in the same run. Ratios are of processor seconds; where a peer was stopped
after SECONDS (60; of the clock for CP-SAT), or kept too many labels, the ratio is a lower bound. Both peers
must give what ours gives, to rounding.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from statistics import median
from typing import Any

import numpy as np
from bench.instances import regional
from bench.plain_labels import plain_front
from bench.safest_by_cpsat import safest
from bench.table import report, timed

from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.domain.route import OBJECTIVES, Front, Objective
from waystation.plan.hazard import Timetable, timetable
from waystation.plan.kernels.arrays import Floats
from waystation.plan.routes import front

SIZES = ((8, 96), (6, 140), (4, 160), (0, 240))  # layer where the journey begins (of 12), deadline in hours
ASKED: tuple[tuple[Objective, ...], ...] = (OBJECTIVES, OBJECTIVES[:1])
SAME = 1e-6  # nats, hours, money: the solver rounds risk to 1e-9 a step of waiting


def part(seed: int, layer: int, deadline: int) -> Timetable:
    """Return a regional network as met by the group that is already at a layer."""
    network, case = regional(seed)
    case |= {"from": f"p{layer}-0", "deadline": deadline}
    return timetable(Network.model_validate(network), Case.model_validate(case))


def points(found: Front) -> Floats:
    """Return risk, hours, cost, exposure of each route in order, 0 for what was not asked for."""
    rows = [[getattr(r, key) if key in found.objectives else 0.0 for key in OBJECTIVES] for r in found.routes]
    return np.array(rows).reshape(-1, len(OBJECTIVES))


def beside_plain(table: Timetable, asked: Sequence[Objective], seconds: float) -> dict[str, Any]:
    """Return what plain dominance takes beside ours; raise ValueError if the fronts differ."""
    front(table, asked)
    ours, spent = timed(lambda: front(table, asked))
    plain, theirs = timed(lambda: plain_front(table, asked, seconds))
    if plain.points is not None and not same(points(ours), plain.points):
        raise ValueError("the fronts differ")
    return {
        "objectives": len(asked),
        "routes": len(ours.routes),
        "s": spent.cpu,
        "plain s": theirs.cpu,
        "its labels": plain.labels,
        "": "=" if plain.points is not None else "more than",
        "ratio": theirs.cpu / spent.cpu,
    }


def same(ours: Floats, theirs: Floats) -> bool:
    """Tell whether two fronts have the same points, to rounding."""
    return ours.shape == theirs.shape and bool((np.abs(ours - theirs) <= SAME).all())


def beside_cpsat(table: Timetable, seconds: float) -> dict[str, Any]:
    """Return what CP-SAT takes for the safest route beside ours; raise ValueError if the risks differ."""
    front(table, ("risk",))
    ours, spent = timed(lambda: front(table, ("risk",)))
    solved, theirs = timed(lambda: safest(table, seconds))
    risk = ours.routes[0].risk
    if solved.bound > risk + SAME or (solved.proven and abs((solved.risk or 0.0) - risk) > SAME):
        raise ValueError(f"the risks differ: {risk} and {solved}")
    return {
        "risk": risk,
        "CP-SAT": solved.risk,
        "its bound": solved.bound,
        "s": spent.cpu,
        "CP-SAT s": theirs.cpu,
        "": "=" if solved.proven else "more than",
        "ratio": theirs.cpu / spent.cpu,
    }


def main(seeds: int, seconds: float) -> None:
    """Measure on networks of every size, smallest first, and report."""
    labels: list[dict[str, Any]] = []
    solver: list[dict[str, Any]] = []
    plain_front(part(0, *SIZES[0]), OBJECTIVES)  # compiled
    safest(part(0, *SIZES[0]))  # loaded
    for layer, deadline in SIZES:
        for seed in range(seeds):
            table = part(seed, layer, deadline)
            if not front(table, ("risk",)).routes:
                continue
            about = {"network": seed, "layers": 12 - layer, "deadline": deadline}
            labels += [about | beside_plain(table, asked, seconds) for asked in ASKED]
            solver.append(about | beside_cpsat(table, seconds))
    for name, rows in (("plain dominance", labels), ("CP-SAT", solver)):
        whole = [row["ratio"] for row in rows if row["layers"] == 12]
        report(
            name, rows, median_ratio_whole_network=median(whole), least=min(whole), seconds_allowed=seconds
        )


if __name__ == "__main__":
    numbers = [float(text) for text in sys.argv[1:]]
    main(int(numbers[0]) if numbers else 3, numbers[1] if len(numbers) > 1 else 60.0)
