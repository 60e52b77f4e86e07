"""How many stages a second does the simulator play on one core, beside the same model in SimPy?

    python -m bench.simulate [JOURNEYS]

On the best policy of three networks of the size of the large example. Both play the same model: waiting,
blocks, legs that may be gone, hazards, helpers who keep faith or not for the whole journey. A stage is an
attempt at a leg.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from dataclasses import dataclass
from math import prod
from random import Random
from typing import Any

import numpy as np
import simpy
from bench.regional import regional
from bench.table import report, timed

from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.plan.graph import PolicyGraph
from waystation.plan.hazard import Timetable, timetable
from waystation.plan.kernels.chance import times_odds
from waystation.plan.kernels.play import Policy, play
from waystation.plan.nodes import Walk, walk
from waystation.plan.outcome import outcome
from waystation.plan.policy import best_start, prepare
from waystation.plan.posterior import p_safe_draws
from waystation.plan.simulate import policy_played, simulate
from waystation.plan.unfolded import graph

JOURNEYS = 500_000
BY_SIMPY = 4000  # journeys
FOREVER = float("inf")
WHOLE = ("at", "depart", "arrive", "leg", "passed", "blocked")


def best_policy(seed: int) -> tuple[Timetable, PolicyGraph]:
    """Return a network of the size of the large example and its best policy."""
    network, case = regional(seed)
    table = timetable(Network.model_validate(network), Case.model_validate(case))
    search = prepare(table)
    return table, graph(search, best_start(search, 0, table.last + 1, 60.0))[0]


@dataclass(frozen=True, slots=True)
class Stop:
    """A node of the policy as SimPy's process reads it."""

    at: int
    depart: int
    arrive: int
    leg: int
    passed: int
    blocked: int
    rate: float
    gone: float
    block: float
    harmless: float


def stops(steps: Walk) -> list[Stop]:
    """Return the nodes of a policy with their chances worked out beforehand, as the kernel has them."""
    nodes, figures = steps.nodes, steps.figures
    found = []
    for v in range(nodes.at.size):
        here = [i for i in range(nodes.first[v], nodes.first[v + 1]) if nodes.cause[i] < steps.hazards]
        harmless = prod(1 - times_odds(figures.loss[nodes.cause[i]], nodes.factor[i]) for i in here)
        block = float(figures.block[nodes.leg[v]]) if nodes.leg[v] >= 0 else 0.0
        at, depart, arrive, leg, passed, blocked = (int(getattr(nodes, field)[v]) for field in WHOLE)
        chances = float(nodes.rate[v]), float(nodes.gone[v]), block, harmless
        found.append(Stop(at, depart, arrive, leg, passed, blocked, *chances))
    return found


@dataclass(slots=True)
class Tally:
    """What the journeys in SimPy come to."""

    safe: int = 0
    stages: int = 0


def journey(
    env: simpy.Environment,
    way: list[Stop],
    helpers: list[list[tuple[int, float]]],
    dice: Random,
    tally: Tally,
) -> Generator[Any, None, None]:
    """Live one journey as a process of SimPy."""
    gone: dict[int, bool] = {}
    met: set[int] = set()
    stop = way[0]
    while True:
        found = dice.expovariate(stop.rate) if stop.rate else FOREVER
        yield env.timeout(min(found, stop.depart - stop.at))
        if found < stop.depart - stop.at or stop.leg < 0:
            return
        tally.stages += 1
        if stop.leg not in gone:
            gone[stop.leg] = dice.random() < stop.gone
        if gone[stop.leg] or dice.random() < stop.block:
            then = way[stop.blocked]
            found = dice.expovariate(stop.rate) if stop.rate else FOREVER
            yield env.timeout(min(found, then.at - stop.depart))
            if found < then.at - stop.depart:
                return
            stop = then
            continue
        yield env.timeout(stop.arrive - stop.depart)
        passes = dice.random() < stop.harmless
        for k, p in helpers[stop.leg]:
            if k not in met:
                met.add(k)
                passes = dice.random() >= p and passes
        if not passes:
            return
        if stop.passed < 0:
            tally.safe += 1
            return
        stop = way[stop.passed]


def by_simpy(steps: Walk, policy: Policy, journeys: int) -> Tally:
    """Play journeys with SimPy, all in one environment."""
    dice = Random(1)  # noqa: S311 - nothing secret is drawn
    env, tally, way = simpy.Environment(), Tally(), stops(steps)
    loss = steps.figures.loss
    helpers = [
        [(int(k), float(loss[k])) for k in policy.helper[policy.first[e] : policy.first[e + 1]]]
        for e in range(policy.first.size - 1)
    ]
    for _ in range(journeys):
        env.process(journey(env, way, helpers, dice, tally))
    env.run()
    return tally


def row(seed: int, journeys: int) -> dict[str, Any]:
    """Return what was measured on one network."""
    table, policy_graph = best_policy(seed)
    steps = walk(table, policy_graph)
    policy, until = policy_played(table, steps), np.array([journeys])
    arguments = (policy, steps.figures.loss[None], steps.figures.block[None], until, 0, np.uint64(seed))
    play(*arguments[:3], np.array([1]), 0, np.uint64(seed))  # compiled
    ends, ours = timed(lambda: play(*arguments))
    tally, theirs = timed(lambda: by_simpy(steps, policy, BY_SIMPY))
    whole, all_of_it = timed(lambda: simulate(table, policy_graph, journeys, seed))
    draws, drawing = timed(lambda: p_safe_draws(table, policy_graph))
    rate, their_rate = int(ends.stages.sum()) / ours.cpu, tally.stages / theirs.cpu
    return {
        "network": seed,
        "nodes": len(policy_graph),
        "stages a journey": float(ends.stages.mean()),
        "million stages a second": rate / 1e6,
        "the whole simulation": (whole.planned.stages + whole.drawn.stages) / all_of_it.cpu / 1e6,
        "SimPy": their_rate / 1e6,
        "ratio": rate / their_rate,
        "P(safe) exact": outcome(table, policy_graph).p_safe,
        "played": whole.planned.p_safe,
        "by SimPy": tally.safe / BY_SIMPY,
        "1000 draws, s": drawing.wall,
        "sd of P(safe)": float(draws.std()),
    }


def main(journeys: int) -> None:
    """Measure on three networks and report."""
    report("simulate", [row(seed, journeys) for seed in range(3)], journeys=journeys, SimPy_journeys=BY_SIMPY)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else JOURNEYS)
