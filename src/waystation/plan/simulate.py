"""How do many journeys go that follow a policy, everything hidden drawn? Planning model, section 10.

Played twice, and the figures judged by themselves, because three questions are easily mixed up: whether the
plan's arithmetic is right, what to expect if experience is all we have, and how far the figures can be
trusted (docs/decisions/simulation.md).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from waystation.domain.simulation import Play, Range, Simulation
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import _
from waystation.plan.graph import PolicyGraph
from waystation.plan.hazard import Timetable
from waystation.plan.kernels.chance import Floats, Ints
from waystation.plan.kernels.play import Policy
from waystation.plan.kernels.walk import gather
from waystation.plan.nodes import LOSSES, Walk, walk
from waystation.plan.played import Job, played
from waystation.plan.posterior import draw_figures

Progress = Callable[[float, str], None]

DRAWS = 1000  # of the figures; the journeys are shared out among them
CREDIBLE = (0.025, 0.5, 0.975)


def simulate(  # noqa: PLR0913 - what is played, how often, with which seed, on how much, seen by whom
    table: Timetable,
    graph: PolicyGraph,
    journeys: int = 100_000,
    seed: int = 0,
    *,
    blocks: bool = True,
    threads: int = 1,
    progress: Progress | None = None,
) -> Simulation:
    """Play a policy many times and say how sure its figures are.

    Without `blocks` nothing is blocked and no leg is gone, as for a fixed route (see `chain`). The same seed
    gives the same answer whatever the number of threads. `progress` is told the share done. Raises BadInput
    for fewer than one journey or thread, and for a negative seed.
    """
    _refuse(journeys, seed, threads)
    if table.safe[table.origin]:
        return _at_home(table.case.id, journeys, seed)
    steps, (planned, drawn, figures) = (
        walk(table, graph, blocks=blocks),
        np.random.SeedSequence(seed).spawn(3),
    )
    loss, block = draw_figures(steps, min(DRAWS, journeys), np.random.default_rng(figures))
    policy, means = policy_played(table, steps), (steps.figures.loss[None], steps.figures.block[None])
    jobs = [
        Job(policy, *means, journeys, _number(planned)),
        Job(policy, loss, block, journeys, _number(drawn)),
    ]
    done = _shown(progress, 2 * journeys)
    as_planned, as_drawn = (played(job, table.step, threads, done) for job in jobs)
    values = gather(steps.nodes, loss, block)
    safe = values[:, 0] > 0.0
    return Simulation(
        case=table.case.id,
        seed=seed,
        draws=loss.shape[0],
        planned=as_planned,
        drawn=as_drawn,
        p_safe=_credible(values[:, 0]),
        hours=_credible(values[safe, 1] / values[safe, 0] * table.step) if safe.any() else None,
        money=_credible(values[:, 2]),
    )


def _shown(progress: Progress | None, total: int) -> Callable[[int], None]:
    """Return what is to be told of each piece that is done."""
    so_far = 0

    def done(journeys: int) -> None:
        nonlocal so_far
        so_far += journeys
        if progress is not None:
            progress(so_far / total, "journeys")

    return done


def _refuse(journeys: int, seed: int, threads: int) -> None:
    asked = {"journeys": (journeys, 1), "threads": (threads, 1), "seed": (seed, 0)}
    faults = [
        Fault(name, str(n), _("a whole number from {least} on").format(least=least))
        for name, (n, least) in asked.items()
        if n < least
    ]
    if faults:
        raise BadInput(faults)


def _number(seed: np.random.SeedSequence) -> np.uint64:
    return np.uint64(seed.generate_state(1, np.uint64)[0])


def policy_played(table: Timetable, steps: Walk) -> Policy:
    """Return the policy as it is played: with the helpers of each leg, whether met before or not."""
    number = {int(k): steps.hazards + i for i, k in enumerate(steps.helpers)}
    met = [[number[int(k)] for k in np.flatnonzero(table.uses[e])] for e in steps.legs]
    first: Ints = np.cumsum([0, *map(len, met)], dtype=np.int32)
    helper = np.array([k for helpers in met for k in helpers], dtype=np.int32)
    return Policy(steps.nodes, steps.kind, steps.hazards, first, helper)


def _credible(values: Floats) -> Range:
    return Range(*np.quantile(values, CREDIBLE).tolist())


def _at_home(case: str, journeys: int, seed: int) -> Simulation:
    """Return the simulation of those who are in safety from the beginning."""
    sure, nothing = Range(1.0, 1.0, 1.0), Range(0.0, 0.0, 0.0)
    play = Play(journeys, 0, 1.0, 1.0, 1.0, dict.fromkeys(LOSSES, 0), 0, nothing, nothing)
    return Simulation(case, seed, 1, play, play, sure, nothing, nothing)
